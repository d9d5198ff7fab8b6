// Orders of two shoppers that are one: each order once.
import { inTime } from '../orders/orders.ts'
import type { KnownOrder, Shopper } from '../shopper.ts'

type Counted = { readonly count: number; readonly sum: number; readonly cancelled: number }

const NONE: Counted = { count: 0, sum: 0, cancelled: 0 }

/** What an order adds to the summary. */
const inSummary = (order: KnownOrder | undefined): Counted => {
  if (!order) return NONE
  return order.cancelled ? { ...NONE, cancelled: 1 } : { ...NONE, count: 1, sum: order.total }
}

/** Known to both, in one state: what either heard of it holds. */
const oneOf = (a: KnownOrder | undefined, b: KnownOrder | undefined): KnownOrder => {
  if (!a || !b) return (a ?? b)!
  // What was told when it happened goes before history, and of two alike the earlier.
  const isSecond = a.imported === b.imported ? b.at < a.at : a.imported
  const told = isSecond ? b : a
  const other = told === a ? b : a
  const { code, foreign, late, delivered, returned, cost } = { ...other, ...told }
  const cancelled = a.cancelled || b.cancelled
  return {
    ...{ id: told.id, at: told.at, total: Math.min(a.total, b.total), count: Math.max(a.count, b.count) },
    ...(code && { code }),
    ...(foreign && { foreign }),
    ...(cancelled && { cancelled }),
    ...(told.imported && { imported: true }),
    ...(late !== undefined && { late }),
    ...(delivered !== undefined && { delivered }),
    ...(returned !== undefined && { returned }),
    ...(cost !== undefined && { cost }),
  }
}

const least = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b)
const most = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b)

type Pair = { readonly a?: KnownOrder; readonly b?: KnownOrder; readonly is: KnownOrder }

const pairsOf = (older: Shopper, younger: Shopper): readonly Pair[] => {
  const mine = new Map(older.orders.recent.map((order) => [order.id, order]))
  const theirs = new Map(younger.orders.recent.map((order) => [order.id, order]))
  return [...new Set([...mine.keys(), ...theirs.keys()])].map((id) => {
    const [a, b] = [mine.get(id), theirs.get(id)]
    return { ...(a && { a }), ...(b && { b }), is: oneOf(a, b) }
  })
}

const joinSummary = (older: Shopper, younger: Shopper, pairs: readonly Pair[]): Shopper['orders'] => {
  const [x, y] = [older.orders, younger.orders]
  const sums = { count: x.count + y.count, sum: x.sum + y.sum, cancelled: x.cancelled + y.cancelled }
  for (const { a, b, is } of pairs) {
    if (!a || !b) continue
    const [was, too, now] = [inSummary(a), inSummary(b), inSummary(is)]
    for (const name of ['count', 'sum', 'cancelled'] as const) sums[name] += now[name] - was[name] - too[name]
  }
  const late = (x.late ?? 0) + (y.late ?? 0)
  const returned = (x.returned ?? 0) + (y.returned ?? 0)
  const first = (y.first ?? Number.POSITIVE_INFINITY) < (x.first ?? Number.POSITIVE_INFINITY) ? y : x
  const standing = inTime(pairs.map(({ is }) => is)).filter((order) => !order.cancelled)
  // Where every order is still remembered, their own times say it; else the two summaries do.
  const all = standing.length === sums.count
  return {
    ...sums,
    first: all ? (standing[0]?.at ?? null) : least(x.first, y.first),
    last: all ? (standing.at(-1)?.at ?? null) : most(x.last, y.last),
    recent: inTime(pairs.map(({ is }) => is)),
    ...(late > 0 && { late }),
    ...(returned > 0 && { returned }),
    ...(first.first_total !== undefined && { first_total: first.first_total }),
    ...(first.first_id !== undefined && { first_id: first.first_id }),
  }
}

/** The summary of both, and each order of theirs as it is known to either and to both. */
export const joinOrders = (older: Shopper, younger: Shopper) => {
  const pairs = pairsOf(older, younger)
  return { orders: joinSummary(older, younger, pairs) }
}
