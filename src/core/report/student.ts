// Student's t: the quantile that Welch's interval needs. Knows no data.
import { normalQuantile } from './normal.ts'

/**
 * The t with P(T <= t) = p for `df` degrees of freedom (need not be whole): the expansion of Abramowitz and Stegun
 * 26.7.5, within 1e-4 from 10 degrees on.
 */
export const studentQuantile = (p: number, df: number): number => {
  const x = normalQuantile(p)
  const [x3, x5, x7, x9] = [x ** 3, x ** 5, x ** 7, x ** 9]
  const g1 = (x3 + x) / 4
  const g2 = (5 * x5 + 16 * x3 + 3 * x) / 96
  const g3 = (3 * x7 + 19 * x5 + 17 * x3 - 15 * x) / 384
  const g4 = (79 * x9 + 776 * x7 + 1482 * x5 - 1920 * x3 - 945 * x) / 92_160
  return x + g1 / df + g2 / df ** 2 + g3 / df ** 3 + g4 / df ** 4
}
