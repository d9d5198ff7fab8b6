// Fits a linear model to labelled features: multinomial logistic regression, AdaGrad, features left out at random, a
// fixed shuffle, so that the same input gives the same bytes. It knows nothing of texts.
import { drawsOf, shuffle } from './draws.ts'
import { type LinearModel, softmax } from './linear-model.ts'

/**
 * One text: hashes and values of its features; a hash may come twice, and has the same value in all samples. `scale`
 * multiplies the values of this text.
 */
export type Sample = {
  readonly hashes: Int32Array
  readonly values: Float32Array
  readonly scale: number
  readonly label: number
}
export type FitSettings = {
  readonly epochs: number
  readonly rate: number
  readonly decay: number
  /** The share of features that is left out of each step: those that stay learn to do without the others. */
  readonly leaveOut: number
  /** Features that fewer texts have are not kept. */
  readonly least: number
  /** No more rows than this, those that tell most. */
  readonly most: number
}

/** Trains over `samples`, then quantises; `classes[sample.label]` is a sample's class. */
export function fit(
  samples: readonly Sample[],
  classes: readonly string[],
  settings: FitSettings,
): Omit<LinearModel, 'temperature' | 'origin'> {
  const count = classes.length
  const { rows, times } = rowsOf(samples, settings.least)
  const weights = new Float32Array(rows.size * count)
  const seen = new Float32Array(rows.size * count).fill(1e-4)
  const biases = new Float32Array(count)
  const folded = new Uint8Array(rows.size)
  const known = samples.map((sample) => withRows(sample, rows))
  const order = samples.map((_, i) => i)
  const random = drawsOf(20261122)
  const scores = new Float64Array(count)
  const { epochs, decay, leaveOut } = settings
  const kept = new Int32Array(known.reduce((most, { rows }) => Math.max(most, rows.length), 0))
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    const rate = settings.rate * (1 - epoch / epochs)
    for (const index of order) {
      const { rows, values, label } = known[index]!
      let size = 0
      for (let i = 0; i < rows.length; i++) if (random() >= leaveOut) kept[size++] = i
      scores.set(biases)
      for (let k = 0; k < size; k++) {
        const at = rows[kept[k]!]! * count
        const value = values[kept[k]!]! / (1 - leaveOut)
        for (let c = 0; c < count; c++) scores[c]! += weights[at + c]! * value
      }
      softmax(scores)
      scores[label]! -= 1
      for (let c = 0; c < count; c++) biases[c]! -= 0.02 * rate * scores[c]!
      for (let k = 0; k < size; k++) {
        const at = rows[kept[k]!]! * count
        const value = values[kept[k]!]! / (1 - leaveOut)
        for (let c = 0; c < count; c++) {
          const slope = scores[c]! * value + decay * weights[at + c]!
          seen[at + c]! += slope * slope
          weights[at + c]! -= (rate * slope) / Math.sqrt(seen[at + c]!)
        }
      }
    }
  }
  // A feature's value is the same everywhere: it goes into its weights, and reading is addition alone.
  for (const { hashes, values } of samples)
    hashes.forEach((hash, i) => {
      const row = rows.get(hash)
      if (row === undefined || folded[row] === 1) return
      folded[row] = 1
      for (let c = 0; c < count; c++) weights[row * count + c]! *= values[i]!
    })
  return { classes, biases, ...heaviest(weights, [...rows.keys()], times, count, settings.most) }
}

/** A row for each hash that enough samples have, in the order of their coming, and how many have it. */
function rowsOf(samples: readonly Sample[], least: number) {
  const times = new Map<number, number>()
  for (const { hashes } of samples)
    for (const hash of new Set(hashes)) times.set(hash, (times.get(hash) ?? 0) + 1)
  const rows = new Map<number, number>()
  for (const [hash, n] of times) if (n >= least) rows.set(hash, rows.size)
  return { rows, times: [...rows.keys()].map((hash) => times.get(hash)!) }
}

function withRows({ hashes, values, scale, label }: Sample, rows: ReadonlyMap<number, number>) {
  const there = [...hashes.keys()].filter((i) => rows.has(hashes[i]!))
  return {
    rows: Int32Array.from(there, (i) => rows.get(hashes[i]!)!),
    values: Float32Array.from(there, (i) => values[i]! * scale),
    label,
  }
}

/** Keeps the rows that tell most: how far they part the classes, and how often they come (by the square root). */
function heaviest(
  weights: Float32Array,
  hashes: readonly number[],
  times: readonly number[],
  count: number,
  most: number,
) {
  const telling = hashes.map((_, row) => {
    const own = weights.subarray(row * count, (row + 1) * count)
    return (Math.max(...own) - Math.min(...own)) * Math.sqrt(times[row]!)
  })
  const order = hashes.map((_, row) => row).toSorted((a, b) => telling[b]! - telling[a]! || a - b)
  const kept = order.slice(0, most).toSorted((a, b) => a - b)
  const scales = new Float32Array(count).fill(1e-9)
  for (const row of kept)
    for (let c = 0; c < count; c++)
      scales[c] = Math.max(scales[c]!, Math.abs(weights[row * count + c]!) / 127)
  const bytes = new Int8Array(kept.length * count)
  kept.forEach((row, i) => {
    for (let c = 0; c < count; c++) bytes[i * count + c] = Math.round(weights[row * count + c]! / scales[c]!)
  })
  return { keys: Int32Array.from(kept, (row) => hashes[row]!), weights: bytes, scales }
}
