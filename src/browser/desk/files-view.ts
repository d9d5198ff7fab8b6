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

/** In place of what cannot be shown: that it is so, and its name, by which it may be saved. */
const orLink = (
  shown: HTMLElement,
  whole: HTMLElement,
  file: ShownFile,
  url: string,
  page: Page,
): HTMLElement => {
  shown.addEventListener('error', () => {
    const lost = el('small', { class: 'lost' }, page.say('file_lost'))
    whole.replaceWith(el('div', { class: 'file' }, link(file, url, page), lost))
  })
  return whole
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
      const image = el('img', { src: url, alt: label, class: medium })
      const whole = el(
        'a',
        { href: url, target: '_blank', rel: 'noopener noreferrer', class: 'photo' },
        image,
      )
      return orLink(image, whole, file, url, page)
    }
    case 'voice':
    case 'audio': {
      const sound = el('audio', { src: url, controls: true, preload: 'metadata', 'aria-label': label })
      return orLink(sound, sound, file, url, page)
    }
    case 'video': {
      const film = el('video', { src: url, controls: true, preload: 'metadata', 'aria-label': label })
      return orLink(film, film, file, url, page)
    }
    default:
      return link(file, url, page)
  }
}

export const filesView = (line: Line, page: Page): readonly HTMLElement[] =>
  line.attachments.map((file) => fileView(file, line, page))
