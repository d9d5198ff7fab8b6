// When mere time may change whether a segment holds: the moments at which what it asks becomes another number.

import type { Shopper } from '../shopper.ts'
import { atLocal, clockChanges, DAY, HOUR, localTime, MINUTE } from './local-time.ts'

/** A fact that counts whole days from a time of the shopper's. */
const SINCE: Readonly<Record<string, (shopper: Shopper) => number | null>> = {
  'orders.days_since_last': ({ orders }) => orders.last,
  'orders.days_since_first': ({ orders }) => orders.first,
  'visits.days_since_last': ({ visits }) => visits.last,
  'visits.days_known': ({ visits }) => visits.first,
  'shopper.days_known': ({ created }) => created,
  'points.days_left': ({ points }) => points?.expires ?? null,
}

const CALENDAR = new Set(['shopper.days_to_birthday', 'now.day', 'now.month', 'now.weekday', 'now.season'])
const HOLIDAYS = new Set(['now.holiday', 'now.days_to_holiday', 'now.next_holiday'])

const midnights = (at: number, days: number, zone: string): readonly number[] => {
  const { year, month, day } = localTime(at, zone)
  return Array.from({ length: days }, (_, n) => {
    const then = localTime(Date.UTC(year, month - 1, day + n + 1), 'UTC')
    return atLocal(then.year, then.month, then.day, 0, 0, zone)
  })
}

/** The minutes of an hour of UTC at which this zone's hours begin, within so many days. */
const minutesOfHours = (at: number, days: number, zone: string): readonly number[] => {
  const found = Array.from({ length: days + 1 }, (_, n) => (60 - localTime(at + n * DAY, zone).minute) % 60)
  const of = Math.floor((at % HOUR) / MINUTE)
  return [...new Set(found.map((minutes) => (minutes + of) % 60))]
}

/** The times after `at`, rising, at which a rule that asks `asks` may come out otherwise; `days` ahead at most. */
export const changeTimes = (
  asks: readonly string[],
  shopper: Shopper,
  at: number,
  days: number,
  zone: string,
): readonly number[] => {
  const times = new Set<number>()
  for (const path of asks) {
    const since = SINCE[path]?.(shopper)
    if (typeof since !== 'number') continue
    const first = Math.floor((at - since) / DAY) + 1
    for (let day = first; day < first + days; day++) times.add(since + day * DAY)
  }
  if (asks.some((path) => CALENDAR.has(path) || HOLIDAYS.has(path) || path.startsWith('rfm.')))
    for (const time of midnights(at, days, zone)) times.add(time)
  if (asks.includes('now.hour')) {
    const first = Math.floor(at / HOUR)
    for (const minutes of minutesOfHours(at, days, zone))
      for (let hour = first; hour <= first + days * 24; hour++) times.add(hour * HOUR + minutes * MINUTE)
    for (const change of clockChanges(at, days, zone)) times.add(change)
  }
  return [...times].filter((time) => time > at).toSorted((a, b) => a - b)
}
