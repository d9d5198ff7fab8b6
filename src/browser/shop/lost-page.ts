// What stands there while the shop's server does not answer.
import { el, put } from '../dom.ts'
import { ICONS, nothing } from './parts.ts'
import type { Words } from './words.ts'

export const lostPage = (words: Words, again: () => void): void => {
  const button = el('button', { type: 'button', class: 'main', click: again }, words.tryAgain)
  const lost = el('main', { role: 'alert' }, nothing(ICONS.box, words.silent, words.again, button))
  put(document.body, lost, ...document.querySelectorAll('winback-chat'))
}
