// Gradient boosted trees for a yes or no (Friedman 2001; second-order leaves and sampled columns as in Chen and
// Guestrin 2016). Each tree sees some of the rows and some of the features.
import { drawsOf } from '../draws.ts'
import { type Binned, type Growing, growTree, someOf, type Tree, walkTree } from './tree.ts'

export type Boosting = Growing & {
  readonly trees: number
  /** Shares of the rows and of the features that a tree is grown from. */
  readonly rows: number
  readonly columns: number
}

export type Boosted = { readonly base: number; readonly trees: readonly Tree[] }

export const chanceAt = (score: number): number => 1 / (1 + Math.exp(-score))

/** `rows`: those to learn from. `rowBins[row]` and `bins[feature]` hold the same numbers. */
export function boost(
  bins: Binned,
  rowBins: readonly Uint8Array[],
  bought: readonly boolean[],
  rows: readonly number[],
  how: Boosting,
  seed: number,
): Boosted {
  const draws = drawsOf(seed)
  const share = rows.filter((row) => bought[row]).length / rows.length
  const base = Math.log(share / (1 - share))
  const scores = new Float64Array(bought.length).fill(base)
  const slopes = {
    gradient: new Float64Array(bought.length),
    curvature: new Float64Array(bought.length),
  }
  const counts = bins.map((column) => column.reduce((most, bin) => Math.max(most, bin), 0) + 1)
  const trees: Tree[] = []
  for (let tree = 0; tree < how.trees; tree++) {
    for (const row of rows) {
      const chance = chanceAt(scores[row]!)
      slopes.gradient[row] = chance - (bought[row] ? 1 : 0)
      slopes.curvature[row] = Math.max(chance * (1 - chance), 1e-6)
    }
    const some = Int32Array.from(rows.filter(() => draws() < how.rows))
    const grown = growTree(bins, counts, some, slopes, someOf(bins.length, how.columns, draws), how)
    for (const row of rows) scores[row]! += walkTree(grown, rowBins[row]!)
    trees.push(grown)
  }
  return { base, trees }
}

export function boostedScore({ base, trees }: Boosted, bins: Uint8Array): number {
  let score = base
  for (const tree of trees) score += walkTree(tree, bins)
  return score
}
