// Facts of the moment, by the shop's wall clock: hour, day, season, holidays.

import type { Holiday, Holidays, Shop } from '../shop.ts'
import { DAY, localTime } from '../time/local-time.ts'
import type { Group } from './group.ts'

export const SEASONS = ['winter', 'spring', 'summer', 'autumn'] as const

/** By whole months, as weather services count them. */
const seasonOf = (month: number, southern: boolean): (typeof SEASONS)[number] =>
  SEASONS[(Math.floor((month % 12) / 3) + (southern ? 2 : 0)) % 4] ?? 'winter'

/** The first holiday on `date` or after it. */
const nextFrom = (all: Holidays, date: string): Holiday | undefined => {
  for (let year = Number(date.slice(0, 4)); year <= all.last; year++) {
    const next = all.in(year).find((one) => one.date >= date)
    if (next) return next
  }
  return undefined
}

const two = (value: number): string => String(value).padStart(2, '0')

const holidayFacts = (holidays: Holidays | undefined, today: string): Group => {
  // Before the first year and after the last holiday nobody knows.
  if (!holidays || Number(today.slice(0, 4)) < holidays.first) return {}
  const next = nextFrom(holidays, today)
  if (!next) return {}
  return {
    holiday: next.date === today,
    days_to_holiday: (Date.parse(next.date) - Date.parse(today)) / DAY,
    next_holiday: next.name,
  }
}

export const nowFacts = (now: number, { time_zone, holidays, southern }: Shop): Group => {
  const { year, hour, day, month, weekday } = localTime(now, time_zone)
  const season = seasonOf(month, southern ?? false)
  return { hour, day, month, weekday, season, ...holidayFacts(holidays, `${year}-${two(month)}-${two(day)}`) }
}
