// Whether an enrolment has met its campaign's goal. Judged by orders and visits as they come, by
// their own time; taken back when the order is. Knows no money but sums.
import { change, type Draft, put } from '../draft.ts'
import { neverBought } from '../goods/interests.ts'
import { beginsVisit } from '../ladder/intent.ts'
import type { Order } from '../orders/order.ts'
import { flowOf } from '../rulebook.ts'
import type { KnownOrder, Shopper } from '../shopper.ts'
import { mark } from './enrol.ts'
import type { Enrolment } from './enrolment.ts'
import type { Goal } from './goal.ts'
import { takersOf } from './takers.ts'

const isOpen = (row: Enrolment, goal: Goal, at: number): boolean =>
  at >= row.at && at <= row.at + goal.order_within

const goalOf = (draft: Draft, row: Enrolment): Goal | null => flowOf(draft.now, row.campaign)?.goal ?? null

/** Does an order of this total meet it, as far as the total says? */
const fits = ({ from = 0 }: Goal, total: number): boolean => total >= from

const categoriesOf = (order: Order): readonly string[] => [
  ...new Set(order.lines.flatMap(({ category }) => category ?? [])),
]

/** Something in it is of a category that the shopper never bought from. Not so where earlier ones are not known. */
const isNewCategory = ({ interests, orders }: Shopper, order: Order): boolean =>
  (neverBought(interests, Math.max(0, orders.count - 1), categoriesOf(order)) ?? []).length > 0

/** Called when an order is counted, before its categories are remembered. */
export const judgeOrder = (draft: Draft, order: Order, at: number): void => {
  for (const row of takersOf(draft.shopper.enrolments, draft.now.flows, { id: order.id, at })) {
    const goal = goalOf(draft, row)
    if (!goal || row.goal_met !== undefined || !isOpen(row, goal, at) || !fits(goal, order.total)) continue
    if (goal.wants === 'new_category' && !isNewCategory(draft.shopper, order)) continue
    mark(draft, row.id, () => ({ goal_met: at, goal_order: order.id }))
  }
}

/** A visit begins: who was to come back is back. Called before the visit itself is noted. */
export const judgeVisit = (draft: Draft): void => {
  const { event, shopper } = draft
  if (!beginsVisit(draft)) return
  for (const row of shopper.enrolments) {
    const goal = goalOf(draft, row)
    if (goal?.wants === 'back' && row.goal_met === undefined && isOpen(row, goal, event.at))
      mark(draft, row.id, () => ({ goal_met: event.at }))
  }
}

/** Another order that is still remembered and meets the goal; which goods were in it is not. */
const another = (orders: readonly KnownOrder[], row: Enrolment, goal: Goal): KnownOrder | undefined =>
  goal.wants === 'new_category'
    ? undefined
    : orders.find(
        (order) =>
          !order.cancelled && !order.imported && isOpen(row, goal, order.at) && fits(goal, order.total),
      )

/** An order was taken back, or a part of it: a goal that only it had met is open again. */
export const unjudgeOrder = (draft: Draft, order: string): void => {
  const left = draft.shopper.orders.recent.find((known) => known.id === order)
  for (const row of draft.shopper.enrolments) {
    const goal = goalOf(draft, row)
    if (row.goal_order !== order || !goal) continue
    if (left && !left.cancelled && fits(goal, left.total)) continue
    const other = another(draft.shopper.orders.recent, row, goal)
    if (other) mark(draft, row.id, () => ({ goal_met: other.at, goal_order: other.id }))
    else unmark(draft, row)
  }
}

/** The row without its goal met. */
const unmark = (draft: Draft, row: Enrolment): void => {
  const { goal_met: _, goal_order: __, ...open } = row
  mark(draft, row.id, () => ({}))
  const enrolments = draft.shopper.enrolments.map((kept) => (kept.id === row.id ? open : kept))
  change(draft, { enrolments })
  const last = draft.effects.findIndex((effect) => effect.kind === 'enrolment' && effect.row.id === row.id)
  if (last >= 0) draft.effects[last] = { kind: 'enrolment', row: open }
  else put(draft, { kind: 'enrolment', row: open })
}
