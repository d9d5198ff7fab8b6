// From examples to the two models, the same bytes every time. It knows no files.
import { LABELS } from '../core/meaning.ts'
import { type Example, originOf } from './examples.ts'
import { type FitSettings, fit, type Sample } from './fit.ts'
import { type LinearModel, Scorer } from './linear-model.ts'
import { plain } from './normalise.ts'
import { WRITINGS, writingsOf } from './reading.ts'
import { meaningSample, writingSample } from './samples.ts'
import { Sums } from './sums.ts'

const WRITING: FitSettings = { epochs: 4, rate: 0.1, decay: 1e-5, leaveOut: 0.3, least: 3, most: 33_000 }
const MEANING: FitSettings = {
  epochs: 12,
  rate: 0.1,
  decay: 1e-4,
  leaveOut: 0.3,
  least: 2,
  most: 100_000,
}

/** The model that tells how a text is written. */
export function trainWriting(examples: readonly Example[]): LinearModel {
  const samples = examples.flatMap(({ text, lang }) =>
    writingsOf(plain(text), lang).map(({ text, writing }) => writingSample(text, WRITINGS.indexOf(writing))),
  )
  return { ...fit(samples, WRITINGS, WRITING), temperature: 1.5, origin: originOf(examples) }
}

const samplesOf = (examples: readonly Example[]): Sample[] =>
  examples.map(({ text, label }) => meaningSample(text, LABELS.indexOf(label)))

/** The model of meanings; `temperature` comes from voices that were held out. */
export function trainMeaning(examples: readonly Example[], temperature: number): LinearModel {
  return { ...fit(samplesOf(examples), LABELS, MEANING), temperature, origin: originOf(examples) }
}

export type Judged = { readonly example: Example; readonly shares: Float64Array }

/**
 * Examples judged by a model that has not heard their voice: whole voices are held out, one of `folds` at a time, in the
 * first `rounds` of them.
 */
export function crossValidate(examples: readonly Example[], folds: number, rounds = folds): Judged[] {
  const voices = [...new Set(examples.map(({ lang, voice }) => `${lang}/${voice}`))].toSorted()
  const fold = examples.map(({ lang, voice }) => voices.indexOf(`${lang}/${voice}`) % folds)
  const samples = samplesOf(examples)
  return Array.from({ length: rounds }, (_, held) => {
    const heard = samples.filter((_, i) => fold[i] !== held)
    const scorer = new Scorer({ ...fit(heard, LABELS, MEANING), temperature: 1, origin: '' })
    return examples.flatMap((example, i) =>
      fold[i] === held ? [{ example, shares: sharesOf(scorer, samples[i]!) }] : [],
    )
  }).flat()
}

const NO_PRIOR = new Float64Array(LABELS.length)

function sharesOf(scorer: Scorer, { hashes, values }: Sample): Float64Array {
  const sums = new Sums(scorer).begin()
  for (let i = 0; i < hashes.length; i++) sums.add(hashes[i]!, values[i]!)
  return sums.close(NO_PRIOR)
}

/** The temperature at which held-out examples get the likeliest probabilities. */
export function calibrate(judged: readonly Judged[]): number {
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY }
  for (let temperature = 0.3; temperature < 3; temperature += 0.05) {
    let loss = 0
    for (const { example, shares } of judged) {
      const sharp = shares.map((share) => share ** (1 / temperature))
      const sum = sharp.reduce((a, b) => a + b, 0)
      loss -= Math.log(Math.max(1e-12, sharp[LABELS.indexOf(example.label)]! / sum))
    }
    if (loss < best.loss) best = { temperature, loss }
  }
  return Math.round(best.temperature * 100) / 100
}
