// An estimate with its 95% interval. The unit is a part of the type, so that percentage points, percent and money can
// never be taken for one another.

/** 25% instead of 20% is 5 percentage points, or 25 percent, more. Money: minor units, not rounded. */
export type Unit = 'percentage_points' | 'percent' | 'money' | 'shoppers'

export type Interval<U extends Unit> = {
  readonly unit: U
  readonly estimate: number
  readonly low: number
  readonly high: number
}

/** Every interval of a report holds the true value in 95 of 100 cases. */
export const LEVEL = 0.95
export const UPPER = 1 - (1 - LEVEL) / 2

export const interval = <U extends Unit>(
  unit: U,
  estimate: number,
  low: number,
  high: number,
): Interval<U> => ({ unit, estimate, low, high })

/** The same in another unit, `times` larger; the ends stay the ends. */
export const scaled = <U extends Unit>(from: Interval<Unit>, times: number, unit: U): Interval<U> =>
  interval(unit, from.estimate * times, from.low * times, from.high * times)

export const containsZero = ({ low, high }: Interval<Unit>): boolean => low <= 0 && high >= 0
