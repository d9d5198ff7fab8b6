// The facts of one shopper at one moment, for rules to ask. Missing is undefined, never a default that lies.
import { cartCount, cartTotal } from './cart.ts'
import { isLive } from './code.ts'
import type { Event, Order } from './event.ts'
import type { Facts, FactValue } from './fact.ts'
import { DAY, localTime } from './local-time.ts'
import type { Rulebook } from './rulebook.ts'
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
  last: orders.recent.at(-1)?.total,
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

const pointFacts = (shopper: Shopper, event: Event | null, now: number): Group => ({
  balance: shopper.traits.points,
  added: event?.kind === 'points_added' ? event.points : undefined,
  expiring: shopper.points?.expiring,
  days_left: shopper.points ? Math.max(0, Math.floor((shopper.points.expires - now) / DAY)) : undefined,
})

const shopperFacts = ({ traits, lang, reply_to, orders }: Shopper): Group => ({
  language: lang ?? traits.language,
  region: traits.region,
  device: traits.device,
  source: traits.source,
  channel: reply_to?.channel,
  known: orders.count > 0 || traits.email !== undefined || traits.phone !== undefined,
})

/**
 * Everything a rule may ask at `now`. The groups are made when asked for, since most rules use one or two.
 * `vars` are the talk's variables; they stand at the top and win over facts of the same name.
 */
export const factsOf = (
  rulebook: Rulebook,
  shopper: Shopper,
  now: number,
  event: Event | null,
  vars: Readonly<Record<string, string | number | boolean>> = {},
): Facts => {
  const facts = {
    get cart() {
      return cartFacts(shopper, now)
    },
    get orders() {
      return ordersFacts(shopper, now)
    },
    get order() {
      return event?.kind === 'order_completed' ? orderFacts(event.order) : undefined
    },
    get visits(): Group {
      const { views, first, last } = shopper.visits
      return { views, days_since_last: days(last, now), days_known: days(first, now) }
    },
    get saved(): Group {
      return { count: shopper.saved.length, items: shopper.saved.map((saved) => saved.item) }
    },
    get codes() {
      return codeFacts(shopper, now)
    },
    get points() {
      return pointFacts(shopper, event, now)
    },
    get shopper() {
      return shopperFacts(shopper)
    },
    abandoned: { count: shopper.carts_abandoned },
    get now(): Group {
      const { hour, day, month, weekday } = localTime(now, rulebook.shop.time_zone)
      return { hour, day, month, weekday }
    },
    sign: event?.kind === 'hesitated' ? event.sign : undefined,
    action: event?.kind === 'action_done' ? event.action : undefined,
    get shop(): Group {
      return { ...rulebook.shop.facts, large_order: rulebook.shop.large_order ?? undefined }
    },
    get segment(): Group {
      return segmentFacts(rulebook, this)
    },
    ...vars,
  }
  return facts
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
