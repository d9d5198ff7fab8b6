// Saved replies: chosen by name, put into the text where the caret is, in the shopper's language; sent by nobody but the agent.
import { el, put } from '../dom.ts'
import { deskApi } from './api.ts'
import type { Page } from './parts.ts'
import { wordy } from './phrases.ts'
import type { Replies } from './types.ts'

/** Asked once for a shopper in a language; a name that is told later is put in at the next visit of the page. */
const known = new Map<string, Promise<Replies>>()
const MOST = 50

const repliesFor = (shopper: string, key: string): Promise<Replies> => {
  const there = known.get(key)
  if (there) return there
  if (known.size >= MOST) known.clear()
  const asked = deskApi.replies(shopper)
  known.set(key, asked)
  // What failed is asked again.
  asked.catch(() => known.delete(key))
  return asked
}

const insert = (field: HTMLTextAreaElement, words: string): void => {
  const { selectionStart: from, selectionEnd: to, value } = field
  const before = value.slice(0, from)
  const gap = before === '' || /\s$/.test(before) ? '' : ' '
  field.setRangeText(gap + words, from, to, 'end')
  // The draft is kept as if it was typed.
  field.dispatchEvent(new Event('input'))
  field.focus()
}

export const repliesView = ({ view, say }: Page, field: HTMLTextAreaElement): HTMLElement => {
  const { id, lang, name } = view.shopper
  const choice = el('select', { 'data-focus': 'replies', 'aria-label': say('replies') })
  const box = el('p', { class: 'replies', hidden: true }, choice)
  void repliesFor(id, JSON.stringify([id, lang, name])).then(
    ({ replies }) => {
      box.hidden = replies.length === 0
      const options = replies.map((reply) => el('option', { value: reply.name }, wordy(reply.name)))
      put(choice, el('option', { value: '' }, say('replies')), ...options)
      choice.addEventListener('change', () => {
        const found = replies.find((reply) => reply.name === choice.value)
        choice.value = ''
        if (found) insert(field, found.text)
      })
    },
    // The agent writes without them.
    () => undefined,
  )
  return box
}
