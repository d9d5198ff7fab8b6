// Orders as facts of the shop: completed, paid with a code. They cannot be refused, only recorded.
import { REST, takeOut } from './cart.ts'
import type { Code, Overrun } from './code.ts'
import { codeOf, redeem } from './code-life.ts'
import { missingOf } from './code-terms.ts'
import { change, type Draft } from './draft.ts'
import { countOrder } from './enrol.ts'
import type { EventOf, Order } from './event.ts'
import { closeTicket } from './handoff.ts'
import { flowOf } from './rulebook.ts'
import type { KnownOrder, Shopper } from './shopper.ts'
import { fire } from './start.ts'
import { endTalk } from './talk.ts'

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

const empty = (shopper: Shopper, order: Order): Partial<Shopper> => {
  const { cart } = shopper
  if (!cart) return {}
  const lines = order.lines.reduce((all, line) => takeOut(all, line.item, line.quantity), cart.lines)
  // What stands for too many lines can't be told apart: it goes with the last of the others.
  return { cart: lines.some((line) => line.item !== REST) ? { ...cart, lines } : null }
}

/** What the order breaks, judged by its own time; undefined where it keeps the terms. */
const overrunOf = (code: Code, order: Order, at: number, own: boolean): Overrun | undefined => {
  if (!own) return 'foreign'
  if (code.redemptions.some((use) => use.rolled_back === undefined)) return 'twice'
  if (at < code.issued - CLOCKS_DIFFER) return 'early'
  if (at >= code.until || code.state === 'revoked' || code.reserved === 0) return 'late'
  return missingOf(code.terms, order) > 0 ? 'below_minimum' : undefined
}

/** The shop took an order with a code: settles it, as an overrun where a rule was broken. */
export const settleOrder = (draft: Draft, id: string, order: Order, own: boolean): void => {
  const code = codeOf(draft, id)
  if (!code || code.redemptions.some((use) => use.order === order.id && use.rolled_back === undefined)) return
  redeem(draft, code, order, draft.event.at, overrunOf(code, order, draft.event.at, own))
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
    ...(event.foreign && { foreign: event.foreign }),
  }
  const { cart } = draft.shopper
  const orders = (isCounted ? retell : remember)(draft.shopper, known)
  // What is told again of an older order has nothing to do with the cart of now.
  const isPast = isCounted && cart !== null && cart.began > event.at
  change(draft, { orders, ...(!isPast && empty(draft.shopper, order)) })
  if (code) settleOrder(draft, code, order, true)
  countOrder(draft, draft.now.flows, event.at, order.total)
  if (!isPast) settleTalks(draft)
  change(draft, { pending: draft.shopper.pending.filter((pending) => pending.on === 'order_completed') })
  if (!isCounted) fire(draft, 'order_completed')
}

/** Talks about a cart or about hesitating; an agent who was asked because of the cart need not decide any more. */
const ABOUT_THE_CART: ReadonlySet<string> = new Set([
  'cart_abandoned',
  'cart_changed',
  'hesitation',
  'ask_discount',
])

/** What we were talking about is settled; whoever waits for an agent with something else goes on waiting. */
const settleTalks = (draft: Draft): void => {
  for (const talk of draft.shopper.talks) {
    const flow = flowOf(draft.now, talk.flow)
    const aboutCart = flow !== null && ABOUT_THE_CART.has(flow.start.on)
    if (talk.waits === 'agent' && !(aboutCart && !draft.shopper.agent_mode)) continue
    if (talk.waits === 'agent') closeTicket(draft, 'order')
    endTalk(draft, talk)
  }
}
