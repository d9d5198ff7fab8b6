// The names of the counters that a code takes from. Only the store counts them; `#` stands in no campaign's name.
import { DAY, localTime } from '../time/local-time.ts'
import type { Period } from './limits.ts'

/** The whole shop's counters; no flow can be called so. */
export const SHOP = 'shop'

const two = (n: number): string => String(n).padStart(2, '0')
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** `day:2026-11-22`, `week:2026-11-16` (its Monday), `month:2026-11`, by the wall clock of `zone`. */
export const periodOf = (period: Period, at: number, zone: string): string => {
  const { year, month, day, weekday } = localTime(at, zone)
  if (period === 'month') return `month:${year}-${two(month)}`
  const back = period === 'week' ? WEEKDAYS.indexOf(weekday) : 0
  // A calendar's day as a number, so that no clock change comes between.
  const first = localTime(Date.UTC(year, month - 1, day) - back * DAY, 'UTC')
  return `${period}:${first.year}-${two(first.month)}-${two(first.day)}`
}

/** Is it the sum of one campaign? Those of all campaigns together are what the shop's codes cost. */
export const isCampaignSum = (name: string): boolean => !/[#:]/.test(name) && name !== SHOP

/** What a counter's name says: of which campaign (or SHOP), and what is counted. */
export const readCounter = (name: string): { readonly of: string; readonly what: string } => {
  const at = name.indexOf('#')
  return at < 0 ? { of: name, what: 'amount' } : { of: name.slice(0, at), what: name.slice(at + 1) }
}

/** Counters of a month's orders: codes that may discount one, and how far they are from their share. */
export const shareCounters = (at: number, zone: string, share: number) => {
  const month = periodOf('month', at, zone).slice('month:'.length)
  // Another share begins anew: what was credited for each order was credited at the old one.
  return { discounted: `${SHOP}#discounted:${month}`, share: `${SHOP}#share:${month}:${share}` }
}

/** A code keeps the names short: nothing and `#codes` are of its own campaign, all else is whole. */
export const counterName = (campaign: string, short: string): string =>
  short === '' || short.startsWith('#') ? campaign + short : short
