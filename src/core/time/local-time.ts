// A moment as the shop's wall clock shows it. The only place of core that asks the host: Intl, with an explicit zone.

export type LocalTime = {
  readonly year: number
  /** 1..12 */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly weekday: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
}

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (zone: string): Intl.DateTimeFormat => {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    formats.set(zone, format)
  }
  return format
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

const QUARTER = 15 * MINUTE
const MOST_KEPT = 20_000

/** Offsets that were asked for, by zone and quarter of an hour: asking the host is dear. */
const offsets = new Map<string, Map<number, number>>()
let kept = 0

const askOffset = (at: number, zone: string): number => {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = Number(value)
  const { year = 0, month = 1, day, hour, minute } = parts
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE) * MINUTE
}

/** How far the wall clock of `zone` is ahead of UTC, ms. */
const offsetAt = (at: number, zone: string): number => {
  const quarter = Math.floor(at / QUARTER)
  let known = offsets.get(zone)
  const found = known?.get(quarter)
  if (found !== undefined) return found
  const offset = askOffset(quarter * QUARTER, zone)
  // A clock may be changed within it: Antarctica/Casey's was, at a minute past midnight.
  if (askOffset((quarter + 1) * QUARTER - 1, zone) !== offset) return askOffset(at, zone)
  if (kept >= MOST_KEPT) {
    offsets.clear()
    known = undefined
    kept = 0
  }
  if (!known) {
    known = new Map()
    offsets.set(zone, known)
  }
  known.set(quarter, offset)
  kept++
  return offset
}

/** Reading a wall clock's time as if its zone were UTC, so that its parts can be taken: no Date in core but this arithmetic. */
const DAYS_0000 = 719_468
const partsOf = (wall: number): LocalTime => {
  const days = Math.floor(wall / DAY)
  const minutes = Math.floor((wall - days * DAY) / MINUTE)
  // Days to a date of the calendar (H. Hinnant, "chrono-compatible low-level date algorithms").
  const z = days + DAYS_0000
  const era = Math.floor(z / 146_097)
  const ofEra = z - era * 146_097
  const years = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100))
  const shifted = Math.floor((5 * ofYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: years + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * shifted + 2) / 5) + 1,
    hour: Math.floor(minutes / 60),
    minute: minutes % 60,
    weekday: WEEKDAYS[(((days + 4) % 7) + 7) % 7] ?? 'sun',
  }
}

/** `at` in milliseconds since 1970; `zone` an IANA name. */
export const localTime = (at: number, zone: string): LocalTime => partsOf(at + offsetAt(at, zone))

/** The moment between the two at which the clock is changed, where it is changed once. */
const changeBetween = (from: number, to: number, zone: string): number => {
  const before = offsetAt(from, zone)
  let [low, high] = [from, to]
  while (high - low > MINUTE) {
    const middle = Math.floor((low + high) / 2 / MINUTE) * MINUTE
    if (offsetAt(middle, zone) === before) low = middle
    else high = middle
  }
  return high
}

/** The moments at which the clock of `zone` is changed, within so many days from `at` on. */
export const clockChanges = (at: number, days: number, zone: string): readonly number[] => {
  const found: number[] = []
  for (let from = at; from < at + days * DAY; from += DAY)
    if (offsetAt(from, zone) !== offsetAt(from + DAY, zone)) found.push(changeBetween(from, from + DAY, zone))
  return found
}

/**
 * When the wall clock of `zone` shows this time; the first of the two where clocks go back, and the
 * moment after the gap where they go forward. Milliseconds since 1970.
 */
export const atLocal = (
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  zone: string,
): number => {
  const wanted = Date.UTC(year, month - 1, day, hour, minute)
  const shows = (at: number): boolean => at + offsetAt(at, zone) === wanted
  const before = wanted - offsetAt(wanted - DAY, zone)
  const after = wanted - offsetAt(wanted + DAY, zone)
  if (shows(before)) return before
  return shows(after) ? after : changeBetween(wanted - DAY, wanted + DAY, zone)
}

/** The day of a yearly date in one year: 29 February falls on the 28th where there is no 29th. */
export const dayInYear = (month: number, day: number, year: number): number => {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && day === 29 && !leap ? 28 : day
}

/** The next time that the wall clock shows `hour`:00 on this day and month, not before `from`. 29 February falls on 28. */
export const nextYearly = (month: number, day: number, hour: number, from: number, zone: string): number => {
  const { year } = localTime(from, zone)
  for (const y of [year, year + 1]) {
    const at = atLocal(y, month, dayInYear(month, day, y), hour, 0, zone)
    if (at >= from) return at
  }
  return atLocal(year + 2, month, day, hour, 0, zone)
}
