// A trained model of a chance: numbers of a session -> how likely an order is. Trees and networks, averaged as scores,
// then brought to the shares really seen (Platt 1999). Knows no columns and no file.
import { type Bounds, binOf } from './bins.ts'
import { type Boosted, boostedScore, chanceAt } from './boosting.ts'
import { type Network, networkScore } from './network.ts'

export type ChanceModel = {
  /** Of each feature. */
  readonly bounds: readonly Bounds[]
  /** Of each feature's bins: where it lies among all sessions, what a network reads. */
  readonly ranks: readonly Float32Array[]
  readonly boosted: readonly Boosted[]
  readonly networks: readonly Network[]
  /** How much the networks' mean counts beside the trees'. */
  readonly share: number
  /** A score s becomes the chance at slope * s + offset. */
  readonly slope: number
  readonly offset: number
}

export const binsOf = (bounds: readonly Bounds[], numbers: readonly number[]): Uint8Array =>
  Uint8Array.from(bounds, (one, feature) => binOf(one, numbers[feature]!))

export const ranksOf = (ranks: readonly Float32Array[], bins: Uint8Array): Float64Array =>
  Float64Array.from(ranks, (one, feature) => one[bins[feature]!]!)

const mean = (scores: readonly number[]): number =>
  scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length

type Scoring = Pick<ChanceModel, 'ranks' | 'boosted' | 'networks' | 'share'>

export function scoreOf({ ranks, boosted, networks, share }: Scoring, bins: Uint8Array): number {
  const trees = mean(boosted.map((one) => boostedScore(one, bins)))
  if (networks.length === 0) return trees
  const input = ranksOf(ranks, bins)
  return (1 - share) * trees + share * mean(networks.map((one) => networkScore(one, input)))
}

/** 0..1. `numbers` in the order that it was trained with. */
export function chanceOf(model: ChanceModel, numbers: readonly number[]): number {
  const score = scoreOf(model, binsOf(model.bounds, numbers))
  return chanceAt(model.slope * score + model.offset)
}
