// What the rows of two that are one count: each order that either remembers, once, for the rows of both together. What
// is remembered no more stays as it was counted.
import { added, type Share, shareOf } from '../enrolment/earn.ts'
import type { Enrolment } from '../enrolment/enrolment.ts'
import { ownerOf, takersOf } from '../enrolment/takers.ts'
import type { Flow } from '../rulebook.ts'
import type { KnownOrder } from '../shopper.ts'

type Counts = {
  readonly orders: number
  readonly revenue: number
  readonly shares: readonly Required<Share>[]
}

/** What each row counts of these orders; history counts for none. */
const countsOf = (
  rows: readonly Enrolment[],
  flows: readonly Flow[],
  orders: readonly KnownOrder[],
): ReadonlyMap<string, Counts> => {
  const counts = new Map<string, Counts>()
  for (const order of orders) {
    if (order.imported) continue
    const takers = takersOf(rows, flows, order)
    const owner = ownerOf(takers)
    for (const { id } of takers) {
      const { orders: n, revenue, shares } = counts.get(id) ?? { orders: 0, revenue: 0, shares: [] }
      counts.set(id, {
        orders: n + (order.cancelled ? 0 : 1),
        revenue: revenue + (order.cancelled ? 0 : order.total),
        shares: [...shares, shareOf(order, id === owner?.id)],
      })
    }
  }
  return counts
}

const counted = (row: Enrolment, counts: Counts | undefined, times: 1 | -1): Enrolment => {
  if (!counts) return row
  const { orders, revenue, shares } = counts
  const plain = { ...row, orders: row.orders + times * orders, revenue: row.revenue + times * revenue }
  let one: Enrolment = plain
  for (const share of shares) one = { ...one, ...added(one, share, times) }
  return one
}

export type Counted = { readonly enrolments: readonly Enrolment[]; readonly orders: readonly KnownOrder[] }

/** `rows`: those of both, in their order. `sides`: what each of the two had counted. `orders`: those of both, as one. */
export const joinEarned = (
  flows: readonly Flow[],
  rows: readonly Enrolment[],
  sides: readonly Counted[],
  orders: readonly KnownOrder[],
): readonly Enrolment[] => {
  const before = sides.map((side) => countsOf(side.enrolments, flows, side.orders))
  const now = countsOf(rows, flows, orders)
  return rows.map((row) => {
    const bare = before.reduce((one, counts) => counted(one, counts.get(row.id), -1), row)
    return counted(bare, now.get(row.id), 1)
  })
}
