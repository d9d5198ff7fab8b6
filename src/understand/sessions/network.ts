// A small network with one hidden layer over ranks, learnt by Adam with decaying weights (Kingma and Ba 2015;
// Loshchilov and Hutter 2019). It errs elsewhere than trees do, so that the two together are better than either.

import { drawsOf, shuffle } from '../draws.ts'
import { chanceAt } from './boosting.ts'

export type Learning = {
  readonly hidden: number
  readonly rounds: number
  readonly rate: number
  readonly decay: number
  /** Share of the hidden units that a row does not teach. */
  readonly drop: number
}

/** Weights by hidden unit, their offsets, the weights of the units, and the last offset, one after the other. */
export type Network = { readonly inputs: number; readonly hidden: number; readonly weights: Float32Array }

const TOGETHER = 64
const [KEEP, KEEP_SQUARE] = [0.9, 0.999]

type Run = { readonly score: number; readonly active: Float64Array }

const run = (weights: Float32Array | Float64Array, hidden: number, input: Float64Array): Run => {
  const count = input.length
  const active = new Float64Array(hidden)
  let score = weights[weights.length - 1]!
  for (let unit = 0; unit < hidden; unit++) {
    let sum = weights[hidden * count + unit]!
    for (let i = 0; i < count; i++) sum += weights[unit * count + i]! * input[i]!
    if (sum <= 0) continue
    active[unit] = sum
    score += weights[hidden * count + hidden + unit]! * sum
  }
  return { score, active }
}

export const networkScore = ({ hidden, weights }: Network, input: Float64Array): number =>
  run(weights, hidden, input).score

export function learnNetwork(
  inputs: readonly Float64Array[],
  bought: readonly boolean[],
  rows: readonly number[],
  { hidden, rounds, rate, decay, drop }: Learning,
  seed: number,
): Network {
  const draws = drawsOf(seed)
  const normal = (): number => Math.sqrt(-2 * Math.log(draws() + 1e-12)) * Math.cos(2 * Math.PI * draws())
  const count = inputs[0]!.length
  const weights = new Float64Array(hidden * count + 2 * hidden + 1)
  for (let i = 0; i < hidden * count; i++) weights[i] = normal() * Math.sqrt(1 / count)
  for (let i = 0; i < hidden; i++) weights[hidden * count + hidden + i] = normal() * Math.sqrt(1 / hidden)
  const share = rows.filter((row) => bought[row]).length / rows.length
  weights[weights.length - 1] = Math.log(share / (1 - share))
  const [mean, square] = [new Float64Array(weights.length), new Float64Array(weights.length)]
  const slope = new Float64Array(weights.length)
  const order = [...rows]
  let step = 0

  const teach = (row: number, size: number): void => {
    const input = inputs[row]!
    const { score, active } = run(weights, hidden, input)
    const wrong = (chanceAt(score) - (bought[row] ? 1 : 0)) / size
    slope[weights.length - 1]! += wrong
    for (let unit = 0; unit < hidden; unit++) {
      if (active[unit]! <= 0 || draws() < drop) continue
      const out = hidden * count + hidden + unit
      slope[out]! += wrong * active[unit]!
      const back = wrong * weights[out]!
      slope[hidden * count + unit]! += back
      for (let i = 0; i < count; i++) slope[unit * count + i]! += back * input[i]!
    }
  }
  const move = (pace: number): void => {
    step++
    const [fair, fairSquare] = [1 - KEEP ** step, 1 - KEEP_SQUARE ** step]
    for (let i = 0; i < weights.length; i++) {
      mean[i] = KEEP * mean[i]! + (1 - KEEP) * slope[i]!
      square[i] = KEEP_SQUARE * square[i]! + (1 - KEEP_SQUARE) * slope[i]! ** 2
      const by = mean[i]! / fair / (Math.sqrt(square[i]! / fairSquare) + 1e-8)
      weights[i]! -= pace * (by + decay * weights[i]!)
    }
  }

  for (let round = 0; round < rounds; round++) {
    shuffle(order, draws)
    for (let from = 0; from < order.length; from += TOGETHER) {
      slope.fill(0)
      const some = order.slice(from, from + TOGETHER)
      for (const row of some) teach(row, some.length)
      move(rate * (1 - round / rounds))
    }
  }
  return { inputs: count, hidden, weights: Float32Array.from(weights) }
}
