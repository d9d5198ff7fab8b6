// How well chances were told, on rows that were not learnt from: order, sharpness, and whether they come true.
import { drawsOf, shuffle } from '../draws.ts'

/** Fold of each row, with the same share of orders in each. */
export const foldsOf = (bought: readonly boolean[], count: number, seed: number): Uint8Array => {
  const draws = drawsOf(seed)
  const folds = new Uint8Array(bought.length)
  for (const kind of [false, true]) {
    const rows = bought.flatMap((one, row) => (one === kind ? [row] : []))
    shuffle(rows, draws)
    for (const [i, row] of rows.entries()) folds[row] = i % count
  }
  return folds
}

/** The chance that an order has the higher score of the two beside a session without one; ties count half. */
export const areaUnder = (scores: ArrayLike<number>, bought: readonly boolean[]): number => {
  const order = bought.map((_, row) => row).sort((a, b) => scores[a]! - scores[b]!)
  let [ranks, orders] = [0, 0]
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++
    for (; from < to; from++) {
      if (!bought[order[from]!]) continue
      // Rows that are equal share their middle rank.
      ranks += rankOf(order, scores, from)
      orders++
    }
  }
  return (ranks - (orders * (orders + 1)) / 2) / (orders * (bought.length - orders))
}

const rankOf = (order: readonly number[], scores: ArrayLike<number>, at: number): number => {
  let [first, last] = [at, at]
  while (first > 0 && scores[order[first - 1]!] === scores[order[at]!]) first--
  while (last + 1 < order.length && scores[order[last + 1]!] === scores[order[at]!]) last++
  return (first + last) / 2 + 1
}

export const logLoss = (chances: ArrayLike<number>, bought: readonly boolean[]): number =>
  bought.reduce((sum, one, row) => {
    const chance = Math.min(1 - 1e-9, Math.max(1e-9, chances[row]!))
    return sum - Math.log(one ? chance : 1 - chance)
  }, 0) / bought.length

export type Tenth = { readonly told: number; readonly came: number; readonly rows: number }

/** Sessions in ten equal groups by the chance told: its mean, and the share that ended in an order. */
export const tenths = (chances: ArrayLike<number>, bought: readonly boolean[]): readonly Tenth[] => {
  const order = bought.map((_, row) => row).sort((a, b) => chances[a]! - chances[b]!)
  return Array.from({ length: 10 }, (_, i) => {
    const rows = order.slice(Math.floor((i * order.length) / 10), Math.floor(((i + 1) * order.length) / 10))
    const sum = rows.reduce((told, row) => told + chances[row]!, 0)
    return {
      told: sum / rows.length,
      came: rows.filter((row) => bought[row]).length / rows.length,
      rows: rows.length,
    }
  })
}

/** Mean distance of what was told and what came, over the ten groups. */
export const miscalibration = (groups: readonly Tenth[]): number =>
  groups.reduce((sum, { told, came }) => sum + Math.abs(told - came), 0) / groups.length
