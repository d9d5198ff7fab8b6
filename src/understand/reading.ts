// Tells how a text was written (which language, which alphabet, which keyboard) and gives it as it was meant.
// It knows no meanings. Its model is trained from the same examples, spoilt on purpose.
import type { Lang } from '../core/meaning.ts'
import type { Sink } from './features.ts'
import { hashOf, hashOn } from './hashing.ts'
import {
  cyrillicAsTypedInLatin,
  cyrillicKeysAsLatin,
  latinAsTypedInCyrillic,
  latinKeysAsCyrillic,
} from './keyboard-layout.ts'
import { cyrillicAsLatin, latinAsCyrillic } from './transliteration.ts'

/** How a text can be written: plainly, in the other alphabet, with the other keyboard. */
export const WRITINGS = ['ru', 'uk', 'en', 'ru_latin', 'uk_latin', 'ru_keys', 'uk_keys', 'en_keys'] as const
export type Writing = (typeof WRITINGS)[number]

const DRAWN_OUT = /(\p{L})\1{2,}/gu
/** With the signs that are letters on another keyboard. */
const TYPED = /[\p{L}\p{M}'`;,.[\]’]*\p{L}[\p{L}\p{M}'`;,.[\]’]*/gu
const WHOLE = hashOf('typed:')
const PIECE = hashOf('w:')
/** Letters of a chunk that count. */
const READ = 60

/** The features of a plain text without spaces, before anything is repaired. */
export function writingFeatures(chunk: string, sink: Sink): void {
  for (const [word] of chunk.slice(0, READ).replace(DRAWN_OUT, '$1').matchAll(TYPED)) {
    const framed = `<${word}>`
    sink(hashOf(framed, WHOLE), 1)
    for (let from = 0; from < framed.length; from++) {
      let hash = PIECE
      for (let at = from; at < Math.min(framed.length, from + 4); at++) {
        hash = hashOn(hash, framed.charCodeAt(at))
        sink(hash, 0.5)
      }
    }
  }
}

/** The ways to write a plain text of `lang`, with the writing that each shows: the training texts. */
export function writingsOf(text: string, lang: Lang): { text: string; writing: Writing }[] {
  const asIs = { text, writing: lang }
  if (lang === 'en') return [asIs, { text: latinAsTypedInCyrillic(text), writing: 'en_keys' }]
  const habits = [0, 1, 2].map((habit) => ({
    text: cyrillicAsLatin(text, lang, habit),
    writing: `${lang}_latin` as const,
  }))
  return [asIs, { text: cyrillicAsTypedInLatin(text, lang), writing: `${lang}_keys` }, ...habits]
}

/** Which letters there are. */
export type Letters = {
  readonly cyrillic: number
  readonly latin: number
  /** Letters that only Ukrainian has, and only Russian. */
  readonly ukrainian: number
  readonly russian: number
}

/** Of a plain text. */
export function lettersOf(text: string): Letters {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  return {
    cyrillic: count(/\p{Script=Cyrillic}/gu),
    latin: count(/\p{Script=Latin}/gu),
    ukrainian: count(/[іїєґ]/g),
    russian: count(/[ыэъё]/g),
  }
}

const NEVER = -40

/** In place: how likely each writing is before any word is read (natural logarithms, in the order of WRITINGS). */
export function priorOf(prior: Float64Array, letters: Letters, fallback: Lang): Float64Array {
  const { cyrillic, latin, ukrainian, russian } = letters
  WRITINGS.forEach((writing, i) => {
    const usual = writing.startsWith(fallback) ? 1 : 0
    prior[i] = usual + likely(writing, cyrillic, latin, Math.sign(ukrainian - russian))
  })
  return prior
}

function likely(writing: Writing, cyrillic: number, latin: number, ukrainian: number): number {
  // Brands and sizes stand in Latin letters within Cyrillic texts, hardly ever the other way round.
  if (cyrillic * 3 >= latin) {
    // A text in both alphabets was typed by somebody who sees what they type.
    if (writing === 'en_keys') return latin > 0 ? NEVER : -0.5
    if (writing !== 'ru' && writing !== 'uk') return NEVER
    return (writing === 'uk' ? 1 : -1) * ukrainian * 3
  }
  if (writing === 'en') return 1
  if (writing === 'ru' || writing === 'uk' || writing === 'en_keys') return NEVER
  return cyrillic > 0 ? NEVER : 0
}

/** The plain text as it was meant; the same where it was written plainly. */
export function meant(text: string, writing: Writing): string {
  if (writing === 'en_keys') return cyrillicKeysAsLatin(text)
  const lang = writing.slice(0, 2) as 'ru' | 'uk'
  if (writing.endsWith('_keys')) return latinKeysAsCyrillic(text, lang)
  if (writing.endsWith('_latin')) return latinAsCyrillic(text, lang)
  return text
}
