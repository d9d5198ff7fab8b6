// Do the variants have as many shoppers as their weights say? Where they don't, something sorts shoppers, and no
// comparison of them means anything. Knows no rows.
import { normalCdf } from './normal.ts'

/** Below this the split is called wrong: Kohavi, Tang, Xu, "Trustworthy Online Controlled Experiments", 2020, ch. 21. */
export const MISMATCH_BELOW = 0.001

/**
 * P(chi-squared with `freedom` degrees of freedom > x), by the recurrence over degrees of freedom (Abramowitz, Stegun
 * 26.4.8): exact sums, no approximation.
 */
export const chiSquaredTail = (x: number, freedom: number): number => {
  if (x <= 0) return 1
  let tail = freedom % 2 === 1 ? 2 * normalCdf(-Math.sqrt(x)) : Math.exp(-x / 2)
  let term = freedom % 2 === 1 ? Math.sqrt((2 * x) / Math.PI) * Math.exp(-x / 2) : (x / 2) * Math.exp(-x / 2)
  for (let n = (freedom % 2) + 2; n <= freedom; n += 2) {
    if (freedom % 2 === 0 && n === 2) continue
    tail += term
    term *= x / n
  }
  return Math.min(1, tail)
}

export type Mismatch = { readonly chiSquared: number; readonly p: number; readonly mismatch: boolean }

/** Pearson's goodness of fit of counts with the shares that were meant. null: nothing to judge. */
export const ratioMismatch = (
  counts: readonly { readonly count: number; readonly share: number }[],
): Mismatch | null => {
  const all = counts.reduce((sum, { count }) => sum + count, 0)
  const shares = counts.reduce((sum, { share }) => sum + share, 0)
  const meant = counts.filter(({ share }) => share > 0)
  if (all === 0 || meant.length < 2) return null
  const chiSquared = meant.reduce((sum, { count, share }) => {
    const expected = (all * share) / shares
    return sum + (count - expected) ** 2 / expected
  }, 0)
  const p = chiSquaredTail(chiSquared, meant.length - 1)
  return { chiSquared, p, mismatch: p < MISMATCH_BELOW }
}
