// A linear classifier over hashed features, quantised to a byte a weight, and its file. It knows neither what
// the classes mean nor where features come from.

/** Distinct feature slots with their values, the same length. */
export type Features = { readonly slots: Int32Array; readonly values: Float32Array }

export type LinearModel = {
  readonly classes: readonly string[]
  /** How many slots features are hashed into. */
  readonly slots: number
  /** Scores are divided by it before they become probabilities. */
  readonly temperature: number
  /** Hash of what it was trained on. */
  readonly origin: string
  /** Weight of slot s for class c: `weights[s * classes.length + c] * scales[c]`. */
  readonly weights: Int8Array
  readonly scales: Float32Array
  readonly biases: Float32Array
}

/** Probabilities of the classes, in their order; `prior` is added to the scores (natural logarithms). */
export function probabilities(model: LinearModel, features: Features, prior?: Float64Array): Float64Array {
  const count = model.classes.length
  const scores = new Float64Array(count)
  const { slots, values } = features
  for (let i = 0; i < slots.length; i++) {
    const at = slots[i]! * count
    const value = values[i]!
    for (let c = 0; c < count; c++) scores[c]! += model.weights[at + c]! * value
  }
  for (let c = 0; c < count; c++) {
    scores[c] = (scores[c]! * model.scales[c]! + model.biases[c]!) / model.temperature + (prior?.[c] ?? 0)
  }
  return softmax(scores)
}

/** In place: scores to probabilities that add up to 1. */
export function softmax(scores: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY
  for (const score of scores) highest = Math.max(highest, score)
  let sum = 0
  for (let c = 0; c < scores.length; c++) {
    scores[c] = Math.exp(scores[c]! - highest)
    sum += scores[c]!
  }
  for (let c = 0; c < scores.length; c++) scores[c]! /= sum
  return scores
}

/** Index of the largest; the first of equals. */
export function largest(values: Float64Array): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i
  return best
}

/** The model as bytes: a length, a JSON head, scales, biases, weights; little-endian. */
export function toBytes(model: LinearModel): Uint8Array {
  const { classes, slots, temperature, origin } = model
  const json = JSON.stringify({ classes, slots, temperature, origin })
  const head = new TextEncoder().encode(json + ' '.repeat((4 - (json.length % 4)) % 4))
  const size = new Uint8Array(new Uint32Array([head.length]).buffer)
  const parts = [model.scales, model.biases, model.weights].map(
    (a) => new Uint8Array(a.buffer, a.byteOffset, a.byteLength),
  )
  return Buffer.concat([size, head, ...parts])
}

/** Reads what `toBytes` wrote. Throws RangeError or SyntaxError where the bytes are cut or foreign. */
export function fromBytes(bytes: Uint8Array): LinearModel {
  const copy = bytes.slice().buffer
  const length = new Uint32Array(copy, 0, 1)[0]!
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(copy, 4, length)))
  const count: number = head.classes.length
  const scalesAt = 4 + length
  const weightsAt = scalesAt + count * 8
  return {
    ...head,
    scales: new Float32Array(copy, scalesAt, count),
    biases: new Float32Array(copy, scalesAt + count * 4, count),
    weights: new Int8Array(copy, weightsAt, head.slots * count),
  }
}
