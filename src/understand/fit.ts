// Fits a linear model to labelled features: multinomial logistic regression, AdaGrad, a fixed shuffle, so
// that the same input gives the same bytes. It knows nothing of texts.
import { type Features, type LinearModel, softmax } from './linear-model.ts'

export type Sample = { readonly features: Features; readonly label: number; readonly weight?: number }
export type FitSettings = { readonly epochs: number; readonly rate: number; readonly decay: number }

/** Trains over `samples`, then quantises; `classes[sample.label]` is a sample's class. */
export function fit(
  samples: readonly Sample[],
  classes: readonly string[],
  slots: number,
  settings: FitSettings,
): Omit<LinearModel, 'temperature' | 'origin'> {
  const count = classes.length
  const weights = new Float32Array(slots * count)
  const seen = new Float32Array(slots * count).fill(1e-4)
  const biases = new Float32Array(count)
  const order = samples.map((_, i) => i)
  const random = mulberry(20261122)
  const scores = new Float64Array(count)
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    shuffle(order, random)
    const rate = settings.rate * (1 - epoch / settings.epochs)
    for (const index of order) {
      const { features, label, weight = 1 } = samples[index]!
      for (let c = 0; c < count; c++) scores[c] = biases[c]!
      for (let i = 0; i < features.slots.length; i++) {
        const at = features.slots[i]! * count
        const value = features.values[i]!
        for (let c = 0; c < count; c++) scores[c]! += weights[at + c]! * value
      }
      softmax(scores)
      scores[label]! -= 1
      for (let c = 0; c < count; c++) biases[c]! -= 0.02 * rate * scores[c]! * weight
      for (let i = 0; i < features.slots.length; i++) {
        const at = features.slots[i]! * count
        const value = features.values[i]! * weight
        for (let c = 0; c < count; c++) {
          const slope = scores[c]! * value + settings.decay * weights[at + c]!
          seen[at + c]! += slope * slope
          weights[at + c]! -= (rate * slope) / Math.sqrt(seen[at + c]!)
        }
      }
    }
  }
  return { classes, slots, biases, ...quantise(weights, count) }
}

function quantise(weights: Float32Array, count: number): { weights: Int8Array; scales: Float32Array } {
  const scales = new Float32Array(count).fill(1e-9)
  for (let i = 0; i < weights.length; i++)
    scales[i % count] = Math.max(scales[i % count]!, Math.abs(weights[i]!) / 127)
  const bytes = new Int8Array(weights.length)
  for (let i = 0; i < weights.length; i++) bytes[i] = Math.round(weights[i]! / scales[i % count]!)
  return { weights: bytes, scales }
}

/** A small seeded random number generator: 0 <= x < 1. */
export function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Shuffles in place. */
export function shuffle<T>(items: T[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = items[i]!
    items[i] = items[j]!
    items[j] = held
  }
}
