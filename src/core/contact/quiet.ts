// Quiet hours: whether a moment falls into them by a wall clock, and when they end. Counted as moments, so that a night
// in which clocks are changed is as long as it is.
import { shareOf } from '../stable-hash.ts'
import { atLocal, DAY, localTime, MINUTE } from '../time/local-time.ts'
import type { Quiet } from './rules.ts'

/** What waited through the night goes out over so long, each shopper at a moment of its own. */
const SPREAD = 45 * MINUTE
const WHOLE_DAY = 24 * 60

const onDay = (noon: number, minutes: number, zone: string): number => {
  const { year, month, day } = localTime(noon, zone)
  return atLocal(year, month, day, Math.floor(minutes / 60), minutes % 60, zone)
}

/** The end of the quiet hours that `at` falls into, ms since 1970; null: it falls into none. */
export const quietEnd = ({ from, to }: Quiet, at: number, zone: string): number | null => {
  const { year, month, day } = localTime(at, zone)
  const noon = atLocal(year, month, day, 12, 0, zone)
  const overMidnight = to <= from
  // Those that began the day before, then today's.
  for (const ahead of overMidnight ? [-1, 0] : [0]) {
    const begins = onDay(noon + ahead * DAY, from, zone)
    const ends = onDay(noon + (overMidnight ? ahead + 1 : ahead) * DAY, to, zone)
    if (at >= begins && at < ends) return ends
  }
  return null
}

/** How long the time between two quiet hours is, ms. */
const openFor = ({ from, to }: Quiet): number => ((from - to + WHOLE_DAY) % WHOLE_DAY || WHOLE_DAY) * MINUTE

/** When this shopper's turn is after the quiet hours, so that their end is no storm. */
export const afterQuiet = (quiet: Quiet, ends: number, shopper: string): number =>
  ends + Math.floor(shareOf(`quiet:${shopper}`) * Math.min(SPREAD, openFor(quiet) / 2))
