// Which enrolments an order counts for: of each campaign the latest one before it whose time it falls into. So the
// rows of one campaign together count an order once, however often its shopper was enrolled.

import { type Flow, flowNamed } from '../rulebook.ts'
import type { Enrolment } from './enrolment.ts'

/** How long orders count for it, ms; null: the campaign wants no order. */
export const windowOf = (row: Enrolment, flows: readonly Flow[]): number | null =>
  row.within ?? flowNamed(flows, row.campaign)?.goal?.order_within ?? null

/** Of rows of one moment the one that was written first, so that an order is taken back from where it was counted. */
const later = (a: Enrolment, b: Enrolment): Enrolment => (b.at > a.at ? b : a)

export const takersOf = (
  rows: readonly Enrolment[],
  flows: readonly Flow[],
  order: { readonly id: string; readonly at: number },
): readonly Enrolment[] => {
  const { at } = order
  const taken = new Map<string, Enrolment>()
  for (const row of rows) {
    const window = windowOf(row, flows)
    if (window === null || at < row.at || at > row.at + window) continue
    // What it began with, or was told before it, is no success of it, and no loss where it is cancelled.
    if (row.begun_by === order.id || row.earlier?.includes(order.id)) continue
    const other = taken.get(row.campaign)
    taken.set(row.campaign, other ? later(other, row) : row)
  }
  return [...taken.values()]
}

/** Over all campaigns an order is one row's own: the latest of those that it counts for. */
export const ownerOf = (takers: readonly Enrolment[]): Enrolment | null =>
  takers.length > 0 ? takers.reduce(later) : null
