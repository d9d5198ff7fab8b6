// Orders of two shoppers that are one: each order once, and counted for every goal whose time it falls into.
import type { Enrolment } from '../enrolment.ts'
import { inTime } from '../orders.ts'
import { flowOf, type Rulebook } from '../rulebook.ts'
import type { KnownOrder, Shopper } from '../shopper.ts'

type Counted = { readonly count: number; readonly sum: number; readonly cancelled: number }

const NONE: Counted = { count: 0, sum: 0, cancelled: 0 }

/** What an order adds to the summary. */
const inSummary = (order: KnownOrder | undefined): Counted => {
  if (!order) return NONE
  return order.cancelled ? { ...NONE, cancelled: 1 } : { ...NONE, count: 1, sum: order.total }
}

/** What it adds to a goal: history never counted for one. */
const inGoals = (order: KnownOrder | undefined): Counted => (order?.imported ? NONE : inSummary(order))

/** Known to both, in one state: what either heard of it holds. */
const oneOf = (a: KnownOrder | undefined, b: KnownOrder | undefined): KnownOrder => {
  if (!a || !b) return (a ?? b)!
  // What was told when it happened goes before history, and of two alike the earlier.
  const isSecond = a.imported === b.imported ? b.at < a.at : a.imported
  const told = isSecond ? b : a
  const other = told === a ? b : a
  const { code, foreign } = { ...other, ...told }
  const cancelled = a.cancelled || b.cancelled
  return {
    ...{ id: told.id, at: told.at, total: Math.min(a.total, b.total), count: Math.max(a.count, b.count) },
    ...(code && { code }),
    ...(foreign && { foreign }),
    ...(cancelled && { cancelled }),
    ...(told.imported && { imported: true }),
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
  const standing = inTime(pairs.map(({ is }) => is)).filter((order) => !order.cancelled)
  // Where every order is still remembered, their own times say it; else the two summaries do.
  const all = standing.length === sums.count
  return {
    ...sums,
    first: all ? (standing[0]?.at ?? null) : least(x.first, y.first),
    last: all ? (standing.at(-1)?.at ?? null) : most(x.last, y.last),
    recent: inTime(pairs.map(({ is }) => is)),
  }
}

/** Adds what the row's own shopper had not counted of each order, by how and when it stands now. */
const recount = (row: Enrolment, within: number, side: 'a' | 'b', pairs: readonly Pair[]): Enrolment => {
  const counted = (order: KnownOrder | undefined): Counted =>
    order && order.at > row.at && order.at <= row.at + within ? inGoals(order) : NONE
  let { orders, revenue } = row
  for (const pair of pairs) {
    const [was, now] = [counted(pair[side]), counted(pair.is)]
    orders += now.count - was.count
    revenue += now.sum - was.sum
  }
  return orders === row.orders && revenue === row.revenue ? row : { ...row, orders, revenue }
}

/** The summary of both, and the rows of each with the orders of the other in them. */
export const joinOrders = (rulebook: Rulebook, older: Shopper, younger: Shopper) => {
  const pairs = pairsOf(older, younger)
  const counted = (rows: readonly Enrolment[], side: 'a' | 'b') =>
    rows.map((row) => {
      const goal = flowOf(rulebook, row.campaign)?.goal
      return goal ? recount(row, goal.order_within, side, pairs) : row
    })
  return {
    orders: joinSummary(older, younger, pairs),
    olderRows: counted(older.enrolments, 'a'),
    youngerRows: counted(younger.enrolments, 'b'),
  }
}
