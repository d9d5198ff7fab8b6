// What the first order stood at, kept when it is no longer remembered by itself. Of several at one time (files tell days)
// the smallest id is the first, so that it does not matter when each was heard of.
import type { Event } from '../event.ts'
import type { Shopper } from '../shopper.ts'

type Orders = Shopper['orders']
type First = { readonly id: string; readonly total: number }

const standing = ({ recent }: Orders) => recent.filter((order) => !order.cancelled)

const firstOf = (orders: Orders): First | undefined => {
  const known = standing(orders)
  if (known.length === orders.count) return known[0]
  const { first_total, first_id = '' } = orders
  return first_total === undefined ? undefined : { id: first_id, total: first_total }
}

/** The first order's sum in minor units; undefined where nobody knows it any more. */
export const firstTotal = (orders: Orders): number | undefined => firstOf(orders)?.total

/** The order that the event brought, where it is the earliest of all. */
const broughtFirst = (orders: Orders, event: Event): First | undefined => {
  if (event.kind !== 'order_completed' && event.kind !== 'order_imported') return undefined
  const { order } = event
  const isFirst = event.at === orders.first && !('cancelled' in order && order.cancelled)
  return isFirst ? { id: order.id, total: order.total } : undefined
}

const firstAfter = (orders: Orders, before: Orders, event: Event): First | undefined => {
  const own = broughtFirst(orders, event)
  if (orders.first !== before.first) return own
  const isTaken = event.kind === 'order_cancelled' && event.was?.at === orders.first
  const prior = isTaken ? undefined : firstOf(before)
  return own && prior && own.id < prior.id ? own : prior
}

/** After an event: the first order may just have been pushed out, or something older than it was told. */
export const withFirst = (orders: Orders, before: Orders, event: Event): Orders => {
  if (orders === before || standing(orders).length === orders.count) return orders
  const { first_total: _, first_id: __, ...rest } = orders
  const first = firstAfter(orders, before, event)
  if (first?.total === orders.first_total && first?.id === orders.first_id) return orders
  return first ? { ...rest, first_total: first.total, first_id: first.id } : rest
}
