// What an order earned, beside its number and sum: code, cost of its goods, whose own it is, first and last order. Taken
// back exactly where the order is cancelled, in whole or in part.
import type { Draft } from '../draft.ts'
import type { KnownOrder } from '../shopper.ts'
import { mark } from './enrol.ts'
import type { Enrolment } from './enrolment.ts'
import { ownerOf, takersOf } from './takers.ts'

export type Share = Pick<Enrolment, 'with_code' | 'costed' | 'own'>

/** What one order stands for in a row that counts it. */
export const shareOf = (order: KnownOrder, isOwner: boolean): Required<Share> => {
  const counts = order.cancelled ? 0 : 1
  const known = counts && order.cost !== undefined
  return {
    with_code: counts && (order.code ?? order.foreign) !== undefined ? 1 : 0,
    costed: known ? { revenue: order.total, cost: order.cost } : { revenue: 0, cost: 0 },
    own: isOwner ? { orders: counts, revenue: counts && order.total } : { orders: 0, revenue: 0 },
  }
}

/** A row with `share` added `times` times; nothing is written where it stays nothing. */
export const added = (row: Enrolment, share: Required<Share>, times: 1 | -1): Share => {
  const with_code = (row.with_code ?? 0) + times * share.with_code
  const costed = {
    revenue: (row.costed?.revenue ?? 0) + times * share.costed.revenue,
    cost: (row.costed?.cost ?? 0) + times * share.costed.cost,
  }
  const own = {
    orders: (row.own?.orders ?? 0) + times * share.own.orders,
    revenue: (row.own?.revenue ?? 0) + times * share.own.revenue,
  }
  return {
    ...((row.with_code !== undefined || with_code !== 0) && { with_code }),
    ...((row.costed || costed.revenue !== 0) && { costed }),
    ...((row.own || own.orders !== 0) && { own }),
  }
}

const apply = (draft: Draft, order: KnownOrder, times: 1 | -1): void => {
  const takers = takersOf(draft.shopper.enrolments, draft.now.flows, order)
  const owner = ownerOf(takers)
  for (const { id } of takers) mark(draft, id, (row) => added(row, shareOf(order, id === owner?.id), times))
}

/** First and last order of the rows as the remembered orders say. */
export const noteTimes = (draft: Draft): void => {
  const { enrolments, orders } = draft.shopper
  const kept = orders.recent.filter(({ cancelled }) => !cancelled)
  const latest = kept.at(-1)?.at ?? null
  // What is not remembered any more stays as it was noted.
  const isForgotten = (at: number | null | undefined): at is number =>
    typeof at === 'number' && at < (orders.recent[0]?.at ?? 0)
  for (const [i, row] of enrolments.entries()) {
    const first = isForgotten(row.first_order)
      ? row.first_order
      : (kept.find(({ at }) => at >= row.at)?.at ?? null)
    const isLatest = i === enrolments.length - 1
    const last = isLatest && latest !== null && latest >= row.at ? latest : null
    const changed = {
      ...((row.first_order ?? null) !== first && { first_order: first }),
      ...(isLatest && (row.last_order ?? null) !== last && { last_order: last }),
    }
    if (Object.keys(changed).length > 0) mark(draft, row.id, () => changed)
  }
}

/** Call it once the order is among those remembered. */
export const earn = (draft: Draft, order: KnownOrder): void => {
  apply(draft, order, 1)
  noteTimes(draft)
}

/** `was` stands at `left` from now on. */
export const unearn = (draft: Draft, was: KnownOrder, left: KnownOrder): void => {
  apply(draft, was, -1)
  apply(draft, left, 1)
  noteTimes(draft)
}
