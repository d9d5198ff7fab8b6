// Facts of the person: where from, on what, since when; visits, points, what interests them.
import type { GoodsAround } from '../around.ts'
import type { Event } from '../event.ts'
import { mostFirst } from '../goods/interests.ts'
import { seenOf } from '../seen.ts'
import type { Shopper } from '../shopper.ts'
import { DAY, dayInYear, localTime } from '../time/local-time.ts'
import { days, type Group } from './group.ts'

/** Whole days of the shop's calendar until the next birthday, 0 on the day itself; undefined: nobody knows it. */
const daysToBirthday = (birthday: string | undefined, now: number, zone: string): number | undefined => {
  const match = /^(?:\d{4}-)?(\d{2})-(\d{2})$/.exec(birthday ?? '')
  if (!match) return undefined
  const [month, day] = [Number(match[1]), Number(match[2])]
  const today = localTime(now, zone)
  const from = Date.UTC(today.year, today.month - 1, today.day)
  const inYear = (year: number): number => Date.UTC(year, month - 1, dayInYear(month, day, year))
  const next = inYear(today.year) >= from ? inYear(today.year) : inYear(today.year + 1)
  return (next - from) / DAY
}

export const shopperFacts = (shopper: Shopper, now: number, zone: string): Group => {
  const { traits, lang, reply_to, orders } = shopper
  const { region, device, source } = seenOf(shopper)
  return {
    language: lang ?? traits.language,
    region,
    device,
    source,
    channel: reply_to?.channel,
    known: orders.count > 0 || traits.email !== undefined || traits.phone !== undefined,
    days_known: days(shopper.created, now),
    days_to_birthday: daysToBirthday(traits.birthday, now, zone),
  }
}

export const visitsFacts = ({ visits }: Shopper, now: number): Group => ({
  count: visits.count ?? 1,
  views: visits.views,
  days_since_last: days(visits.last, now),
  days_away: visits.before === undefined ? undefined : days(visits.before, visits.last),
  days_known: days(visits.first, now),
})

/** What the event brought to our ledger by another way: a code that was used, say. */
const creditedBy = ({ ledger }: Shopper, event: Event | null): number | undefined =>
  event !== null && ledger?.latest?.event === event.id ? ledger.latest.points : undefined

export const pointFacts = (shopper: Shopper, event: Event | null, now: number): Group => ({
  balance: shopper.traits.points,
  added: event?.kind === 'points_added' ? event.points : creditedBy(shopper, event),
  expiring: shopper.points?.expiring,
  days_left: shopper.points ? Math.max(0, Math.floor((shopper.points.expires - now) / DAY)) : undefined,
})

export const interestFacts = ({ interests }: Shopper, goods: GoodsAround | undefined): Group => ({
  bought: interests && mostFirst(interests.bought),
  looked: interests && mostFirst(interests.looked),
  related: goods?.related,
})
