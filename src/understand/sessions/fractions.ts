// The fraction that a rounded decimal was: 0.166666667 is 1/6. Knows nothing of what is counted.

/** `top / bottom`; `bottom` 0 where there is none within the bounds. */
export type Fraction = { readonly top: number; readonly bottom: number }

const NONE: Fraction = { top: 0, bottom: 0 }
const TERMS = 20

/** The simplest fraction within `tolerance` of `value` (continued fractions), its bottom at most `most`. */
export function fractionOf(value: number, tolerance: number, most: number): Fraction {
  let [top, bottom, topBefore, bottomBefore, rest] = [1, 0, 0, 1, value]
  for (let term = 0; term < TERMS; term++) {
    const whole = Math.floor(rest)
    ;[top, topBefore] = [whole * top + topBefore, top]
    ;[bottom, bottomBefore] = [whole * bottom + bottomBefore, bottom]
    if (bottom > most) return NONE
    if (Math.abs(top / bottom - value) <= tolerance) return { top, bottom }
    const left = rest - whole
    if (left < 1e-12) return NONE
    rest = 1 / left
  }
  return NONE
}

/** How often `prime` divides a whole number from 1 on. */
export function timesIn(whole: number, prime: number): number {
  let times = 0
  for (let left = whole; left % prime === 0; left /= prime) times++
  return times
}

/** The largest prime in a whole number; 1 for 1. */
export function largestPrime(whole: number): number {
  let [left, largest] = [whole, 1]
  for (let prime = 2; prime * prime <= left; prime++) {
    while (left % prime === 0) {
      largest = prime
      left /= prime
    }
  }
  return Math.max(left, largest)
}
