// Promises that are written so as not to be noticed: letters spaced out, turned round, in digits for letters, in the
// wrong layout, encoded. Whatever is found this way is nothing that anybody says in good faith.
import { DECODERS, rot13 } from './encodings.ts'
import { type CodeSigns, findCodes } from './find-codes.ts'
import { findFigures } from './find-figures.ts'
import { findFree } from './find-free.ts'
import { withDigits } from './number-words.ts'
import { pattern } from './pattern.ts'
import type { Promised } from './promise.ts'
import { type View, viewOf } from './view.ts'

/** What gives a promise away where words have no edges. */
const STEMS =
  'discount|percent|cashback|free(?:deliver|shipp|gift)|forfree|halfoff|halfprice|promocode|voucher|скидк|скидоч|знижк|процент|відсот|бесплатн|безкоштовн|безплатн|вподарок|уподарунок|полцены|півціни|промокод|кешбэк|кэшбек|кэшбэк|кешбек'
const STRONG = pattern(STEMS)
const STRONG_APART = pattern(
  `${STEMS}|free (?:deliver|shipp|gift)|for free|half (?:off|price)|\\boff\\b.{0,3}\\d|\\d ?%? off\\b|\\d ?%`,
)

type Span = { readonly from: number; readonly to: number }
const hidden = ({ from, to }: Span): Promised => ({ kind: 'hidden', key: 'hidden', from, to })

const spanOf = (view: View, start: number, end: number): Span => ({
  from: view.from[start]!,
  to: view.to[end - 1]!,
})

/** Letters or figures that stand one by one: "f r e e", "1 5 %", "с.к.и.д.к.а". */
const SPACED =
  /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}%](?:[ .,\-_*|/+~=•·]{1,3})){2,60}[\p{L}\p{N}%](?![\p{L}\p{N}])/gu
const TOGETHER = pattern(`${STEMS}|\\d%|^free|free$|\\d(?:off|грн|руб|uah)`)

const inSpaced = (view: View, signs: CodeSigns): readonly Promised[] =>
  [...view.text.matchAll(SPACED)].flatMap(({ 0: whole, index }) => {
    const joined = whole.replace(/[^\p{L}\p{N}%]/gu, '')
    if (!TOGETHER.test(joined) && !signs.isKnown(joined.toUpperCase())) return []
    return hidden(spanOf(view, index, index + whole.length))
  })

const LEET = new Map([...'013457@$!€|'].map((char, i) => [char, 'oieastasiel'[i]!]))
const LEET_CYRILLIC = new Map([...'0346@|1'].map((char, i) => [char, 'озчбаіи'[i]!]))
const MIXED = /[\p{L}\d@$!€|]{4,40}/gu

const inLeet = (view: View): readonly Promised[] =>
  [...view.text.matchAll(MIXED)].flatMap(({ 0: word, index }) => {
    if (!/\p{L}/u.test(word) || !/[\d@$!€|]/u.test(word)) return []
    const read = (map: ReadonlyMap<string, string>) => [...word].map((char) => map.get(char) ?? char).join('')
    const readings = [read(LEET), read(LEET_CYRILLIC), read(LEET_CYRILLIC).replaceAll('и', 'і')]
    const isFree = /^fr[e3€]{2}$/.test(word) && word !== 'free'
    return isFree || readings.some((reading) => STRONG.test(reading))
      ? hidden(spanOf(view, index, index + word.length))
      : []
  })

const LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
const CYRILLIC_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбю'
const keys = (from: string, to: string) => new Map([...from].map((char, i) => [char, to[i]!]))
const ruByKey = keys(LATIN_KEYS, CYRILLIC_KEYS)
const ukByKey = new Map([...ruByKey, ['s', 'і'], ["'", 'є'], [']', 'ї']])
const byRu = new Map([...keys(CYRILLIC_KEYS, LATIN_KEYS), ['і', 's'], ['є', "'"], ['ї', ']']])
const OTHER_LAYOUT = pattern(`${STEMS}|free|cash ?back|отдам даром|gift`)
const WORDS = /[^\s\d]{4,60}/gu

