// What the first order stood at, kept when it is no longer remembered by itself.
import type { Event } from '../event.ts'
import type { Shopper } from '../shopper.ts'

type Orders = Shopper['orders']

const standing = ({ recent }: Orders) => recent.filter((order) => !order.cancelled)

/** The first order's sum in minor units; undefined where nobody knows it any more. */
export const firstTotal = (orders: Orders): number | undefined => {
  const known = standing(orders)
  return known.length === orders.count ? known[0]?.total : orders.first_total
}

/** After an event: the first order may just have been pushed out, or something older than it was told. */
export const withFirst = (orders: Orders, before: Orders, event: Event): Orders => {
  if (orders === before || standing(orders).length === orders.count) return orders
  const { first_total: _, ...rest } = orders
  const isTaken = event.kind === 'order_cancelled' && event.was?.at === orders.first
  const total = orders.first === before.first && !isTaken ? firstTotal(before) : undefined
  if (total === orders.first_total) return orders
  return total === undefined ? rest : { ...rest, first_total: total }
}
