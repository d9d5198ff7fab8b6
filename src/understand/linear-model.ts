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
  /** What the feature of row r says for class c: `weights[r * classes.length + c] * scales[c]`, its value within. */
  readonly weights: Int8Array
  readonly scales: Float32Array
  readonly biases: Float32Array
}

/** So many features fit into packed sums, whatever their weights: 258 x 127 < 2 ** 15. */
export const FIT_PACKED = 258

/**
 * The model's rows by the hashes of their features. Sums are kept packed, two classes to a number, sixteen bits each:
 * half the additions, and additions are what reading is made of. `widen` takes them apart.
 */
export class Scorer {
  readonly model: LinearModel
  readonly #count: number
  readonly #width: number
  readonly #packed: Int32Array
  /** Row and key side by side, so that both come with one line of the cache. */
  readonly #places: Int32Array
  readonly #mask: number

  constructor(model: LinearModel) {
    this.model = model
    this.#count = model.classes.length
    this.#width = (this.#count + 1) >> 1
    const { keys, weights } = model
    this.#packed = new Int32Array(keys.length * this.#width)
    for (let row = 0; row < keys.length; row++)
      for (let c = 0; c < this.#count; c++)
        this.#packed[row * this.#width + (c >> 1)]! += weights[row * this.#count + c]! * (c & 1 ? 0x10000 : 1)
    const size = 1 << (33 - Math.clz32(Math.max(1, keys.length)))
    this.#mask = size - 1
    this.#places = new Int32Array(size * 2).fill(-1)
    keys.forEach((key, row) => {
      let at = this.#place(key)
      while (this.#places[at * 2] !== -1) at = (at + 1) & this.#mask
      this.#places[at * 2] = row
      this.#places[at * 2 + 1] = key
    })
  }

  #place(hash: number): number {
    return (Math.imul(hash, 0x9e3779b1) >>> 8) & this.#mask
  }

  /** Packed sums of nothing. */
  packed(): Int32Array {
    return new Int32Array(this.#width)
  }

  /** Adds what one feature says. */
  add(packed: Int32Array, hash: number): void {
    const places = this.#places
    for (let at = this.#place(hash); ; at = (at + 1) & this.#mask) {
      const row = places[at * 2]!
      if (row === -1) return
      if (places[at * 2 + 1] !== hash) continue
      const width = this.#width
      const rows = this.#packed
      for (let i = 0, from = row * width; i < width; i++) packed[i]! += rows[from + i]!
      return
    }
  }

  /** Adds packed sums of up to FIT_PACKED features to `sums`, which has a place for each class, and empties them. */
  widen(packed: Int32Array, sums: Float64Array): void {
    for (let c = 0; c < this.#count; c++) {
      const both = packed[c >> 1]!
      const low = (both << 16) >> 16
      sums[c]! += c & 1 ? (both - low) >> 16 : low
    }
    packed.fill(0)
  }

  /** In place: sums to probabilities; `scale` makes features as long as in training, `prior` is in natural logarithms. */
  close(sums: Float64Array, scale: number, prior?: Float64Array): Float64Array {
    const { scales, biases, temperature } = this.model
    for (let c = 0; c < sums.length; c++)
      sums[c] =
        (sums[c]! * scale * scales[c]! + biases[c]!) / temperature + (prior === undefined ? 0 : prior[c]!)
    return softmax(sums)
  }
}

/** So far below the highest score a probability is as good as nothing. */
const NOTHING = -30

/** In place: scores to probabilities that add up to 1. */
export function softmax(scores: Float64Array): Float64Array {
  const highest = scores[largest(scores)]!
  let sum = 0
  for (let c = 0; c < scores.length; c++) {
    const below = scores[c]! - highest
    scores[c] = below < NOTHING ? 0 : Math.exp(below)
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
