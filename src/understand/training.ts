// From examples to the two models, the same bytes every time. It knows no files.
import { LABELS } from '../core/meaning.ts'
import { type Example, originOf } from './examples.ts'
import { featuresOf, SLOTS } from './features.ts'
import { fit, type Sample } from './fit.ts'
import { type LinearModel, probabilities } from './linear-model.ts'
import { plain, settle } from './normalise.ts'
import { WRITING_SLOTS, WRITINGS, writingFeatures, writingsOf } from './reading.ts'

export const SETTINGS = { epochs: 25, rate: 0.1, decay: 1e-4 }

/** The model that tells how a text is written. */
export function trainWriting(examples: readonly Example[]): LinearModel {
  const samples = examples.flatMap(({ text, lang }) =>
    writingsOf(plain(text), lang).map(({ text, writing }) => ({
      features: writingFeatures(text),
      label: WRITINGS.indexOf(writing),
    })),
  )
  const fitted = fit(samples, WRITINGS, WRITING_SLOTS, { epochs: 5, rate: 0.5, decay: 1e-5 })
  return { ...fitted, temperature: 1.5, origin: originOf(examples) }
}

/** The model of meanings; `temperature` comes from held-out folds. */
export function trainMeaning(examples: readonly Example[], temperature: number): LinearModel {
  const samples = examples.flatMap(samplesOf)
  return { ...fit(samples, LABELS, SLOTS, SETTINGS), temperature, origin: originOf(examples) }
}

function samplesOf({ text, label }: Example): Sample[] {
  return [{ features: featuresOf(settle(plain(text))), label: LABELS.indexOf(label) }]
}

export type Judged = { readonly example: Example; readonly shares: Float64Array }

/** Every example, judged by a model that has not seen it; folds are blocks of each label's list. */
export function crossValidate(examples: readonly Example[], folds: number): Judged[] {
  const fold = foldsOf(examples, folds)
  const judged: Judged[] = []
  for (let held = 0; held < folds; held++) {
    const model = trainMeaning(
      examples.filter((_, i) => fold[i] !== held),
      1,
    )
    examples.forEach((example, i) => {
      if (fold[i] !== held) return
      judged.push({ example, shares: probabilities(model, featuresOf(settle(plain(example.text)))) })
    })
  }
  return judged
}

/** Neighbours in a list share a fold, in all languages: many say the same thing in other words. */
function foldsOf(examples: readonly Example[], folds: number): number[] {
  const sizes = new Map<string, number>()
  const places = examples.map(({ lang, label }) => {
    const place = sizes.get(lang + label) ?? 0
    sizes.set(lang + label, place + 1)
    return place
  })
  return examples.map(({ lang, label }, i) => Math.floor((places[i]! * folds) / sizes.get(lang + label)!))
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
