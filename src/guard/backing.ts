// What may be promised to one shopper: the ledger's live codes and points, and the facts of the shop. Pure.

import { cartTotal } from '../core/cart/cart.ts'
import { isLive } from '../core/codes/code.ts'
import { digitsOf, toMinor } from '../core/money.ts'
import { balanceOf } from '../core/points/ledger.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Shopper } from '../core/shopper.ts'
import { DAY, HOUR, localTime } from '../core/time/local-time.ts'
import type { Signs } from './find-promises.ts'
import type { Promised } from './promise.ts'

export type Backing = {
  readonly signs: Signs
  /** Keys of what may be said: `percent:15`, `sum:50000`, `free:delivery`. */
  readonly keys: ReadonlySet<string>
  /** Sums from which something holds, minor units: codes' minimums, and the shop's own. */
  readonly least: readonly number[]
  /** Delivery is free from this sum, minor units; null: never by itself. */
  readonly free_delivery_from: number | null
  readonly cart: number
  /** Ends of live codes and of points, ms since 1970. */
  readonly ends: readonly number[]
  /** The longest that the shop says delivery takes, and that goods may come back within, in hours. */
  readonly comes: number | null
  readonly back: number | null
  readonly now: number
  readonly zone: string
}

const RANGE = /^(\d{1,4})(?: ?[-–—] ?(\d{1,4}))?$/

/** "1–3", 14, "48h": the most of it in hours, as the fact's name says its unit. */
const hoursOf = (name: string, value: string | number | boolean): number | null => {
  const found = RANGE.exec(String(value))
  if (!found) return null
  const most = Number(found[2] ?? found[1])
  if (/hour/.test(name)) return most
  if (/day/.test(name)) return most * 24
  return /week/.test(name) ? most * 168 : null
}

const maxOf = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null)
  return known.length > 0 ? Math.max(...known) : null
}

/** `isKnown`: is this, in its plain form, a code of a pool or for everybody? */
export const backingOf = (
  rulebook: Rulebook,
  shopper: Shopper,
  now: number,
  isKnown: (plain: string) => boolean,
  said: readonly Promised[] = [],
): Backing => {
  const { shop } = rulebook
  const digits = digitsOf(shop.currency)
  const keys = new Set<string>()
  const least: number[] = []
  const ends: number[] = []
  const sum = (minor: number): void => void keys.add(`sum:${minor}`)
  for (const { key, at_least } of said) keys.add(at_least === undefined ? key : `${key} ${at_least}`)
  for (const code of shopper.codes) {
    keys.add(`code:${code.id}`)
    if (!isLive(code, now)) continue
    const { kind, value, worst, minimum } = code.terms
    if (code.shared) keys.add(`code:shared.${code.shared}`)
    if (kind === 'percent') keys.add(`percent:${value}`)
    if (kind === 'points') keys.add(`points:${value}`)
    if (kind === 'shipping') keys.add('free:delivery')
    if (kind === 'gift') keys.add('free:gift')
    sum(worst)
    if (kind === 'amount') sum(value)
    if (minimum > 0) least.push(minimum)
    ends.push(code.until)
    for (const { amount } of code.redemptions) sum(amount)
  }
  const points = shopper.ledger ? balanceOf(shopper.ledger) : (shopper.traits.points ?? 0)
  if (points > 0) {
    keys.add(`points:${points}`)
    if (shop.points) sum(points * shop.points.worth)
  }
  if (shopper.points) {
    keys.add(`points:${shopper.points.expiring}`)
    ends.push(shopper.points.expires)
  }
  // What was paid may be given back, and what stands in the cart may be said.
  for (const { total } of shopper.orders.recent) sum(total)
  const cart = cartTotal(shopper.cart?.lines ?? [])
  if (cart > 0) sum(cart)
  for (const line of shopper.cart?.lines ?? []) {
    sum(line.price)
    sum(line.price * line.quantity)
  }
  let freeFrom: number | null = null
  const times: { readonly name: string; readonly hours: number | null }[] = []
  for (const [name, value] of Object.entries(shop.facts)) {
    const minor =
      typeof value === 'string' && value.endsWith(` ${shop.currency}`)
        ? toMinor(value.slice(0, -4), digits)
        : null
    if (minor !== null) {
      sum(minor)
      least.push(minor)
      if (/free.*(?:deliver|shipp)|(?:deliver|shipp).*free/.test(name)) freeFrom = minor
    }
    times.push({ name, hours: hoursOf(name, value) })
  }
  if (shop.large_order !== null) least.push(shop.large_order)
  const timesOf = (about: RegExp) =>
    maxOf(times.filter(({ name }) => about.test(name)).map(({ hours }) => hours))
  return {
    signs: { prefix: shop.code_prefix, isKnown, digits },
    ...{ keys, least, cart, ends, now, zone: shop.time_zone },
    free_delivery_from: freeFrom,
    comes: timesOf(/deliver|shipp|arriv/),
    back: timesOf(/return|exchange/),
  }
}

