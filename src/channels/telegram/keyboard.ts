// Buttons under a message: what each carries, and what a press of one means. Pure.
import { createHash } from 'node:crypto'
import type { InlineKeyboardButton } from 'grammy/types'
import { LANGS, type Lang } from '../../core/meaning.ts'
import type { Outgoing } from '../../ports/channel.ts'
import { WORDS } from './words.ts'

/** Bytes that a button may carry. */
const MOST_DATA = 64
const MOST_COPIED = 256
const MOST_LABEL = 64

export type Pressed =
  | { readonly kind: 'choice'; readonly choice: string }
  /** An id too long for a button: what stands on it is all there is. */
  | { readonly kind: 'words' }
  | { readonly kind: 'language'; readonly lang: Lang }

const short = (id: string): string => createHash('sha256').update(id).digest('base64url').slice(0, 22)

const dataOf = (id: string): string => {
  const whole = `c:${id}`
  return Buffer.byteLength(whole) <= MOST_DATA ? whole : `h:${short(id)}`
}

/** null: none of our buttons. */
export const pressedOf = (data: string): Pressed | null => {
  if (data.startsWith('c:') && data.length > 2) return { kind: 'choice', choice: data.slice(2) }
  if (data.startsWith('h:')) return { kind: 'words' }
  const lang = LANGS.find((one) => data === `l:${one}`)
  return lang ? { kind: 'language', lang } : null
}

const labelOf = (text: string): string =>
  text.length <= MOST_LABEL ? text : `${text.slice(0, MOST_LABEL - 1).trimEnd()}…`

/** Short answers stand two in a row, as far as both can be read on a telephone. */
const SHORT = 14

const rows = (buttons: readonly InlineKeyboardButton[]): InlineKeyboardButton[][] => {
  const made: InlineKeyboardButton[][] = []
  for (const button of buttons) {
    const last = made.at(-1)
    const other = last?.length === 1 ? last[0] : undefined
    if (other && other.text.length <= SHORT && button.text.length <= SHORT) last?.push(button)
    else made.push([button])
  }
  return made
}

export const keyboardOf = (
  { choices, code, lang }: Pick<Outgoing, 'choices' | 'code' | 'lang'>,
  copies = true,
): InlineKeyboardButton[][] => {
  const copy: InlineKeyboardButton[][] =
    copies && code && code.text.length <= MOST_COPIED
      ? [[{ text: WORDS[lang].copy, copy_text: { text: code.text } }]]
      : []
  return [
    ...copy,
    ...rows(choices.map(({ id, text }) => ({ text: labelOf(text), callback_data: dataOf(id) }))),
  ]
}

export const languageKeyboard = (languages: readonly Lang[]): InlineKeyboardButton[][] =>
  languages.map((lang) => [{ text: WORDS[lang].language, callback_data: `l:${lang}` }])
