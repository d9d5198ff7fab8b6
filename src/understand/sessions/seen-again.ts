// What a session's averages betray: over how many different pages they were taken, how often it ended, whether pages
// were seen again. A rate is a mean over the different pages of (exits / views), times 0.2 at most as this file has it.
import { type Fraction, fractionOf, largestPrime } from './fractions.ts'
import type { Session } from './session.ts'

/** The file's rates are this for a page that was left each time it was seen. */
const FULL = 0.2
/** Half a unit of the ninth decimal, with room for the arithmetic. */
const ROUNDED = 6e-10
/** So far below and above the pages counted the different ones are looked for. */
const BELOW = 0.7
const BEYOND = 3
/** With more pages the rounding hides everything. */
const MOST_PAGES = 1000

export type SeenAgain = {
  /** Different pages by the averages, less pages counted; null where no number explains both rates. */
  readonly off: number | null
  /** Different pages; 0 where they are not known. */
  readonly pages: number
  /** Sum over the pages of the share of views that were the last, and that were the only one. */
  readonly exits: number
  readonly bounces: number
  /** Bottoms of those sums: what the views of a page are multiples of. */
  readonly exitBottom: number
  readonly bounceBottom: number
  /** How hard it was to explain, and how much harder the second best. */
  readonly cost: number
  readonly gap: number
  /** How simple both sums are with so many pages more or less than counted, -3 to 3. */
  readonly simple: readonly number[]
}

const UNEXPLAINED = 30
const NO_SECOND = 20
const NOT_SIMPLE = 12
const NOT_THERE = 15

/** How unlikely so many pages more or less are before anything was looked at. */
const odd = (off: number): number => (off === 0 ? 0 : off < 0 ? 0.8 - off * 0.35 : 2 + off * 0.7)

const costOf = (exit: Fraction, bounce: Fraction, off: number): number =>
  2 * Math.log(exit.bottom) +
  0.7 * Math.log(largestPrime(exit.bottom)) +
  2 * Math.log(bounce.bottom) +
  odd(off)

export function seenAgain(told: Session): SeenAgain {
  const counted = told.Administrative + told.Informational + told.ProductRelated
  const simple = new Array<number>(7).fill(NOT_THERE)
  let best: SeenAgain | null = null
  let second = UNEXPLAINED + NO_SECOND
  const last = counted > MOST_PAGES ? 0 : counted + BEYOND
  for (let pages = Math.max(1, Math.floor(counted * BELOW) - BEYOND); pages <= last; pages++) {
    const tolerance = (ROUNDED / FULL) * pages
    // A fraction with a larger bottom would be met by chance.
    const most = Math.min(2520, Math.floor(Math.sqrt(0.05 / tolerance)))
    const exit = fractionOf((told.ExitRates / FULL) * pages, tolerance, most)
    const bounce = fractionOf((told.BounceRates / FULL) * pages, tolerance, Math.min(most, 60))
    const off = pages - counted
    const isThere = exit.bottom > 0 && bounce.bottom > 0
    if (Math.abs(off) <= 3)
      simple[off + 3] = isThere ? Math.log(exit.bottom) + Math.log(bounce.bottom) : NOT_SIMPLE
    if (!isThere) continue
    const cost = costOf(exit, bounce, off)
    if (best && cost >= best.cost) {
      second = Math.min(second, cost)
      continue
    }
    if (best) second = best.cost
    best = {
      ...{ off, pages, cost, simple, gap: 0 },
      ...{ exits: exit.top / exit.bottom, bounces: bounce.top / bounce.bottom },
      ...{ exitBottom: exit.bottom, bounceBottom: bounce.bottom },
    }
  }
  if (best) return { ...best, gap: Math.min(NO_SECOND, second - best.cost) }
  return {
    ...{ off: null, pages: 0, exits: -1, bounces: -1, exitBottom: 0, bounceBottom: 0 },
    ...{ cost: UNEXPLAINED, gap: NO_SECOND, simple },
  }
}

/** Ten digits stand in the file's durations. */
const DIGITS = 10

/**
 * The bottom of a duration's fraction: seconds are whole, and a page seen several times counts with its mean, so that a
 * bottom of 6 says that pages were seen two, three or six times. 0 where there is none.
 */
export function durationBottom(seconds: number): number {
  const before = Math.max(1, Math.floor(seconds).toString().length)
  return fractionOf(seconds % 1, 0.6 * 10 ** (before - DIGITS), 5000).bottom
}
