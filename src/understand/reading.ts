// Tells how a text was written (which language, which alphabet, which keyboard) and gives it as it was meant.
// It knows no meanings. Its model is trained from the same examples, spoilt on purpose.
import { LANGS, type Lang } from '../core/meaning.ts'
import type { Sink } from './features.ts'
import { hashOf, hashOn } from './hashing.ts'
import {
  cyrillicAsTypedInLatin,
  cyrillicKeysAsLatin,
  latinAsTypedInCyrillic,
  latinKeysAsCyrillic,
} from './keyboard-layout.ts'
import { isSettled, type Letters, lettersAhead } from './letters.ts'
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
  const read = chunk.slice(0, READ)
  if (lettersAhead(read) === read.length && isSettled(read)) addTyped(read, sink)
  else for (const [word] of read.replace(DRAWN_OUT, '$1').matchAll(TYPED)) addTyped(word, sink)
}

function addTyped(word: string, sink: Sink): void {
  const framed = `<${word}>`
  sink.add(hashOf(framed, WHOLE), 1)
  for (let from = 0; from < framed.length; from++) {
    let hash = PIECE
    const to = Math.min(framed.length, from + 4)
    for (let at = from; at < to; at++) {
      hash = hashOn(hash, framed.charCodeAt(at))
      sink.add(hash, 0.5)
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

/** The language of each writing. */
export const LANG_OF: readonly Lang[] = WRITINGS.map((writing) => writing.slice(0, 2) as Lang)

const NEVER = -40

/** How likely each writing is before any word is read (natural logarithms), in the order of WRITINGS. */
export function priorOf({ cyrillic, latin, ukrainian }: Letters, fallback: Lang): Float64Array {
  // Brands and sizes stand in Latin letters within Cyrillic texts, hardly ever the other way round.
  const script = cyrillic * 3 >= latin ? (latin > 0 ? 1 : 0) : cyrillic > 0 ? 3 : 2
  const sign = ukrainian > 0 ? 2 : ukrainian < 0 ? 0 : 1
  return PRIORS[(script * 3 + sign) * 3 + LANGS.indexOf(fallback)]!
}

const PRIORS = [0, 1, 2, 3].flatMap((script) =>
  [-1, 0, 1].flatMap((ukrainian) =>
    LANGS.map((fallback) =>
      Float64Array.from(
        WRITINGS,
        (writing) => (writing.startsWith(fallback) ? 1 : 0) + likely(writing, script, ukrainian),
      ),
    ),
  ),
)

/** `script`: 0 Cyrillic, 1 mostly, 2 Latin, 3 mostly. */
function likely(writing: Writing, script: number, ukrainian: number): number {
  if (script < 2) {
    // A text in both alphabets was typed by somebody who sees what they type.
    if (writing === 'en_keys') return script === 1 ? NEVER : -0.5
    if (writing !== 'ru' && writing !== 'uk') return NEVER
    return (writing === 'uk' ? 3 : -3) * ukrainian
  }
  if (writing === 'en') return 1
  if (writing === 'ru' || writing === 'uk' || writing === 'en_keys') return NEVER
  return script === 3 ? NEVER : 0
}

/** The plain text as it was meant; the same where it was written plainly. */
export function meant(text: string, writing: Writing): string {
  if (writing === 'ru' || writing === 'uk' || writing === 'en') return text
  if (writing === 'en_keys') return cyrillicKeysAsLatin(text)
  const lang = writing.slice(0, 2) as 'ru' | 'uk'
  if (writing.endsWith('_keys')) return latinKeysAsCyrillic(text, lang)
  return latinAsCyrillic(text, lang)
}
