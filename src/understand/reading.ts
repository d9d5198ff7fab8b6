// Tells how a text was written (which language, which alphabet, which keyboard) and gives it as it was meant.
// It knows no meanings. Its model is trained from the same examples, spoilt on purpose.
import type { Lang } from '../core/meaning.ts'
import { FeatureBag, hashOf, hashOn } from './hashing.ts'
import {
  cyrillicAsTypedInLatin,
  cyrillicKeysAsLatin,
  latinAsTypedInCyrillic,
  latinKeysAsCyrillic,
} from './keyboard-layout.ts'
import { type Features, type LinearModel, largest, probabilities } from './linear-model.ts'
import { cyrillicAsLatin, latinAsCyrillic } from './transliteration.ts'

/** How a text can be written: plainly, in the other alphabet, with the other keyboard. */
export const WRITINGS = ['ru', 'uk', 'en', 'ru_latin', 'uk_latin', 'ru_keys', 'uk_keys', 'en_keys'] as const
type Writing = (typeof WRITINGS)[number]

export const WRITING_SLOTS = 1 << 15

/** A plain text as it was meant; `sure` (0 to 1) says how well the text itself shows it. */
export type Reading = { readonly text: string; readonly lang: Lang; readonly sure: number }

const DRAWN_OUT = /(\p{L})\1{2,}/gu

/** Features of a plain text (see `plain`), before anything is repaired; at most 400 letters count. */
export function writingFeatures(text: string): Features {
  const bag = new FeatureBag(WRITING_SLOTS)
  for (const word of text
    .slice(0, 400)
    .replace(DRAWN_OUT, '$1')
    .match(/[\p{L}\p{M}'`;,.[\]’]*\p{L}[\p{L}\p{M}'`;,.[\]’]*/gu) ?? []) {
    const framed = `<${word}>`
    bag.add(hashOf(framed), 1)
    for (let from = 0; from < framed.length; from++) {
      let hash = hashOf('w:')
      for (let at = from; at < Math.min(framed.length, from + 4); at++) {
        hash = hashOn(hash, framed.charCodeAt(at))
        bag.add(hash, 0.5)
      }
    }
  }
  return bag.done()
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

/** Reads a plain text. Without letters it is in `fallback`, with nothing sure. */
export function readWriting(model: LinearModel, text: string, fallback: Lang): Reading {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (cyrillic + latin === 0) return { text, lang: fallback, sure: 0 }
  const prior = Float64Array.from(WRITINGS, (writing) => priorOf(writing, text, cyrillic, latin, fallback))
  const shares = probabilities(model, writingFeatures(text), prior)
  const writing = WRITINGS[largest(shares)]!
  const lang = writing.slice(0, 2) as Lang
  const sure = WRITINGS.reduce((sum, w, i) => sum + (w.startsWith(lang) ? shares[i]! : 0), 0)
  return { text: meant(text, writing), lang, sure }
}

const NEVER = -40

function priorOf(writing: Writing, text: string, cyrillic: number, latin: number, fallback: Lang): number {
  const usual = writing.startsWith(fallback) ? 1 : 0
  // Brands and sizes stand in Latin letters within Cyrillic texts, hardly ever the other way round.
  if (cyrillic * 3 >= latin) {
    // A text in both alphabets was typed by somebody who sees what they type.
    if (writing === 'en_keys') return latin > 0 ? NEVER : -0.5
    if (writing !== 'ru' && writing !== 'uk') return NEVER
    const ukrainian = text.match(/[іїєґ]/g)?.length ?? 0
    const russian = text.match(/[ыэъё]/g)?.length ?? 0
    return usual + (writing === 'uk' ? 1 : -1) * Math.sign(ukrainian - russian) * 3
  }
  if (writing === 'en') return usual + 1
  if (writing === 'ru' || writing === 'uk' || writing === 'en_keys') return NEVER
  return cyrillic > 0 ? NEVER : usual
}

function meant(text: string, writing: Writing): string {
  if (writing === 'en_keys') return cyrillicKeysAsLatin(text)
  const lang = writing.slice(0, 2) as 'ru' | 'uk'
  if (writing.endsWith('_keys')) return latinKeysAsCyrillic(text, lang)
  if (writing.endsWith('_latin')) return latinAsCyrillic(text, lang)
  return text
}
