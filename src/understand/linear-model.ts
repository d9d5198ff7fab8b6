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

/** So many features fit into packed sums, whatever their weights: 257 x 255 < 2 ** 16. */
export const FIT_PACKED = 257
const EVEN = 0x00ff00ff
const OFFSET = 128
/** Bits of a place that name its row; the others are of the hash, so that nearly no feature is taken for another. */
const ROW_BITS = 18
const TAG = -1 << ROW_BITS

const placeOf = (hash: number): number => Math.imul(hash, 0x9e3779b1) >>> 8

/**
 * The model's rows by the hashes of their features. Reading is adding up rows, and most of its time is waiting for
 * memory: rows stay bytes, four classes are added in two steps, and a place is one number. Sums are packed: even
 * classes, odd classes (sixteen bits each, every weight lifted by 128), and how many rows were added.
 */
export class Scorer {
  readonly model: LinearModel
  readonly #count: number
  /** Numbers of 32 bits that a row takes. */
  readonly #width: number
  readonly #rows: Int32Array
  readonly #places: Int32Array
  readonly #mask: number

  constructor(model: LinearModel) {
    const { keys, weights, classes } = model
    this.model = model
    this.#count = classes.length
    this.#width = (this.#count + 3) >> 2
    if (keys.length >= 1 << ROW_BITS) throw new RangeError(`a model has fewer than ${1 << ROW_BITS} rows`)
    const lifted = new Uint8Array(keys.length * this.#width * 4).fill(OFFSET)
    for (let row = 0; row < keys.length; row++)
      for (let c = 0; c < this.#count; c++)
        lifted[row * this.#width * 4 + c] = weights[row * this.#count + c]! + OFFSET
    this.#rows = new Int32Array(lifted.buffer)
    const size = 1 << (33 - Math.clz32(Math.max(1, keys.length)))
    this.#mask = size - 1
    this.#places = new Int32Array(size).fill(-1)
    keys.forEach((key, row) => {
      let at = placeOf(key) & this.#mask
      while (this.#places[at] !== -1) at = (at + 1) & this.#mask
      this.#places[at] = (key & TAG) | row
    })
  }

  /** Packed sums of nothing. */
  packed(): Int32Array {
    return new Int32Array(this.#width * 2 + 1)
  }

  /** Adds what one feature says. */
  add(packed: Int32Array, hash: number): void {
    const places = this.#places
    for (let at = placeOf(hash) & this.#mask; ; at = (at + 1) & this.#mask) {
      const place = places[at]!
      if (place === -1) return
      if (((place ^ hash) & TAG) !== 0) continue
      const width = this.#width
      const rows = this.#rows
      for (let i = 0, from = (place & ~TAG) * width; i < width; i++) {
        const four = rows[from + i]!
        packed[i]! += four & EVEN
        packed[width + i]! += (four >>> 8) & EVEN
      }
      packed[width * 2]!++
      return
    }
  }

  /** Adds packed sums of up to FIT_PACKED features to `sums`, which has a place for each class, and empties them. */
  widen(packed: Int32Array, sums: Float64Array): void {
    const width = this.#width
    const lift = packed[width * 2]! * OFFSET
    for (let c = 0; c < this.#count; c++) {
      const two = packed[(c & 1) * width + (c >> 2)]!
      sums[c]! += (c & 2 ? two >>> 16 : two & 0xffff) - lift
    }
    packed.fill(0)
  }

  /** In place: sums to probabilities; `scale` makes features as long as in training, `prior` is in natural logarithms. */
  close(sums: Float64Array, scale: number, prior: Float64Array): Float64Array {
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
