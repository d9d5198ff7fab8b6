// Two shares compared, x of n each: their difference in percentage points and their ratio in percent. Knows no shopper.
import { type Interval, interval, UPPER } from './interval.ts'
import { normalQuantile } from './normal.ts'

export type Share = { readonly x: number; readonly n: number }

const Z = normalQuantile(UPPER)

/** Wilson's score interval of one share (Wilson, JASA 22, 1927). */
const wilson = ({ x, n }: Share, z: number): { readonly low: number; readonly high: number } => {
  const p = x / n
  const middle = p + (z * z) / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const all = 1 + (z * z) / n
  return { low: Math.max(0, (middle - half) / all), high: Math.min(1, (middle + half) / all) }
}

/**
 * Newcombe's hybrid score interval of a - b (Newcombe, Statistics in Medicine 17, 1998, method 10): holds also for few
 * orders, and where one share is nothing. Null where an arm is empty. `z`: a quantile of the normal distribution; at
 * 95% where it is not said.
 */
export const shareDifference = (a: Share, b: Share, z = Z): Interval<'percentage_points'> | null => {
  if (a.n === 0 || b.n === 0) return null
  const [p, q] = [a.x / a.n, b.x / b.n]
  const [wa, wb] = [wilson(a, z), wilson(b, z)]
  const difference = p - q
  const low = difference - Math.hypot(p - wa.low, wb.high - q)
  const high = difference + Math.hypot(wa.high - p, q - wb.low)
  return interval('percentage_points', difference * 100, low * 100, high * 100)
}

/**
 * How much more a is than b, in percent of b: the log method of Katz (Katz, Baptista, Azen and Pike, Biometrics 34,
 * 1978). Null where one of the shares is nothing: no percentage says anything then.
 */
export const shareRatio = (a: Share, b: Share): Interval<'percent'> | null => {
  if (a.x === 0 || b.x === 0) return null
  const log = Math.log(a.x / a.n / (b.x / b.n))
  const half = Z * Math.sqrt(1 / a.x - 1 / a.n + 1 / b.x - 1 / b.n)
  const percent = (at: number): number => (Math.exp(at) - 1) * 100
  return interval('percent', percent(log), percent(log - half), percent(log + half))
}