/** Words of a text that was typed while the keyboard stood in the other layout. */
const inLayouts = (view: View): readonly Promised[] =>
  [...view.text.matchAll(WORDS)].flatMap(({ 0: word, index }) => {
    const maps = /[a-z]/.test(word) ? [ruByKey, ukByKey] : [byRu]
    const isOne = maps.some((map) =>
      OTHER_LAYOUT.test([...word].map((char) => map.get(char) ?? char).join('')),
    )
    return isOne ? hidden(spanOf(view, index, index + word.length)) : []
  })

const BIDI = /[\u202a-\u202e\u2066-\u2069\u200f\u061c]/

const turned = (view: View): View => ({
  text: [...view.text].reverse().join(''),
  from: view.from.toReversed(),
  to: view.to.toReversed(),
})

/** Turned round as a whole, or word by word. */
const inTurned = (text: string, view: View, signs: CodeSigns): readonly Promised[] => {
  const back = turned(view)
  const all = { from: 0, to: text.length }
  // Where directions are forced, the text may be read either way.
  const strong = BIDI.test(text) ? STRONG_APART : STRONG
  const found = strong.exec(back.text)
  if (found)
    return [
      hidden(
        BIDI.test(text)
          ? all
          : { from: back.from[found.index + found[0].length - 1]!, to: back.to[found.index]! },
      ),
    ]
  return BIDI.test(text) && findCodes(back.text, back, signs).length > 0 ? [hidden(all)] : []
}

/** Morse: letters of points and dashes, with single spaces between. */
const MORSE = /(?<![^\s])(?:[.·•-]{1,6}(?: \/)? ){7,400}[.·•-]{1,6}(?![^\s])/gu

const inMorse = ({ text, from, to }: View): readonly Promised[] =>
  [...text.matchAll(MORSE)]
    .filter(({ 0: whole }) => /-/.test(whole) && /[.·•]/.test(whole))
    .map(({ 0: whole, index }) => hidden({ from: from[index]!, to: to[index + whole.length - 1]! }))

const MOST_PIECES = 64
const SAYS = /^[\p{L}\p{N}\p{P}\p{S}\s]*$/u

/** Does a decoded text say anything that may not go out? */
const promises = (text: string, signs: CodeSigns, depth: number): boolean => {
  const view = viewOf(text)
  const digits = withDigits(view)
  return (
    STRONG_APART.test(view.text) ||
    findCodes(text, view, signs).length > 0 ||
    findFigures(digits, 'data', 2).length > 0 ||
    findFree(digits, 'data', 2).length > 0 ||
    (depth > 0 && inEncoded(text, signs, depth - 1).length > 0)
  )
}

const inEncoded = (text: string, signs: CodeSigns, depth: number): readonly Promised[] => {
  const found: Promised[] = []
  for (const [pieces, decode] of DECODERS) {
    let looked = 0
    for (const { 0: piece, index } of text.matchAll(pieces)) {
      if (looked++ >= MOST_PIECES) break
      const said = decode(piece)
      if (said === null || said === piece || said.length < 3 || !SAYS.test(said)) continue
      if (promises(said, signs, depth)) found.push(hidden({ from: index, to: index + piece.length }))
    }
  }
  return found
}

/** Words by rot13: only the stems and our own codes are looked for, since any word is some other word. */
const inRot13 = (text: string, signs: CodeSigns): readonly Promised[] => {
  if (!/[a-z]/i.test(text)) return []
  const said = rot13(text)
  const view = viewOf(said)
  const found =
    STRONG.exec(view.text) ??
    /\b(?:free (?:deliver|shipp|gift)|for free|half off|\d+ ?% off)\b/.exec(view.text)
  if (found) return [hidden(spanOf(view, found.index, found.index + found[0].length))]
  return findCodes(said, view, { ...signs, isKnown: () => false })
    .filter(({ key }) => key === 'code:?')
    .filter(({ from, to }) => /\d/.test(said.slice(from, to)) && /[a-z].*[a-z]/i.test(said.slice(from, to)))
    .filter(({ from, to }) => said.slice(from, to).toUpperCase().startsWith(signs.prefix))
    .map(hidden)
}

/** `view` is that of `text`. Time grows with the text's length alone: pieces are bounded, and so is what they hold. */
export const findHidden = (text: string, view: View, signs: CodeSigns): readonly Promised[] => [
  ...inSpaced(view, signs),
  ...inLeet(view),
  ...inMorse(view),
  ...inLayouts(view),
  ...inTurned(text, view, signs),
  ...inEncoded(text, signs, 1),
  ...inRot13(text, signs),
]
