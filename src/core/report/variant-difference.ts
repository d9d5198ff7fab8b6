// The difference between two shares with its interval: Newcombe's hybrid score interval (method 10 of R. G. Newcombe,
// "Interval estimation for the difference between independent proportions", Statistics in Medicine 17, 1998).
import { normalQuantile } from './normal.ts'

export type Share = { readonly of: number; readonly met: number }

/** Parts of 1; `low` and `high` at the wanted confidence. */
export type Difference = { readonly difference: number; readonly low: number; readonly high: number }

/** Wilson's score interval of one share. */
const wilson = ({ of, met }: Share, z: number): { readonly p: number; low: number; high: number } => {
  const p = met / of
  const middle = p + (z * z) / (2 * of)
  const half = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))
  const scale = 1 + (z * z) / of
  return { p, low: (middle - half) / scale, high: (middle + half) / scale }
}

/** `other` minus `first`. null: one of them is empty. `comparisons` share the error out, as the plan did. */
export const differenceOf = (
  first: Share,
  other: Share,
  confidence: number,
  comparisons = 1,
): Difference | null => {
  if (first.of === 0 || other.of === 0) return null
  const z = normalQuantile(1 - (1 - confidence) / comparisons / 2)
  const [a, b] = [wilson(other, z), wilson(first, z)]
  const difference = a.p - b.p
  return {
    difference,
    low: difference - Math.sqrt((a.p - a.low) ** 2 + (b.high - b.p) ** 2),
    high: difference + Math.sqrt((a.high - a.p) ** 2 + (b.p - b.low) ** 2),
  }
}
