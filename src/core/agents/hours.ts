// When agents work: ranges of the shop's wall clock, day by day. Knows no tickets.
import { atLocal, DAY, localTime } from '../time/local-time.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** Minutes since midnight of the wall clock, `to` up to 1440; a moment at `to` is outside. */
export type HourRange = { readonly from: number; readonly to: number }

/** The ranges of each day, in their order; a day that is not there is a day off. */
export type Hours = Readonly<Partial<Record<Weekday, readonly HourRange[]>>>

/** A week and a day: whoever works at all is back within it. */
const AHEAD = 8

const onDay = (at: number, minutes: number, zone: string): number => {
  const { year, month, day } = localTime(at, zone)
  return atLocal(year, month, day, Math.floor(minutes / 60), minutes % 60, zone)
}

/** Whether somebody works at `at`, ms since 1970. `hours` null: always. */
export const isOpen = (hours: Hours | null, at: number, zone: string): boolean => {
  if (hours === null) return true
  const ranges = hours[localTime(at, zone).weekday] ?? []
  // Asked as moments, so that an hour that the clock shows twice, or never, is counted as it passes.
  return ranges.some(({ from, to }) => at >= onDay(at, from, zone) && at < onDay(at, to, zone))
}

/** The next moment from `at` on when somebody works; null: never. */
export const nextOpening = (hours: Hours | null, at: number, zone: string): number | null => {
  if (isOpen(hours, at, zone)) return at
  for (let ahead = 0; ahead <= AHEAD; ahead++) {
    // Noon of each day, so that a day of 23 or 25 hours is not passed over.
    const noon = onDay(at, 12 * 60, zone) + ahead * DAY
    const ranges = hours?.[localTime(noon, zone).weekday] ?? []
    // A range that the clock passes over is none.
    const openings = ranges
      .map(({ from, to }) => ({ opening: onDay(noon, from, zone), closing: onDay(noon, to, zone) }))
      .flatMap(({ opening, closing }) => (opening > at && opening < closing ? opening : []))
    if (openings.length > 0) return Math.min(...openings)
  }
  return null
}
