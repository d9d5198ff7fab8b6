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
      weekday: 'short',
    })
    formats.set(zone, format)
  }
  return format
}

/** `at` in milliseconds since 1970; `zone` an IANA name. */
export const localTime = (at: number, zone: string): LocalTime => {
  const parts: Record<string, string> = {}
  for (const part of formatOf(zone).formatToParts(at)) parts[part.type] = part.value
  return {
    year: Number(parts.year),
    month: Number(parts.month),
    day: Number(parts.day),
    hour: Number(parts.hour),
    minute: Number(parts.minute),
    weekday: (parts.weekday ?? 'Mon').toLowerCase() as LocalTime['weekday'],
  }
}

/** Milliseconds of UTC for a wall clock's time, reading it as if the zone were UTC. */
const asUtc = (t: LocalTime): number => Date.UTC(t.year, t.month - 1, t.day, t.hour, t.minute)

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
  const offset = (at: number) => asUtc(localTime(at, zone)) - at
  const before = wanted - offset(wanted - DAY)
  const after = wanted - offset(wanted + DAY)
  if (wanted === asUtc(localTime(before, zone))) return before
  if (wanted === asUtc(localTime(after, zone))) return after
  return before
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
