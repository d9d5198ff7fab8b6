// Orders as facts of the shop: completed, paid with a code. They cannot be refused, only recorded.

import { noteFriendsOrder } from '../actions/referral.ts'
import { closeTicket, undecidedOf } from '../agents/handoff.ts'
import { leaveAudiences } from '../audience.ts'
import { creditOrder } from '../budget/credit.ts'
import { isAboutTheCart } from '../cart/about-the-cart.ts'
import { putIntoCart } from '../cart/cart-events.ts'
import type { Code, Overrun } from '../codes/code.ts'
import { codeOf, redeem } from '../codes/code-life.ts'
import { change, type Draft } from '../draft.ts'
import { earn } from '../enrolment/earn.ts'
import { countOrder } from '../enrolment/enrol.ts'
import { judgeOrder } from '../enrolment/goal-met.ts'
import type { EventOf } from '../event.ts'
import { forgetSaid } from '../note-said.ts'
import type { KnownOrder, Shopper } from '../shopper.ts'
import { fire } from '../start.ts'
import { endTalk } from '../talk.ts'
import { useBonuses } from '../using/bonus.ts'
import { brokenTerms } from '../using/broken.ts'
import { settleShared } from '../using/shared.ts'
import { usesLeft } from '../using/uses.ts'
import type { Order } from './order.ts'
import { takeParcel } from './order-updates.ts'

/** So many orders are remembered one by one; their codes too (prune.ts). */
const REMEMBERED = 30
/** A shop's clock may be behind ours, ms. */
const CLOCKS_DIFFER = 5 * 60_000

/** In the order of their own times, so that it does not matter when we heard of each. */
export const inTime = (orders: readonly KnownOrder[]): readonly KnownOrder[] =>
  orders.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)).slice(-REMEMBERED)

const remember = (shopper: Shopper, order: KnownOrder): Shopper['orders'] => {
  const { orders } = shopper
  return {
    ...orders,
    count: orders.count + 1,
    sum: orders.sum + order.total,
    first: Math.min(orders.first ?? order.at, order.at),
    last: Math.max(orders.last ?? order.at, order.at),
    // Told late, it still stands where its time belongs.
    recent: inTime([...orders.recent, order]),
  }
}

/** An order that was history before it was told: it is counted already, and from now on it is one that was told. */
const retell = (shopper: Shopper, told: KnownOrder): Shopper['orders'] => {
  const { orders } = shopper
  const recent = orders.recent.map((known) => {
    if (known.id !== told.id) return known
    const { imported: _, ...rest } = known
    return { ...rest, ...(told.code && { code: told.code }), ...(told.foreign && { foreign: told.foreign }) }
  })
  return { ...orders, recent }
}

/** What the order breaks, judged by its own time; undefined where it keeps the terms. */
const overrunOf = (draft: Draft, code: Code, order: Order, own: boolean): Overrun | undefined => {
  const { at } = draft.event
  if (!own) return 'foreign'
  if (usesLeft(code) === 0) return 'twice'
  if (at < code.issued - CLOCKS_DIFFER) return 'early'
  if (at >= code.until || code.state === 'revoked' || code.reserved === 0) return 'late'
  return brokenTerms(draft, code, order)
}

/** The shop took an order with a code: settles it, as an overrun where a rule was broken. */
export const settleOrder = (draft: Draft, id: string, order: Order, own: boolean): void => {
  const code = codeOf(draft, id)
  if (!code || code.redemptions.some((use) => use.order === order.id && use.rolled_back === undefined)) return
  redeem(draft, code, order, draft.event.at, overrunOf(draft, code, order, own))
}

export const completeOrder = (draft: Draft, event: EventOf<'order_completed'>): void => {
  const { order, code } = event
  const before = draft.shopper.orders.recent.find((known) => known.id === order.id)
  if (before ? !before.imported || before.cancelled : event.counted === 'told') return
  const isCounted = before !== undefined || event.counted === 'otherwise'
  const known: KnownOrder = {
    id: order.id,
    at: event.at,
    total: order.total,
    count: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    ...(code && { code }),
    ...(order.cost !== undefined && { cost: order.cost }),
    ...(event.foreign && { foreign: event.foreign }),
    ...takeParcel(draft, order.id),
  }
  const { cart } = draft.shopper
  // What is told again of an older order has nothing to do with the cart of now.
  const isPast = isCounted && cart !== null && cart.began > event.at
  change(draft, { orders: (isCounted ? retell : remember)(draft.shopper, known) })
  if (!isPast) putIntoCart(draft, { at: event.at, change: 'order', lines: order.lines })
  if (code) settleOrder(draft, code, order, true)
  if (event.shared) settleShared(draft, event.shared, order)
  if (!isCounted) useBonuses(draft, order)
  // As it is remembered: a cancellation takes back exactly that.
  countOrder(draft, before ?? known, (before ?? known).total)
  judgeOrder(draft, order, event.at)
  earn(draft, known)
  if (!isPast) settleTalks(draft)
  change(draft, { pending: draft.shopper.pending.filter((pending) => pending.on === 'order_completed') })
  if (isCounted) return
  creditOrder(draft, event.at, 1)
  noteFriendsOrder(draft, order.id, event.at)
  fire(draft, 'order_completed')
}

/**
 * What we were talking about is settled. An agent who was asked because of the cart need not decide any more;
 * whoever waits for an agent with something else goes on waiting.
 */
const settleTalks = (draft: Draft): void => {
  leaveAudiences(draft)
  forgetSaid(draft)
  for (const talk of draft.shopper.talks) {
    const aboutCart = isAboutTheCart(draft.now, talk.flow)
    if (talk.waits === 'agent' && !(aboutCart && !draft.shopper.agent_mode)) continue
    if (talk.waits === 'agent') closeTicket(draft, 'order')
    endTalk(draft, talk)
  }
  settleTicket(draft)
}

/** A ticket that no talk waits for any more (missed, or kept for the morning) is settled by the order, too. */
const settleTicket = (draft: Draft): void => {
  const ticket = undecidedOf(draft)
  if (!ticket || ticket.reason === 'human' || !isAboutTheCart(draft.now, ticket.campaign)) return
  if (ticket.state === 'expired' || ticket.away) closeTicket(draft, 'order')
}
