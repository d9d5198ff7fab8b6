// Where in a text a code may stand, and what it would be there. Linear in the text's length: every pattern
// below has a bounded length and can match in one way only. Knows nothing of whose the codes are.

import { type Glyph, glyphsOf, PREFIX_READINGS, READINGS, signsOf } from './code-glyphs.ts'
import { isChecked, isMixed, isPrefix, writeCode } from './code-text.ts'

/** A place [from, to) in UTF-16 units; `code` is canonical, or undefined where only the check symbol fails. */
export interface CodePlace {
  readonly from: number
  readonly to: number
  readonly code: string | undefined
  /** 0 is the best: with its prefix as typed, then by the other readings, then the same without a prefix. */
  readonly rank: number
}

const S = '[2-9CHKLMPTX]'
const ANY = '[2-9CHKLMPTX?]'
const GAP = '[-_]{0,3}'

// A word may be glued to the end of a code, but only to a whole group: else "CHK не" would lend its first letter.
const AFTER_PREFIX = new RegExp(`${GAP}${S}(?:${GAP}${S}){11}(?:(?<=${S}{4})|(?!${ANY}))`, 'y')
const NEARLY = new RegExp(`${GAP}${ANY}(?:${GAP}${ANY}){9,11}(?:(?<=${ANY}{4})|(?<=${S})(?!${ANY}))`, 'y')

/** Without a prefix the shape must speak: groups of 4 (or some of them joined), or spelt by 1, 2 or 3 symbols. */
const SHAPES = [
  `${S}{4}${GAP}${S}{4}${GAP}${S}{4}`,
  ...[1, 2, 3].map((size) => `${S}{${size}}(?:[-_]{1,3}${S}{${size}}){${12 / size - 1}}`),
]
// Not within a longer word, nor within a longer number of dashed groups.
const BARE = SHAPES.map((shape) => new RegExp(`(?<!${ANY}|${S}{3}-)${shape}(?!${ANY}|-${S}{3})`, 'g'))

/** All places of a text, in no order; they may overlap. Throws RangeError on a wrong prefix. */
export function codePlaces(text: string, prefix: string): CodePlace[] {
  if (!isPrefix(prefix)) throw new RangeError('The prefix of a code is 2 to 8 of A-Z and 0-9')
  const glyphs = glyphsOf(text)
  const prefixes = prefixSpans(glyphs, prefix)
  return READINGS.flatMap((reading, rank) => {
    const signs = signsOf(glyphs, reading)
    const place = (from: number, to: number, code: string | undefined, rank: number): CodePlace => {
      return { from: glyphs[from]!.at, to: glyphs[to - 1]!.end, code, rank }
    }
    const places: CodePlace[] = []
    for (const [from, bodyFrom] of prefixes) {
      const whole = matchAt(AFTER_PREFIX, signs, bodyFrom)
      const symbols = symbolsOf(whole)
      const nearly = matchAt(NEARLY, signs, bodyFrom)
      if (isChecked(symbols)) {
        places.push(place(from, bodyFrom + whole.length, writeCode(prefix, symbols), rank))
      } else if (isNearly(nearly)) places.push(place(from, bodyFrom + nearly.length, undefined, rank))
    }
    for (const [from, to] of BARE.flatMap((shape) => spansOf(shape, signs))) {
      const symbols = symbolsOf(signs.slice(from, to))
      if (!isMixed(symbols) || !isChecked(symbols)) continue
      places.push(place(from, to, writeCode(prefix, symbols), rank + READINGS.length))
    }
    return places
  })
}

/** Ten symbols or more, at most two characters that are none, letters and digits among them. */
function isNearly(signs: string): boolean {
  return symbolsOf(signs).length >= 10 && /[2-9]/.test(signs) && /[A-Z]/.test(signs)
}

/** Where the prefix stands, as spans of glyphs, by looks or by keys. */
function prefixSpans(glyphs: readonly Glyph[], prefix: string): [number, number][] {
  const letters = [...prefix].map((char) => PREFIX_READINGS[0]!(char)!)
  const pattern = new RegExp(letters.join(GAP), 'g')
  return PREFIX_READINGS.flatMap((reading) => spansOf(pattern, signsOf(glyphs, reading, letters.join(''))))
}

const symbolsOf = (signs: string): string => signs.replace(/[^2-9A-Z]/g, '')

function matchAt(pattern: RegExp, signs: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(signs)?.[0] ?? ''
}

/** Every match, also those that overlap: a short word before a spelt code must not hide it. */
function spansOf(pattern: RegExp, signs: string): [number, number][] {
  const spans: [number, number][] = []
  pattern.lastIndex = 0
  for (let found = pattern.exec(signs); found !== null; found = pattern.exec(signs)) {
    spans.push([found.index, found.index + found[0].length])
    pattern.lastIndex = found.index + 1
  }
  return spans
}
