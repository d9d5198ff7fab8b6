// One regression tree over binned features: growing it by gradients and curvatures, and walking it.
import type { Draws } from '../draws.ts'

/** Nodes in preorder: the left child of a split follows it, the right one is `right` further on. A leaf's is 0. */
export type Tree = {
  readonly feature: Uint8Array
  /** Goes left with a bin up to this. */
  readonly bin: Uint8Array
  readonly right: Uint8Array
  /** Of a leaf; added to the score. */
  readonly value: Float32Array
}

export type Growing = {
  readonly depth: number
  /** Added to the curvatures of a leaf, so that small ones say little. */
  readonly lambda: number
  /** Sessions in a leaf at least. */
  readonly least: number
  readonly rate: number
}

/** bins[feature][row]; what is learnt from, a row each. */
export type Binned = readonly Uint8Array[]
export type Slopes = { readonly gradient: Float64Array; readonly curvature: Float64Array }

type Split = { readonly feature: number; readonly bin: number; readonly gain: number }
type Node = { feature: number; bin: number; right: number; value: number }

const LEAST_GAIN = 1e-6

/** The three lists of a column's bins, used again and again. */
const SUMS = new Float64Array(256)
const WEIGHTS = new Float64Array(256)
const SIZES = new Int32Array(256)

const bestSplit = (
  bins: Binned,
  counts: readonly number[],
  rows: Int32Array,
  gradients: Float64Array,
  curvatures: Float64Array,
  columns: readonly number[],
  { lambda, least }: Growing,
): Split | null => {
  let [sum, weight] = [0, 0]
  for (let i = 0; i < rows.length; i++) {
    sum += gradients[i]!
    weight += curvatures[i]!
  }
  const whole = (sum * sum) / (weight + lambda)
  let best: Split | null = null
  for (const feature of columns) {
    const count = counts[feature]!
    if (count < 2) continue
    const column = bins[feature]!
    SUMS.fill(0, 0, count)
    WEIGHTS.fill(0, 0, count)
    SIZES.fill(0, 0, count)
    for (let i = 0; i < rows.length; i++) {
      const bin = column[rows[i]!]!
      SUMS[bin] = SUMS[bin]! + gradients[i]!
      WEIGHTS[bin] = WEIGHTS[bin]! + curvatures[i]!
      SIZES[bin] = SIZES[bin]! + 1
    }
    let [left, leftWeight, size] = [0, 0, 0]
    for (let bin = 0; bin < count - 1; bin++) {
      left += SUMS[bin]!
      leftWeight += WEIGHTS[bin]!
      size += SIZES[bin]!
      if (SIZES[bin] === 0 || size < least) continue
      if (rows.length - size < least) break
      const right = sum - left
      const gain =
        (left * left) / (leftWeight + lambda) + (right * right) / (weight - leftWeight + lambda) - whole
      if (gain > (best?.gain ?? LEAST_GAIN)) best = { feature, bin, gain }
    }
  }
  return best
}

/** `columns`: the features it may split on; `counts`: how many bins each has. */
export function growTree(
  bins: Binned,
  counts: readonly number[],
  rows: Int32Array,
  slopes: Slopes,
  columns: readonly number[],
  how: Growing,
): Tree {
  const nodes: Node[] = []
  const grow = (inside: Int32Array, depth: number): void => {
    const at = nodes.length
    const gradients = new Float64Array(inside.length)
    const curvatures = new Float64Array(inside.length)
    let [sum, weight] = [0, 0]
    for (let i = 0; i < inside.length; i++) {
      const row = inside[i]!
      gradients[i] = slopes.gradient[row]!
      curvatures[i] = slopes.curvature[row]!
      sum += gradients[i]!
      weight += curvatures[i]!
    }
    nodes.push({ feature: 0, bin: 0, right: 0, value: (-sum / (weight + how.lambda)) * how.rate })
    const isLeaf = depth >= how.depth || inside.length < 2 * how.least
    const split = isLeaf ? null : bestSplit(bins, counts, inside, gradients, curvatures, columns, how)
    if (!split) return
    const column = bins[split.feature]!
    grow(
      inside.filter((row) => column[row]! <= split.bin),
      depth + 1,
    )
    nodes[at] = { feature: split.feature, bin: split.bin, right: nodes.length - at, value: 0 }
    grow(
      inside.filter((row) => column[row]! > split.bin),
      depth + 1,
    )
  }
  grow(rows, 0)
  return {
    feature: Uint8Array.from(nodes, (node) => node.feature),
    bin: Uint8Array.from(nodes, (node) => node.bin),
    right: Uint8Array.from(nodes, (node) => node.right),
    value: Float32Array.from(nodes, (node) => node.value),
  }
}

/** `binIn` answers the bin of a feature. */
export function walkTree({ feature, bin, right, value }: Tree, bins: Uint8Array): number {
  let at = 0
  while (right[at]! > 0) at += bins[feature[at]!]! <= bin[at]! ? 1 : right[at]!
  return value[at]!
}

/** Some of `count` features, each with the chance `share`. */
export const someOf = (count: number, share: number, draws: Draws): readonly number[] =>
  Array.from({ length: count }, (_, i) => i).filter(() => draws() < share)
