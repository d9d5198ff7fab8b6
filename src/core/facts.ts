// The facts of one shopper at one moment, for rules to ask. Missing is undefined, never a default that lies.
import { cartCount, cartTotal } from './cart.ts'
import { isLive } from './code.ts'
import type { Event, Order } from './event.ts'
import type { Facts, FactValue } from './fact.ts'
import { DAY, localTime } from './local-time.ts'
import type { Rulebook } from './rulebook.ts'
import { seenOf } from './seen.ts'
import type { Shopper } from './shopper.ts'

type Group = Readonly<Record<string, FactValue>>

const days = (from: number | null, now: number): number | undefined =>
  from === null ? undefined : Math.floor((now - from) / DAY)

const known = (values: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(values.filter((value) => value !== undefined)),
]

const cartFacts = (shopper: Shopper, now: number): Group | undefined => {
  const cart = shopper.cart
  if (!cart) return undefined
  return {
    total: cartTotal(cart.lines),
    count: cartCount(cart.lines),
    lines: cart.lines.length,
    items: known(cart.lines.map((line) => line.item)),
    categories: known(cart.lines.map((line) => line.category)),
    age_minutes: Math.floor((now - cart.began) / 60_000),
    discussed: cart.discussed ?? false,
  }
}

const orderFacts = (order: Order): Group => ({
  total: order.total,
  count: order.lines.reduce((sum, line) => sum + line.quantity, 0),
  items: known(order.lines.map((line) => line.item)),
  categories: known(order.lines.map((line) => line.category)),
})

const ordersFacts = ({ orders }: Shopper, now: number): Group => ({
  count: orders.count,
  sum: orders.sum,
  mean: orders.count > 0 ? Math.floor(orders.sum / orders.count) : undefined,
  last: orders.recent.findLast((order) => !order.cancelled)?.total,
  days_since_last: days(orders.last, now),
  days_since_first: days(orders.first, now),
  cancelled: orders.cancelled,
})

const codeFacts = (shopper: Shopper, now: number): Group => ({
  live: shopper.codes.filter((code) => isLive(code, now)).length,
  issued: shopper.codes.length,
  redeemed: shopper.codes.filter((code) => code.state === 'redeemed').length,
  expired: shopper.codes.filter((code) => code.state === 'expired').length,
})

/** What the event brought to our ledger by another way: a code that was used, say. */
const creditedBy = ({ ledger }: Shopper, event: Event | null): number | undefined =>
  event !== null && ledger?.latest?.event === event.id ? ledger.latest.points : undefined

const pointFacts = (shopper: Shopper, event: Event | null, now: number): Group => ({
  balance: shopper.traits.points,
  added: event?.kind === 'points_added' ? event.points : creditedBy(shopper, event),
  expiring: shopper.points?.expiring,
  days_left: shopper.points ? Math.max(0, Math.floor((shopper.points.expires - now) / DAY)) : undefined,
})

const shopperFacts = (shopper: Shopper): Group => {
  const { traits, lang, reply_to, orders } = shopper
  const { region, device, source } = seenOf(shopper)
  return {
    language: lang ?? traits.language,
    region,
    device,
    source,
    channel: reply_to?.channel,
    known: orders.count > 0 || traits.email !== undefined || traits.phone !== undefined,
  }
}

/** The facts as a sheet whose groups are made when asked for, since most rules use one or two. */
class FactSheet {
  readonly #rulebook: Rulebook
  readonly #shopper: Shopper
  readonly #at: number
  readonly #event: Event | null
  constructor(rulebook: Rulebook, shopper: Shopper, at: number, event: Event | null) {
    this.#rulebook = rulebook
    this.#shopper = shopper
    this.#at = at
    this.#event = event
  }
  get cart() {
    return cartFacts(this.#shopper, this.#at)
  }
  get orders() {
    return ordersFacts(this.#shopper, this.#at)
  }
  get order() {
    return this.#event?.kind === 'order_completed' ? orderFacts(this.#event.order) : undefined
  }
  get visits(): Group {
    const { views, first, last } = this.#shopper.visits
    return { views, days_since_last: days(last, this.#at), days_known: days(first, this.#at) }
  }
  get saved(): Group {
    const { saved } = this.#shopper
    return { count: saved.length, items: saved.map(({ item }) => item) }
  }
  get codes() {
    return codeFacts(this.#shopper, this.#at)
  }
  get points() {
    return pointFacts(this.#shopper, this.#event, this.#at)
  }
  get shopper() {
    return shopperFacts(this.#shopper)
  }
  get abandoned(): Group {
    return { count: this.#shopper.carts_abandoned }
  }
  get now(): Group {
    const { hour, day, month, weekday } = localTime(this.#at, this.#rulebook.shop.time_zone)
    return { hour, day, month, weekday }
  }
  get sign() {
    return this.#event?.kind === 'hesitated' ? this.#event.sign : undefined
  }
  get action() {
    return this.#event?.kind === 'action_done' ? this.#event.action : undefined
  }
  get shop(): Group {
    return { ...this.#rulebook.shop.facts, large_order: this.#rulebook.shop.large_order ?? undefined }
  }
  get segment(): Group {
    return segmentFacts(this.#rulebook, this as unknown as Facts)
  }
}

/**
 * Everything a rule may ask at `now`, ms since 1970. `vars` are the talk's variables; they stand at the top
 * and win over facts of the same name.
 */
export const factsOf = (
  rulebook: Rulebook,
  shopper: Shopper,
  now: number,
  event: Event | null,
  vars: Readonly<Record<string, string | number | boolean>> = {},
): Facts => {
  const sheet = new FactSheet(rulebook, shopper, now, event) as unknown as Facts
  for (const [name, value] of Object.entries(vars))
    Object.defineProperty(sheet, name, { value, enumerable: true })
  return sheet
}

/** Which segments hold, each asked when it is looked at, since segments may use each other. */
const segmentFacts = (rulebook: Rulebook, facts: Facts): Group => {
  const group: Record<string, FactValue> = {}
  for (const [name, condition] of Object.entries(rulebook.segments))
    Object.defineProperty(group, name, { enumerable: true, get: () => condition.holds(facts) })
  return group
}

/** The names of the segments that hold, in the rulebook's order. */
export const segmentsOf = (rulebook: Rulebook, facts: Facts): readonly string[] =>
  Object.keys(rulebook.segments).filter((name) => rulebook.segments[name]?.holds(facts))
