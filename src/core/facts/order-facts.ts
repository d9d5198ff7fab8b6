// Facts of all orders, of the order that was just made, and how they stand beside those of the shop's others.
import type { Around } from '../around.ts'
import type { Event } from '../event.ts'
import { neverBought } from '../goods/interests.ts'
import { firstTotal } from '../orders/first-order.ts'
import type { Shopper } from '../shopper.ts'
import { withCode } from './code-facts.ts'
import { days, type Group, known } from './group.ts'
import { rfmOf } from './rfm.ts'

export const ordersFacts = ({ orders }: Shopper, now: number): Group => {
  const { count, sum, cancelled, recent, first, last } = orders
  return {
    count,
    sum,
    mean: count > 0 ? Math.floor(sum / count) : undefined,
    first: firstTotal(orders),
    last: recent.findLast((order) => !order.cancelled)?.total,
    days_since_last: days(last, now),
    days_since_first: days(first, now),
    cancelled,
    late: orders.late ?? 0,
    returned: orders.returned ?? 0,
    ...withCode(recent),
  }
}

/** While an order is being told, `new_categories` are those that none before it had. */
export const orderFacts = (event: Event | null, { interests, orders }: Shopper): Group | undefined => {
  if (event?.kind !== 'order_completed') return undefined
  const { total, lines } = event.order
  const categories = known(lines.map((line) => line.category))
  return {
    total,
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    items: known(lines.map((line) => line.item)),
    categories,
    new_categories: neverBought(interests, Math.max(0, orders.count - 1), categories),
  }
}

export const rfmFacts = ({ orders }: Shopper, around: Around | null): Group => {
  const scores = rfmOf(orders, around?.rfm)
  return { recency: scores?.recency, frequency: scores?.frequency, money: scores?.money }
}
