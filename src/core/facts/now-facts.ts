// Facts of the moment, by the shop's wall clock: hour, day, season, holidays.

import type { Holiday, Shop } from '../shop.ts'
import { DAY, localTime } from '../time/local-time.ts'
import type { Group } from './group.ts'

export const SEASONS = ['winter', 'spring', 'summer', 'autumn'] as const

/** By whole months, as weather services count them. */
const seasonOf = (month: number, southern: boolean): (typeof SEASONS)[number] =>
  SEASONS[(Math.floor((month % 12) / 3) + (southern ? 2 : 0)) % 4] ?? 'winter'

/** The first holiday on `date` or after it, by halving, since the list is of many years. */
const nextFrom = (all: readonly Holiday[], date: string): Holiday | undefined => {
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle]?.date ?? '') < date) low = middle + 1
    else high = middle
  }
  return all[low]
}

const two = (value: number): string => String(value).padStart(2, '0')

const holidayFacts = (holidays: readonly Holiday[] | undefined, today: string): Group => {
  const next = holidays && nextFrom(holidays, today)
  // Before the first of the list and after its last nobody knows.
  if (!next || today < (holidays[0]?.date.slice(0, 4) ?? '')) return {}
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
