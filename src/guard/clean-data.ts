// What comes in from elsewhere (names, titles of goods, words of a shopper) and is repeated in our texts: it is
// data, and nothing in it becomes a promise of ours. Knows no texts.
import { findPromises, type Signs } from './find-promises.ts'
import { pattern } from './pattern.ts'
import { apartFromCodes, type Promised, toldWords, type Unbacked } from './promise.ts'
import { viewOf } from './view.ts'
import { OFFER_WORDS } from './words.ts'

export type Cleaned = { readonly text: string; readonly taken: readonly Unbacked[] }

/** Longer names and titles are cut: the rest is no name. */
const LONGEST_NAME = 60
const LONGEST_TITLE = 160
const LINK = /(?:[a-z][a-z+.-]{1,12}:\/\/|www\.|mailto:)\S+|\S+@[\w-]+\.\w+/giu
const BRACES = /[{}]/g
const DIRECTIONS = /[\p{Cc}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu
const OFFERS = pattern(OFFER_WORDS, 'gu')
const PUSHY = pattern(
  '\\b(?:free|off|sale|promo|code|coupon)\\b|(?<!\\p{L})(?:скидк|знижк|бесплатн|безкоштовн|акци|акці|промокод)',
)

const cutOut = (text: string, spans: readonly { readonly from: number; readonly to: number }[]): string => {
  let out = ''
  let done = 0
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (from > done) out += `${text.slice(done, from)} `
    done = Math.max(done, to)
  }
  return out + text.slice(done)
}

/** No edges of punctuation left over from what was cut out. */
const tidy = (text: string): string =>
  text
    .replace(/\s{2,}/g, ' ')
    .replace(/\(\s*\)|\[\s*\]/g, '')
    .replace(/^[\s,;:!|/+*–—-]+|[\s,;:!|/+*–—(-]+$/gu, '')

const links = (text: string): readonly Promised[] =>
  [...text.matchAll(LINK)].map(({ 0: whole, index }) => ({
    kind: 'link',
    key: 'link',
    from: index,
    to: index + whole.length,
  }))

const tell = (text: string, found: readonly Promised[]): readonly Unbacked[] =>
  apartFromCodes(found)
    .slice(0, 4)
    .map((one) => ({ kind: one.kind, words: toldWords(text, one) }))

const plainOf = (given: string, longest: number): string => {
  const text = given.slice(0, longest * 4).replace(DIRECTIONS, '')
  return text.length > longest ? `${text.slice(0, longest).toWellFormed().trimEnd()}…` : text
}

/** Anything here that promises or leads elsewhere. Written directions are looked at before they are taken out. */
const foundIn = (given: string, signs: Signs): readonly Promised[] => [
  ...findPromises(given, 'data', signs),
  ...links(given),
]

/** A person's name: one with a promise in it is no name, and is left out as a whole. */
export const cleanName = (given: string, signs: Signs): Cleaned => {
  const found = foundIn(given.slice(0, LONGEST_NAME * 4), signs)
  const isPushy = PUSHY.test(viewOf(given.slice(0, LONGEST_NAME * 4)).text)
  const text = plainOf(given, LONGEST_NAME).replace(BRACES, '')
  if (found.length === 0 && !isPushy) return { text, taken: [] }
  const taken = tell(given, found)
  return { text: '', taken: taken.length > 0 ? taken : [{ kind: 'offer', words: text.slice(0, 60) }] }
}

/** The title of goods: what promises is taken out, and what is left is said; `instead` where nothing is left. */
export const cleanTitle = (given: string, instead: string, signs: Signs): Cleaned => {
  const cut = given.slice(0, LONGEST_TITLE * 4)
  const found = foundIn(cut, signs)
  if (found.length === 0) return { text: plainOf(given, LONGEST_TITLE).replace(BRACES, ''), taken: [] }
  const view = viewOf(cut)
  const words = [...view.text.matchAll(OFFERS)].map(({ 0: whole, index }) => ({
    from: view.from[index]!,
    to: wordEnd(cut, view.to[index + whole.length - 1]!),
  }))
  const rest = tidy(plainOf(cutOut(cut, [...found, ...words]), LONGEST_TITLE).replace(BRACES, ''))
  const isName =
    (rest.match(/\p{L}/gu)?.length ?? 0) >= 3 &&
    foundIn(rest, signs).length === 0 &&
    !PUSHY.test(viewOf(rest).text)
  const other = foundIn(instead, signs).length === 0 ? instead : ''
  return { text: isName ? rest : other, taken: tell(cut, found) }
}

const wordEnd = (text: string, at: number): number => {
  let end = at
  while (end < text.length && /[\p{L}\p{N}]/u.test(text[end]!)) end++
  return end
}
