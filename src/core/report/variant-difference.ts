// The difference between two variants, with the interval that the report has (share-difference.ts) at another confidence.
import { normalQuantile } from './normal.ts'
import { shareDifference } from './share-difference.ts'

export type Share = { readonly of: number; readonly met: number }

/** Parts of 1; `low` and `high` at the wanted confidence. */
export type Difference = { readonly difference: number; readonly low: number; readonly high: number }

/** `other` minus `first`. null: one of them is empty. `comparisons` share the error out, as the plan did. */
export const differenceOf = (
  first: Share,
  other: Share,
  confidence: number,
  comparisons = 1,
): Difference | null => {
  const z = normalQuantile(1 - (1 - confidence) / comparisons / 2)
  const found = shareDifference({ x: other.met, n: other.of }, { x: first.met, n: first.of }, z)
  return found && { difference: found.estimate / 100, low: found.low / 100, high: found.high / 100 }
}
