// Recency, frequency and money: how a shopper stands among the shop's own. Five equal groups by each of the three,
// asked separately, 5 the best (A. M. Hughes, Strategic Database Marketing, 1994). A bound is the smallest value that
// at least a fifth (two, three, four fifths) of the shoppers do not pass: an observed value, never one between two
// (Hyndman and Fan 1996, type 1), so that it is exact and equal shoppers always get equal scores.

/** Four bounds, rising; a score is one more than how many of them a value passes. */
export type Bounds = readonly [number, number, number, number]

/** `recency`: the time of the last order, ms since 1970. `frequency`: orders. `money`: their sum, minor units. */
export type RfmBounds = { readonly recency: Bounds; readonly frequency: Bounds; readonly money: Bounds }

/** The summary of a shopper's orders, as far as the scores need it. */
export type Ordered = { readonly last: number | null; readonly count: number; readonly sum: number }

/** With fewer who order there are no fifths. */
export const FEWEST = 5

/** `sorted` rising, FEWEST values at least. */
const boundsOf = (sorted: Float64Array): Bounds => {
  const at = (fifths: number): number => sorted[Math.ceil((fifths * sorted.length) / 5) - 1] ?? 0
  return [at(1), at(2), at(3), at(4)]
}

/** The bounds of all who have ordered; null where they are too few. Those without an order are left out. */
export const rfmBounds = (shoppers: readonly Ordered[]): RfmBounds | null => {
  const ordering = shoppers.filter(({ count, last }) => count > 0 && last !== null)
  if (ordering.length < FEWEST) return null
  const sorted = (value: (one: Ordered) => number) => boundsOf(Float64Array.from(ordering, value).sort())
  return {
    recency: sorted(({ last }) => last ?? 0),
    frequency: sorted(({ count }) => count),
    money: sorted(({ sum }) => sum),
  }
}

/** 1 to 5. */
export const scoreOf = (value: number, bounds: Bounds): number =>
  1 + bounds.filter((bound) => value > bound).length

export type RfmScores = { readonly recency: number; readonly frequency: number; readonly money: number }

/** Null where there is no order, or where nobody knows how the others stand. */
export const rfmOf = ({ last, count, sum }: Ordered, bounds: RfmBounds | undefined): RfmScores | null =>
  bounds && count > 0 && last !== null
    ? {
        recency: scoreOf(last, bounds.recency),
        frequency: scoreOf(count, bounds.frequency),
        money: scoreOf(sum, bounds.money),
      }
    : null
