// Means of money per shopper and how two of them differ. Sums are exact whole minor units elsewhere; these are statistics.
import { type Interval, interval, UPPER } from './interval.ts'
import { normalQuantile } from './normal.ts'
import { studentQuantile } from './student.ts'

/** Count, mean and sum of squared deviations, gathered one by one (Welford, Technometrics 4, 1962). */
export type Moments = { n: number; mean: number; squares: number }

export const noMoments = (): Moments => ({ n: 0, mean: 0, squares: 0 })

export const addTo = (moments: Moments, value: number): void => {
  moments.n++
  const before = value - moments.mean
  moments.mean += before / moments.n
  moments.squares += before * (value - moments.mean)
}

/** The squared standard error of the mean. */
const errorOf = ({ n, squares }: Moments): number => squares / (n - 1) / n

/**
 * a - b with Welch's interval (Welch, Biometrika 34, 1947): arms of unequal size and spread. Null where an arm has
 * fewer than two shoppers, or nobody differs from anybody.
 */
export const meanDifference = (a: Moments, b: Moments): Interval<'money'> | null => {
  if (a.n < 2 || b.n < 2) return null
  const [ea, eb] = [errorOf(a), errorOf(b)]
  const error = ea + eb
  if (error === 0) return null
  const df = error ** 2 / (ea ** 2 / (a.n - 1) + eb ** 2 / (b.n - 1))
  const half = studentQuantile(UPPER, df) * Math.sqrt(error)
  const difference = a.mean - b.mean
  return interval('money', difference, difference - half, difference + half)
}

/** How much more a is than b, in percent of b: the delta method on the logarithm of the ratio of means. */
export const meanRatio = (a: Moments, b: Moments): Interval<'percent'> | null => {
  if (a.n < 2 || b.n < 2 || a.mean <= 0 || b.mean <= 0) return null
  const log = Math.log(a.mean / b.mean)
  const half = normalQuantile(UPPER) * Math.sqrt(errorOf(a) / a.mean ** 2 + errorOf(b) / b.mean ** 2)
  const percent = (at: number): number => (Math.exp(at) - 1) * 100
  return interval('percent', percent(log), percent(log - half), percent(log + half))
}
