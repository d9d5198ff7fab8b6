// Makes a model of a chance from rows of numbers and what came of them. The same rows give the same bytes.
import { boundsOf } from './bins.ts'
import { type Boosting, boost, chanceAt } from './boosting.ts'
import { binsOf, type ChanceModel, ranksOf } from './chance-model.ts'
import { type Learning, learnNetwork } from './network.ts'

export type Recipe = {
  readonly boosting: readonly Boosting[]
  readonly learning: Learning
  readonly networks: number
  readonly share: number
}

/** Half the width of ranks: about a standard deviation of 1. */
const WIDE = 1.7

/** Middle of each bin among all values, -WIDE..WIDE. */
const ranksIn = (bins: readonly Uint8Array[], feature: number, count: number): Float32Array => {
  const sizes = new Float64Array(count)
  for (const row of bins) sizes[row[feature]!]!++
  let below = 0
  return Float32Array.from(sizes, (size) => {
    const middle = (below + size / 2) / bins.length
    below += size
    return (2 * middle - 1) * WIDE
  })
}

/** Learns from all rows given; scores are not brought to chances yet. */
export function fitChance(
  rows: readonly (readonly number[])[],
  bought: readonly boolean[],
  recipe: Recipe,
  seed: number,
): ChanceModel {
  const features = rows[0]!.map((_, feature) => feature)
  const bounds = features.map((feature) => boundsOf(rows.map((row) => row[feature]!)))
  const rowBins = rows.map((row) => binsOf(bounds, row))
  const bins = features.map((feature) => Uint8Array.from(rowBins, (row) => row[feature]!))
  const ranks = bounds.map((one, feature) => ranksIn(rowBins, feature, one.length + 1))
  const all = rows.map((_, row) => row)
  const inputs = recipe.networks > 0 ? rowBins.map((row) => ranksOf(ranks, row)) : []
  return {
    ...{ bounds, ranks, share: recipe.share, slope: 1, offset: 0 },
    boosted: recipe.boosting.map((how, i) => boost(bins, rowBins, bought, all, how, seed * 100 + i)),
    networks: Array.from({ length: recipe.networks }, (_, i) =>
      learnNetwork(inputs, bought, all, recipe.learning, seed * 100 + 50 + i),
    ),
  }
}

/** The line through scores (of rows that were not learnt from) that makes chances of them, by Newton's steps. */
export function calibrate(
  scores: Float64Array,
  bought: readonly boolean[],
): Pick<ChanceModel, 'slope' | 'offset'> {
  let [slope, offset] = [1, 0]
  for (let step = 0; step < 20; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9]
    for (const [i, score] of scores.entries()) {
      const chance = chanceAt(slope * score + offset)
      const [wrong, weight] = [chance - (bought[i] ? 1 : 0), chance * (1 - chance)]
      g0 += wrong
      g1 += wrong * score
      h00 += weight
      h01 += weight * score
      h11 += weight * score * score
    }
    const whole = h00 * h11 - h01 * h01
    offset -= (h11 * g0 - h01 * g1) / whole
    slope -= (h00 * g1 - h01 * g0) / whole
  }
  return { slope, offset }
}
