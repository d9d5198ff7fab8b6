// Figures of how well held-out examples were read: macro-F1 a language, the weakest labels, what is confused.
// It knows nothing of how they were read.
import { LABELS, LANGS, type Label, type Lang } from '../core/meaning.ts'
import { largest } from './linear-model.ts'
import type { Judged } from './training.ts'

export type Guess = { readonly is: Label; readonly read: Label }

/** F1 of each label, from 0 to 1. */
export function f1ByLabel(guesses: readonly Guess[]): Map<Label, number> {
  return new Map(
    LABELS.map((label) => {
      const hit = guesses.filter(({ is, read }) => is === label && read === label).length
      const wrong = guesses.filter(({ is, read }) => (is === label) !== (read === label)).length
      return [label, hit === 0 ? 0 : (2 * hit) / (2 * hit + wrong)]
    }),
  )
}

/** Mean of the labels' F1, from 0 to 1. */
export function macroF1(guesses: readonly Guess[]): number {
  return [...f1ByLabel(guesses).values()].reduce((a, b) => a + b, 0) / LABELS.length
}

/** The figures as text, for a terminal. */
export function report(judged: readonly Judged[], temperature: number): string {
  const guesses = judged.map(({ example, shares }) => ({
    ...example,
    is: example.label,
    read: LABELS[largest(shares)]!,
  }))
  const of = (lang: Lang) => guesses.filter((guess) => guess.lang === lang)
  const rows = LANGS.map((lang) => {
    const own = of(lang)
    const right = own.filter(({ is, read }) => is === read).length / own.length
    const weakest = [...f1ByLabel(own)].sort((a, b) => a[1] - b[1]).slice(0, 6)
    return `${lang}: macro-F1 ${macroF1(own).toFixed(3)}, right ${right.toFixed(3)}; weakest ${weakest.map(([label, f1]) => `${label} ${f1.toFixed(2)}`).join(', ')}`
  })
  return [...rows, ...sureness(judged, temperature)].join('\n')
}

function sureness(judged: readonly Judged[], temperature: number): string[] {
  return [0.3, 0.4, 0.5, 0.6, 0.7, 0.8].map((from) => {
    const sure = judged.filter(({ shares }) => top(shares, temperature) >= from)
    const right = sure.filter(({ example, shares }) => LABELS[largest(shares)] === example.label)
    const share = (sure.length / judged.length).toFixed(3)
    return `confidence >= ${from}: ${share} of texts, of these right ${(right.length / sure.length).toFixed(3)}`
  })
}

function top(shares: Float64Array, temperature: number): number {
  const sharp = shares.map((share) => share ** (1 / temperature))
  return Math.max(...sharp) / sharp.reduce((a, b) => a + b, 0)
}
