// A linear classifier over hashed features, quantised to a byte a weight, and its file. A feature that training did not
// keep weighs nothing. It knows neither what the classes mean nor where features come from.

export type LinearModel = {
  readonly classes: readonly string[]
  /** Scores are divided by it before they become probabilities. */
  readonly temperature: number
  /** Hash of what it was trained on. */
  readonly origin: string
  /** The hash of the feature of each row. */
  readonly keys: Int32Array
  /** Weight of row r for class c: `weights[r * classes.length + c] * scales[c]`. */
  readonly weights: Int8Array
  readonly scales: Float32Array
  readonly biases: Float32Array
}

/** The model's rows by the hashes of their features. Sums are unscaled; `close` makes probabilities of them. */
export class Scorer {
  readonly model: LinearModel
  readonly #count: number
  readonly #rows: Int32Array
  readonly #mask: number

  constructor(model: LinearModel) {
    this.model = model
    this.#count = model.classes.length
    const size = 1 << (33 - Math.clz32(Math.max(1, model.keys.length)))
    this.#mask = size - 1
    this.#rows = new Int32Array(size).fill(-1)
    model.keys.forEach((key, row) => {
      let at = this.#place(key)
      while (this.#rows[at] !== -1) at = (at + 1) & this.#mask
      this.#rows[at] = row
    })
  }

  #place(hash: number): number {
    return (Math.imul(hash, 0x9e3779b1) >>> 8) & this.#mask
  }

  /** Adds what one feature of `value` says to `sums`, which has a place for each class. */
  add(sums: Float64Array, hash: number, value: number): void {
    const { keys, weights } = this.model
    for (let at = this.#place(hash); ; at = (at + 1) & this.#mask) {
      const row = this.#rows[at]!
      if (row === -1) return
      if (keys[row] !== hash) continue
      const count = this.#count
      for (let c = 0, from = row * count; c < count; c++) sums[c]! += weights[from + c]! * value
      return
    }
  }

  /** In place: sums to probabilities; `scale` makes features as long as in training, `prior` is in natural logarithms. */
  close(sums: Float64Array, scale: number, prior?: Float64Array): Float64Array {
    const { scales, biases, temperature } = this.model
    for (let c = 0; c < sums.length; c++)
      sums[c] = (sums[c]! * scale * scales[c]! + biases[c]!) / temperature + (prior?.[c] ?? 0)
    return softmax(sums)
  }
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

/** The model as bytes: a length, a JSON head, scales, biases, keys, weights; little-endian. */
export function toBytes(model: LinearModel): Uint8Array {
  const { classes, temperature, origin, keys } = model
  const json = JSON.stringify({ classes, temperature, origin, rows: keys.length })
  const head = new TextEncoder().encode(json + ' '.repeat((4 - (json.length % 4)) % 4))
  const size = new Uint8Array(new Uint32Array([head.length]).buffer)
  const parts = [model.scales, model.biases, keys, model.weights].map(
    (a) => new Uint8Array(a.buffer, a.byteOffset, a.byteLength),
  )
  return Buffer.concat([size, head, ...parts])
}

/** Reads what `toBytes` wrote. Throws RangeError or SyntaxError where the bytes are cut or foreign. */
export function fromBytes(bytes: Uint8Array): LinearModel {
  const own = bytes.slice().buffer
  const headLength = new Uint32Array(own, 0, 1)[0]!
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(own, 4, headLength)))
  const { classes, temperature, origin, rows } = head as {
    classes: string[]
    temperature: number
    origin: string
    rows: number
  }
  const count = classes.length
  const from = 4 + headLength
  const scales = new Float32Array(own, from, count)
  const biases = new Float32Array(own, from + count * 4, count)
  const keys = new Int32Array(own, from + count * 8, rows)
  const weights = new Int8Array(own, from + count * 8 + rows * 4, rows * count)
  return { classes, temperature, origin, keys, weights, scales, biases }
}
