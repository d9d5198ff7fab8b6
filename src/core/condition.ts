// A rule over facts, compiled: a function with its source. Knows no CEL.
import type { Facts } from './facts/fact.ts'
import type { Lang } from './meaning.ts'

/** A rule over facts. One that meets a missing value does not hold, whatever stands around it. */
export type Condition = {
  readonly source: string
  readonly holds: (facts: Facts) => boolean
  /**
   * The facts that it asks, each once, in the order of asking: `orders.count`, `reason`. Those of its segments stand
   * in their place.
   */
  readonly asks: readonly string[]
  /** What it asks, one by one, where it is several joined by &&; for whoever wants to know why it does not hold. */
  readonly parts?: readonly Condition[]
  /** What it is for, in one sentence; the ready-made segments have one. */
  readonly about?: Readonly<Record<Lang, string>>
}
