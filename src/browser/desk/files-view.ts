// What a shopper sent beside words: photos shown, voice and video played, everything else to be saved.
import { el } from '../dom.ts'
import { deskApi } from './api.ts'
import type { Page } from './parts.ts'
import type { Line, ShownFile } from './types.ts'

const KB = 1024

const sizeText = (size: number | undefined, { say, lang }: Page): string => {
  if (size === undefined) return ''
  const [n, unit] = size < KB * KB ? [size / KB, 'kb' as const] : [size / KB / KB, 'mb' as const]
  const shown = n.toLocaleString(lang, { maximumFractionDigits: n < 10 ? 1 : 0 })
  return ` · ${say(unit, { n: shown })}`
}

const nameOf = ({ name, medium }: ShownFile, { say }: Page): string => name || say(`medium_${medium}`)

const link = (file: ShownFile, url: string, page: Page): HTMLElement =>
  el(
    'a',
    { class: 'file', href: url, target: '_blank', rel: 'noopener noreferrer', download: file.name ?? true },
    `${nameOf(file, page)}${sizeText(file.size, page)}`,
  )

/** In place of what cannot be shown: its name, and that it may be saved. */
const orLink = (shown: HTMLElement, file: ShownFile, url: string, page: Page): HTMLElement => {
  shown.addEventListener('error', () => {
    const lost = el('p', { class: 'lost' }, page.say('file_lost'))
    shown.replaceWith(el('div', {}, lost, link(file, url, page)))
  })
  return shown
}

const fileView = (file: ShownFile, line: Line, page: Page): HTMLElement => {
  const { medium } = file
  if (medium === 'place' || medium === 'contact')
    return el('p', { class: 'file', dir: 'auto' }, `${page.say(`medium_${medium}`)}: ${file.name ?? ''}`)
  const url = deskApi.fileUrl(page.view.shopper.id, line.seq, file.n)
  const label = nameOf(file, page)
  switch (medium) {
    case 'photo':
    case 'sticker': {
      const image = orLink(el('img', { src: url, alt: label, class: medium }), file, url, page)
      return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer', class: 'photo' }, image)
    }
    case 'voice':
    case 'audio':
      return orLink(
        el('audio', { src: url, controls: true, preload: 'metadata', 'aria-label': label }),
        ...([file, url, page] as const),
      )
    case 'video':
      return orLink(
        el('video', { src: url, controls: true, preload: 'metadata', 'aria-label': label }),
        ...([file, url, page] as const),
      )
    default:
      return link(file, url, page)
  }
}

export const filesView = (line: Line, page: Page): readonly HTMLElement[] =>
  line.attachments.map((file) => fileView(file, line, page))
