// What one typed character may stand for in a code, by each way of reading.
// Knows nothing of where in a text a code begins, or whether its check symbol is right.

import { ALPHABET } from './code-text.ts'

/** A visible character: upper case, full-width and fancy forms undone; [at, end) in UTF-16 units. */
export interface Glyph {
  readonly char: string
  readonly at: number
  readonly end: number
}

/** What a character says: a letter or digit, or nothing at all in this way of reading. */
type Meaning = (char: string) => string | undefined

// The signs for a space, another separator, a letter that is no symbol, and anything else: the patterns that find
// codes are written in these and in the symbols themselves.
const SPACE = '_'
const DASH = '-'
const MISFIT = '?'
const WALL = '|'

const INVISIBLE = /[\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]/u
const MARK = /\p{M}/u
const SEPARATOR = /[\p{Pd}\u2043\u2212_.,:;/\\|*~`'"\u00b7\u2022]/u
const LATIN = /^[A-Z0-9]$/
const DIGIT = /^[0-9]$/
const LETTER = /^[\p{L}0-9]$/u

const zip = (from: string, to: string): [string, string][] => [...from].map((char, i) => [char, to[i]!])

/** By looks: Cyrillic, Greek, and letters taken for digits. Only L, which no Cyrillic letter looks like, goes by sound. */
const LOOKS = new Map([
  ...zip('АВЕЗБЧІЈКЛМНОРСЅТУХ', 'A8E3641JKLMH0PC5TYX'),
  ...zip('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'A8E2H1KMN0PTYX'),
  ...zip('BGIOSZ', '861052'),
])
/** The keys that a Cyrillic letter shares: Russian and Ukrainian differ in none that a code needs. */
const KEYS = new Map([
  ...zip('ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬІ', 'QWERTYUIOPASDFGHJKLZXCVBNMS'),
  ...zip('0123456789', '0123456789'),
])
/** Who takes a code's letters for Cyrillic and types them in the Latin layout hits these keys instead. */
const SWAPPED = new Map([...zip('CYRKVHN[{', 'CHKLMPTXX'), ...zip('0123456789', '0123456789')])

const byLooks: Meaning = (char) => LOOKS.get(char) ?? (LETTER.test(char) ? char : undefined)
const byKey: Meaning = (char) => KEYS.get(char) ?? (/\p{Script=Cyrillic}/u.test(char) ? MISFIT : undefined)
const bySwappedKey: Meaning = (char) => SWAPPED.get(char) ?? (LATIN.test(char) ? MISFIT : undefined)

/** The ways to read a whole code, the likeliest first. Never two of them within one code. */
export const READINGS: readonly Meaning[] = [
  (char) => (LATIN.test(char) ? char : undefined),
  byLooks,
  byKey,
  bySwappedKey,
]

/** A prefix has letters of its own, so it is compared by looks: as it stands, and by the keys that were hit. */
export const PREFIX_READINGS: readonly Meaning[] = [
  byLooks,
  (char) => (DIGIT.test(char) ? char : byLooks(KEYS.get(char) ?? WALL)),
]

/** The visible characters of a text, in order. A lone surrogate is a character like any other. */
export function glyphsOf(text: string): Glyph[] {
  const glyphs: { char: string; at: number; end: number }[] = []
  for (let at = 0; at < text.length; ) {
    const raw = String.fromCodePoint(text.codePointAt(at)!)
    const end = at + raw.length
    const last = glyphs.at(-1)
    if (raw < '\u007f' || !INVISIBLE.test(raw)) glyphs.push({ char: plain(raw), at, end })
    else if (last?.end === at && MARK.test(raw)) last.end = end // an accent or a keycap goes with its letter
    at = end
  }
  return glyphs
}

function plain(raw: string): string {
  const upper = (raw < '\u007f' ? raw : raw.normalize('NFKC')).toUpperCase()
  return upper.length === 1 ? upper : raw
}

/** One sign for each glyph: what `meaning` makes of it if that is among `known`, else SPACE, DASH, MISFIT or WALL. */
export function signsOf(glyphs: readonly Glyph[], meaning: Meaning, known: string = ALPHABET): string {
  const signs = new Map<string, string>()
  const sign = (char: string): string => {
    const meant = meaning(char)
    if (meant !== undefined) return known.includes(meant) ? meant : MISFIT
    if (/\s/.test(char)) return SPACE
    return SEPARATOR.test(char) ? DASH : WALL
  }
  let written = ''
  for (const { char } of glyphs) {
    const found = signs.get(char) ?? sign(char)
    signs.set(char, found)
    written += found
  }
  return written
}
