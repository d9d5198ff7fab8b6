// How an enrolment began, as its row keeps it: the sign, the goods, and what the shopper had ordered before. Knows no
// arms and writes nothing.
import type { Draft } from '../draft.ts'
import { flowOf } from '../rulebook.ts'
import type { Shopper, Talk } from '../shopper.ts'
import type { Enrolment, Sums } from './enrolment.ts'

/** So many categories of a cart or an order are kept. */
const MOST_CATEGORIES = 5
/** So many orders are remembered one by one (orders.ts); with fewer, all of them are. */
const REMEMBERED = 30

type Begun = Pick<Enrolment, 'begun_by' | 'earlier' | 'sign' | 'categories' | 'within' | 'past' | 'before'>

const categoriesOf = ({ event, shopper }: Draft): readonly string[] => {
  const lines = event.kind === 'order_completed' ? event.order.lines : (shopper.cart?.lines ?? [])
  const named = lines.flatMap(({ category }) => (category === undefined ? [] : [category]))
  return [...new Set(named)].slice(0, MOST_CATEGORIES)
}

/** Orders from `since` up to `until`; null where some of that time may be forgotten. */
const ordersBetween = ({ orders }: Shopper, since: number, until: number): Sums | null => {
  const earliest = orders.recent[0]?.at ?? until
  if (orders.recent.length >= REMEMBERED && earliest > since) return null
  const among = orders.recent.filter(({ at, cancelled }) => !cancelled && at >= since && at < until)
  return { orders: among.length, revenue: among.reduce((sum, { total }) => sum + total, 0) }
}

/** Orders that are known already and are not before `at`: what begins now has not brought them. */
export const earlierOf = (
  { shopper }: Draft,
  at: number,
  begun_by: string | null,
): Pick<Enrolment, 'earlier'> => {
  const earlier = shopper.orders.recent.filter((order) => order.at >= at && order.id !== begun_by)
  return earlier.length > 0 ? { earlier: earlier.map(({ id }) => id) } : {}
}

export const begunOf = (draft: Draft, campaign: string, vars: Talk['vars']): Begun => {
  const flow = flowOf(draft.now, campaign)
  const within = flow?.goal?.order_within
  const before = within === undefined ? null : ordersBetween(draft.shopper, draft.at - within, draft.at)
  const categories = categoriesOf(draft)
  const begun_by = draft.event.kind === 'order_completed' ? draft.event.order.id : null
  return {
    ...(begun_by !== null && { begun_by }),
    ...earlierOf(draft, draft.at, begun_by),
    past: draft.shopper.orders.count,
    ...(flow && { sign: typeof vars.sign === 'string' ? vars.sign : flow.start.on }),
    ...(categories.length > 0 && { categories }),
    ...(within !== undefined && { within }),
    ...(before && { before }),
  }
}
