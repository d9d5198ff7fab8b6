// News of an order that is under way, as the shop tells it, in any order of times: late, there, back.
import { change, type Draft } from '../draft.ts'
import type { EventOf } from '../event.ts'
import type { KnownOrder, Parcel, Shopper } from '../shopper.ts'
import { fire } from '../start.ts'
import { isAwaited } from './trouble.ts'

/** So many orders that nobody told us of are kept, for the news of them. */
const PARCELS = 10

const noted = (draft: Draft, order: string, news: Omit<Parcel, 'id'>): void => {
  const { orders, parcels = [] } = draft.shopper
  if (orders.recent.some(({ id }) => id === order)) {
    const recent = orders.recent.map((one) => (one.id === order ? { ...one, ...news } : one))
    return change(draft, { orders: { ...orders, recent } })
  }
  const before = parcels.find(({ id }) => id === order) ?? { id: order }
  const others = parcels.filter(({ id }) => id !== order)
  change(draft, { parcels: [...others, { ...before, ...news }].slice(-PARCELS) })
}

const counted = (draft: Draft, name: 'late' | 'returned'): void => {
  const { orders } = draft.shopper
  change(draft, { orders: { ...orders, [name]: (orders[name] ?? 0) + 1 } })
}

/** That an order was shipped is no news for anybody here: it is not there yet. */
export const updateOrder = (draft: Draft, { order, status, at }: EventOf<'order_updated'>): void => {
  const known = newsOf(draft.shopper, order)
  if (status === 'shipped' || status === 'other' || known[status] !== undefined) return
  noted(draft, order, { [status]: at })
  if (status === 'delivered') return
  counted(draft, status)
  if (status === 'late' && !known.cancelled && isAwaited({ ...known, late: at }, draft.at))
    fire(draft, 'order_late')
}

const newsOf = ({ orders, parcels = [] }: Shopper, order: string): Partial<KnownOrder> =>
  orders.recent.find(({ id }) => id === order) ?? parcels.find(({ id }) => id === order) ?? {}

/** What was told of an order before the order itself; it goes over into the order. */
export const takeParcel = (draft: Draft, order: string): Omit<Parcel, 'id'> => {
  const { parcels = [] } = draft.shopper
  const found = parcels.find(({ id }) => id === order)
  if (!found) return {}
  change(draft, { parcels: parcels.filter((one) => one !== found) })
  const { id: _, ...news } = found
  return news
}
