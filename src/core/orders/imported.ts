// History of a shopper, brought in later: it counts in the summary of orders and among the traits, and nothing
// follows from it. No flow starts, no code is settled, no goal is reached.

import { change, type Draft } from '../draft.ts'
import type { EventOf } from '../event.ts'
import type { Shop } from '../shop.ts'
import type { KnownOrder, Shopper } from '../shopper.ts'
import { cancelOrder } from './cancel.ts'
import type { PastOrder } from './order.ts'
import { inTime } from './orders.ts'

type Orders = Shopper['orders']

const least = (a: number | null, b: number): number => (a === null ? b : Math.min(a, b))
const most = (a: number | null, b: number): number => (a === null ? b : Math.max(a, b))

const withOrder = (orders: Orders, order: KnownOrder): Orders => {
  const recent = inTime([...orders.recent, order])
  if (order.cancelled) return { ...orders, cancelled: orders.cancelled + 1, recent }
  return {
    ...orders,
    count: orders.count + 1,
    sum: orders.sum + order.total,
    first: least(orders.first, order.at),
    last: most(orders.last, order.at),
    recent,
  }
}

/** The ends of the time without an order that was at one of them: exact where all orders are remembered. */
const endsWithout = (orders: Orders, was: PastOrder, recent: Orders['recent'], count: number) => {
  if (count === 0) return { first: null, last: null }
  const left = recent.filter((one) => !one.cancelled)
  const all = left.length === count
  return {
    first: was.at === orders.first && all ? (left[0]?.at ?? null) : orders.first,
    last: was.at === orders.last ? (left.at(-1)?.at ?? orders.last) : orders.last,
  }
}

const withoutOrder = (orders: Orders, id: string, was: PastOrder): Orders => {
  const recent = orders.recent.filter((one) => one.id !== id)
  if (was.cancelled) return { ...orders, cancelled: Math.max(0, orders.cancelled - 1), recent }
  const count = Math.max(0, orders.count - 1)
  return { ...orders, count, sum: orders.sum - was.total, recent, ...endsWithout(orders, was, recent, count) }
}

const isSame = (was: PastOrder, is: PastOrder): boolean =>
  was.at === is.at && was.total === is.total && was.cancelled === is.cancelled

const asPast = (known: KnownOrder): PastOrder => ({
  ...{ at: known.at, total: known.total, count: known.count, cancelled: known.cancelled ?? false },
  ...(!known.imported && { told: true }),
})

/** Only a cancellation is news of an order that was told when it happened: the shop's sums of it were exact. */
const importTold = (draft: Draft, event: EventOf<'order_imported'>, was: PastOrder): void => {
  if (!event.order.cancelled || was.cancelled) return
  cancelOrder(draft, { order: event.order.id, at: event.at, was }, { quietly: true })
  draft.reply = { kind: 'imported', as: 'changed' }
}

/** An order of the past, or a change of one. In any order of times the summary comes out the same. */
export const importOrder = (draft: Draft, event: EventOf<'order_imported'>): void => {
  const { id, at, total, count, cancelled } = event.order
  const { orders, traits } = draft.shopper
  const remembered = orders.recent.find((one) => one.id === id)
  const was = remembered ? { ...asPast(remembered), ...(event.was?.told && { told: true }) } : event.was
  draft.reply = { kind: 'imported', as: 'unchanged' }
  if (event.traits) change(draft, { traits: { ...event.traits, ...traits } })
  if (was?.told) return importTold(draft, event, was)
  if (was && isSame(was, event.order)) return
  const order: KnownOrder = {
    ...{ id, at, total, count: count ?? 0 },
    ...(cancelled && { cancelled }),
    imported: true,
  }
  change(draft, { orders: withOrder(was ? withoutOrder(orders, id, was) : orders, order) })
  draft.reply = { kind: 'imported', as: was ? 'changed' : 'added' }
}

type Told = Pick<EventOf<'shopper_imported'>, 'traits' | 'consent' | 'consented'>

/** What the file says, but for points that we keep ourselves: those are taken over once (points.ts). */
export const withoutPoints = <T extends Told>(shop: Shop, told: T): T => {
  if (!shop.points) return told
  const { points: _, ...traits } = told.traits
  return { ...told, traits }
}

/** A stop that the shopper asked for outlives an older list: only a later consent takes it back. */
export const keepsStop = ({ stopped, stopped_by }: Shopper, { consent, consented }: Told): boolean =>
  consent === true && stopped !== null && stopped_by !== 'shop' && !(consented && consented > stopped)

/** The shopper as told; the same one where all of that is known already. `at`: ms since 1970. */
export const asTold = (shopper: Shopper, told: Told, at: number): Shopper => {
  const { language } = told.traits
  const news = Object.entries(told.traits).filter(
    ([name, value]) => shopper.traits[name as keyof Told['traits']] !== value,
  )
  const stops = told.consent === false && shopper.stopped === null
  const resumes = told.consent === true && shopper.stopped !== null && !keepsStop(shopper, told)
  const speaks = language !== undefined && shopper.lang === null
  // A yes that the file vouches for is what some channels need before we write.
  const since = told.consented ?? at
  const agrees =
    told.consent === true && !resumes && shopper.stopped === null && shopper.consented === undefined
  if (news.length === 0 && !stops && !resumes && !speaks && !agrees) return shopper
  return {
    ...shopper,
    traits: { ...shopper.traits, ...Object.fromEntries(news) },
    ...(speaks && { lang: language }),
    ...(stops && { stopped: told.consented ?? at, stopped_by: 'shop' as const }),
    ...(resumes && { stopped: null, consented: since }),
    ...(agrees && { consented: since }),
  }
}
