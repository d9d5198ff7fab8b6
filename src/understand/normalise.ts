// Brings a text into one plain form: lower case, one alphabet a word, no decoration. It knows nothing of
// languages or meanings; wrong keyboards and transliteration are read elsewhere.
import { isOrdinary, isSettled } from './letters.ts'
import { unmixAlphabets } from './look-alikes.ts'

/** What is longer is cut: UTF-16 units. A shopper's reason stands in the first lines. */
export const LONGEST = 2000

const LINK = /\b(?:https?:\/\/|www\.)\S+/g
const EMAIL = /[\w.+-]+@[\w-]+\.[\w.]+/g
const APOSTROPHE = /[\u0027\u0060\u00b4\u02bc\u2018\u2019\u201b\u2032]/g
const DOUBLE_IN_LATIN = /([eo])\1{2,}/g
const REPEATED = /(\p{L})\1{2,}/gu
// Controls, invisible joiners, direction marks, variation selectors, lone surrogates after toWellFormed.
const INVISIBLE = /\p{Cc}|\p{Cf}|\ufe0e|\ufe0f|\ufffd/gu
const ACCENT = /\u0301/g

/**
 * The text in lower case, composed, without what cannot be seen; any string, never throws. A word may still be in
 * two alphabets.
 */
export function plain(text: string): string {
  if (text.length <= LONGEST && isOrdinary(text)) return text.toLowerCase()
  const cut = text.slice(0, LONGEST).toWellFormed().normalize('NFKC').slice(0, LONGEST)
  return cut.toLowerCase().replace(ACCENT, '').replace(/\s/g, ' ').replace(INVISIBLE, '')
}

/** A plain text as words are read: no apostrophes, no ё, no letter three times, links as one word. */
export function settle(text: string): string {
  if (isSettled(text)) return text
  return unmixAlphabets(text)
    .replace(LINK, ' urlurl ')
    .replace(EMAIL, ' mailmail ')
    .replace(APOSTROPHE, '')
    .replaceAll('ё', 'е')
    .replace(DOUBLE_IN_LATIN, '$1$1')
    .replace(REPEATED, '$1')
    .replace(/ {2,}/g, ' ')
    .trim()
}
