// Facts of what the shopper has said: pieces, a sum, percent, a day, goods.
import { dayOf, saidNow } from '../said.ts'
import type { Shop } from '../shop.ts'
import type { Shopper } from '../shopper.ts'
import { DAY, localTime } from '../time/local-time.ts'
import type { Group } from './group.ts'

/** Days of the calendar since 1970. */
const calendarDay = (at: number, zone: string): number => {
  const { year, month, day } = localTime(at, zone)
  return Date.UTC(year, month - 1, day) / DAY
}

export const saidFacts = (shopper: Shopper, { currency, time_zone }: Shop, now: number): Group => {
  const { quantity, sum, percent, by, items } = saidNow(shopper, now) ?? {}
  return {
    quantity,
    // Of a sum in foreign money nobody can say how large it is.
    sum: sum?.currency === currency ? sum.amount : undefined,
    currency: sum?.currency,
    percent,
    by: by === undefined ? undefined : dayOf(by, time_zone),
    days_left: by === undefined ? undefined : calendarDay(by, time_zone) - calendarDay(now, time_zone),
    item: items?.[0]?.item,
    items: items?.map(({ item }) => item),
  }
}
