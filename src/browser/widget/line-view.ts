// One line of the talk as elements: a bubble, and the card of a code with its button. Texts only, no HTML.
import { el } from '../dom.ts'
import type { ChatLine, Lang } from './wire.ts'
import type { Words } from './words.ts'

const COPIED_FOR = 2000

type Place = { readonly lang: Lang; readonly timeZone: string }

export const lineView = (line: ChatLine, words: Words, place: Place): readonly HTMLElement[] => {
  const by = line.who === 'agent' && line.by ? el('span', { class: 'by' }, line.by) : null
  const bubble = line.text === '' ? [] : [el('div', { class: `line ${line.who}` }, by, line.text)]
  return line.code ? [...bubble, codeCard(line.code, words, place)] : bubble
}

const codeCard = (code: NonNullable<ChatLine['code']>, words: Words, place: Place): HTMLElement => {
  const text = el('b', { translate: 'no' }, code.text)
  const label = el('span', { 'aria-live': 'polite' }, words.copy)
  const copy = async (): Promise<void> => {
    if (!(await copyText(code.text, text))) return
    label.textContent = words.copied
    setTimeout(() => {
      label.textContent = words.copy
    }, COPIED_FOR)
  }
  const { lang, timeZone } = place
  const until = new Date(code.until).toLocaleString(lang, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  })
  return el(
    'div',
    { class: 'code', role: 'group', 'aria-label': words.code },
    el('small', {}, words.code),
    text,
    el('p', {}, code.terms),
    el('small', {}, `${words.until} ${until}`),
    el('button', { type: 'button', click: () => void copy() }, label),
  )
}

/** Where the clipboard may not be used, the code is selected, ready for the shopper's own copy. */
const copyText = async (text: string, shown: HTMLElement): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const range = document.createRange()
    range.selectNodeContents(shown)
    getSelection()?.removeAllRanges()
    getSelection()?.addRange(range)
    return false
  }
}