const isEnd = (backing: Backing, test: (end: number) => boolean): boolean => backing.ends.some(test)

const pad = (value: number): string => String(value).padStart(2, '0')
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const sameDay = (a: number, b: number, zone: string): boolean => {
  const [one, other] = [localTime(a, zone), localTime(b, zone)]
  return one.year === other.year && one.month === other.month && one.day === other.day
}

/** Is this day, weekday or time the end of something that the shopper has? */
const endsThen = (backing: Backing, when: string): boolean => {
  const { now, zone } = backing
  const [kind, value = ''] = when.split(':')
  switch (kind) {
    case 'day':
      return isEnd(backing, (end) => {
        const { month, day } = localTime(end, zone)
        return `${pad(month)}-${pad(day)}` === value
      })
    case 'date':
      return isEnd(backing, (end) => end - now < 31 * DAY && localTime(end, zone).day === Number(value))
    case 'weekday':
      return isEnd(
        backing,
        (end) => end - now < 7 * DAY && localTime(end, zone).weekday === WEEKDAYS[Number(value)],
      )
    case 'in':
      return isEnd(backing, (end) => sameDay(end, now + Number(value) * DAY, zone))
    case 'hours': {
      const most = Number(value.split('-')[1]) * HOUR
      // What lasts at least so long may be said to; a day's rounding is nobody's loss.
      return isEnd(backing, (end) => end - now >= most - (most >= 2 * DAY ? DAY : HOUR) && end > now)
    }
    default:
      return false
  }
}

const isDateBacked = (backing: Backing, key: string): boolean => {
  const [about = '', when = ''] = key.split(' ')
  const most = when.startsWith('hours:') ? Number(when.split('-')[1]) : null
  if (about === 'comes') {
    // Whoever names the shop's whole time, or more, promises nothing beyond it.
    const given = most ?? (when.startsWith('in:') ? Number(when.slice(3)) * 24 : null)
    return given !== null && Number.isFinite(given) && backing.comes !== null && given >= backing.comes
  }
  if (about === 'back') return most === null || backing.back === null || most <= backing.back
  return endsThen(backing, when)
}

const isFreeBacked = (backing: Backing, { key, at_least }: Promised): boolean => {
  const { free_delivery_from: from, cart } = backing
  if (key !== 'free:delivery' || from === null) return false
  return at_least === undefined ? cart >= from : at_least >= from
}

/** Does the ledger, or a fact of the shop, stand behind it? */
export const isBacked = (backing: Backing, promised: Promised): boolean => {
  const { kind, key } = promised
  if (kind === 'hidden') return false
  if (backing.keys.has(key) || backing.keys.has(`${key} ${promised.at_least}`)) return true
  if (key.startsWith('least:')) return backing.least.includes(Number(key.slice(6)))
  if (kind === 'free') return isFreeBacked(backing, promised)
  return kind === 'date' && isDateBacked(backing, key)
}
