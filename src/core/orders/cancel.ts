// Orders taken back, whole or in part: sums, the goals they counted for, and the code that paid for them.

import { dropFriendsOrder } from '../actions/referral.ts'
import { creditOrder } from '../budget/credit.ts'
import type { Code, Redemption } from '../codes/code.ts'
import { giveBack, rollBack } from '../codes/code-life.ts'
import { change, type Draft } from '../draft.ts'
import { unearn } from '../enrolment/earn.ts'
import { uncountOrder } from '../enrolment/enrol.ts'
import { unjudgeOrder } from '../enrolment/goal-met.ts'
import type { EventOf } from '../event.ts'
import { returnPointsOf } from '../points/points.ts'
import { flowOf } from '../rulebook.ts'
import type { KnownOrder, Shopper } from '../shopper.ts'
import { fire } from '../start.ts'
import { endTalk } from '../talk.ts'
import type { OrderLine, PastOrder } from './order.ts'
import { inTime } from './orders.ts'

const redemptionsIn = (draft: Draft, order: string): readonly { code: Code; use: Redemption }[] =>
  draft.shopper.codes.flatMap((code) => {
    const use = code.redemptions.find((one) => one.order === order && one.rolled_back === undefined)
    return use ? [{ code, use }] : []
  })

/**
 * The order that this shopper's codes were used on is cancelled: the codes are given back; of a part of it, given as
 * its lines, their share. `stood`: what the order's goods stood at before, minor units.
 */
export const returnCode = (
  draft: Draft,
  order: string,
  part?: { readonly lines: readonly OrderLine[]; readonly stood: number },
): void => {
  if (!part) {
    returnPointsOf(draft, order)
    dropFriendsOrder(draft, order)
  }
  for (const { code, use } of redemptionsIn(draft, order)) {
    if (part) giveBack(draft, code, use, part.lines, part.stood)
    else rollBack(draft, code, use)
  }
}

/** A cancelled order is not thanked for any more. */
const endThanks = (draft: Draft): void => {
  for (const talk of draft.shopper.talks)
    if (flowOf(draft.now, talk.flow)?.start.on === 'order_completed' && talk.waits !== 'agent')
      endTalk(draft, talk)
  change(draft, { pending: draft.shopper.pending.filter((pending) => pending.on !== 'order_completed') })
}

/** The summary with `left` in place of what `known` stood at. */
const without = (orders: Shopper['orders'], known: KnownOrder, left: KnownOrder): Shopper['orders'] => {
  const recent = orders.recent.map((order) => (order === known ? left : order))
  const count = Math.max(0, orders.count - (left.cancelled ? 1 : 0))
  const kept = recent.filter((order) => !order.cancelled)
  return {
    count,
    sum: orders.sum - (known.total - left.total),
    cancelled: orders.cancelled + (left.cancelled ? 1 : 0),
    first: count === 0 ? null : orders.first,
    last: count === 0 ? null : (kept.at(-1)?.at ?? orders.last),
    recent,
  }
}

type Cancelled = Pick<EventOf<'order_cancelled'>, 'order' | 'lines' | 'cost' | 'was' | 'at'>

/** What it stands at then. A part of unknown cost leaves a rest of unknown cost. */
const leftOf = (known: KnownOrder, back: number, whole: boolean, cost: number | undefined): KnownOrder => {
  const { cost: was, ...rest } = known
  const left = was === undefined || cost === undefined ? undefined : Math.max(0, was - cost)
  return {
    ...rest,
    total: known.total - back,
    ...(whole && { cancelled: true }),
    ...(!whole && left !== undefined && { cost: left }),
  }
}

/**
 * An order that we do not know (never told, or long ago): counted as cancelled, and remembered as such, so
 * that its completion, should it come after, is no order any more. Sums of what we never counted stay.
 */
const cancelUnknown = (draft: Draft, event: Cancelled): void => {
  // What it stood at nobody knows: only a use that knows its own lines can tell their share.
  if (event.lines) return returnCode(draft, event.order, { lines: event.lines, stood: 0 })
  const { orders } = draft.shopper
  const known: KnownOrder = { id: event.order, at: event.at, total: 0, count: 0, cancelled: true }
  const recent = inTime([...orders.recent, known])
  change(draft, { orders: { ...orders, cancelled: orders.cancelled + 1, recent } })
  returnCode(draft, event.order)
}

/** An order that only the shell still knows, as it would be remembered. */
const recalled = (id: string, { at, total, count, cancelled, told }: PastOrder): KnownOrder => ({
  ...{ id, at, total, count: count ?? 0 },
  ...(cancelled && { cancelled }),
  ...(!told && { imported: true }),
})

/**
 * Some lines, or all of an order, are given back. With the last of it the code is given back too. `quietly`: it
 * is heard of long after, and no flow starts.
 */
export const cancelOrder = (draft: Draft, event: Cancelled, { quietly = false } = {}): void => {
  const { orders } = draft.shopper
  const remembered = orders.recent.find((order) => order.id === event.order)
  const known = remembered ?? (event.was && recalled(event.order, event.was))
  if (!known) return cancelUnknown(draft, event)
  if (known.cancelled) return
  const given = event.lines?.reduce((sum, line) => sum + line.price * line.quantity, 0) ?? known.total
  const back = Math.min(given, known.total)
  const whole = known.total === back
  const left = leftOf(known, back, whole, event.cost)
  change(draft, { orders: without(orders, known, left) })
  // History was never counted for a goal.
  if (!known.imported) {
    uncountOrder(draft, known, back, whole)
    unearn(draft, known, left)
  }
  unjudgeOrder(draft, event.order)
  if (!whole) return returnCode(draft, event.order, { lines: event.lines ?? [], stood: known.total })
  if (!known.imported) creditOrder(draft, known.at, -1)
  endThanks(draft)
  returnCode(draft, event.order)
  if (!quietly) fire(draft, 'order_cancelled')
}
