// A rule over facts, compiled: a function with its source. Knows no CEL.
import type { Facts } from './fact.ts'

/** A rule over facts. One that meets a missing value does not hold, whatever stands around it. */
export type Condition = {
  readonly source: string
  readonly holds: (facts: Facts) => boolean
  /** What it asks, one by one, where it is several joined by &&; for whoever wants to know why it does not hold. */
  readonly parts?: readonly Condition[]
}
