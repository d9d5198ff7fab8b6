// What doors hand in, taken: whose it is, whether it only counts as a look, and then one turn of its shopper.
import type { Address } from '../core/event.ts'
import type { Order } from '../core/orders/order.ts'
import { assumedCode } from '../core/query/assumed-code.ts'
import { shopperOfCode } from './code-lookup.ts'
import { createCounting } from './counting.ts'
import type { Accepted, Incoming } from './engine.ts'
import type { EngineParts } from './engine-parts.ts'
import type { Intake } from './intake.ts'
import { createJoining } from './joining.ts'
import { createKnownOrders } from './known-orders.ts'
import type { Turns } from './turns.ts'

/** Event ids live so long; an older event can't be told from a repeat. */
const EVENT_LIFE = 30 * 86_400_000
/** Somebody who only looked is forgotten after so long. */
const VISIT_LIFE = 90 * 86_400_000

/** What a look is told when it comes again after its visitor became a shopper. */
const COUNTED = JSON.stringify({ kind: 'ok' })

type Completed = Extract<Incoming['what'], { kind: 'order_completed' }>
/** `also`: those of the other addresses that are this shopper's. */
type Whose = { readonly shopper: string; readonly from?: Address; readonly also?: readonly Address[] }

export const createAccept = (parts: EngineParts, intake: Intake, turns: Turns) => {
  const { store, clock } = parts
  const joining = createJoining(intake, turns)
  const counting = createCounting(createKnownOrders(store, parts.seal), turns)

  /** Counts a look of somebody who is no shopper; null where there is one to turn. */
  const look = async (
    incoming: Incoming,
    address: Address,
    at: number,
    digest: string,
  ): Promise<Accepted | null> => {
    const event = { id: incoming.id, at, digest, reply: COUNTED }
    const visit = await store.visit(await intake.freshId(address), event, clock() + VISIT_LIFE)
    if (visit.kind === 'changed') return { kind: 'refused', reason: 'changed' }
    return visit.kind === 'shopper' ? null : { kind: 'counted', repeat: visit.kind === 'repeat' }
  }

  /** The shopper of what came in, made where the address is new; or the answer where there is none to turn. */
  const whose = async (incoming: Incoming, at: number, digest: string): Promise<Whose | Accepted> => {
    const { from } = incoming
    if (!('channel' in from)) {
      const shopper = await turns.root(from.shopper)
      const known = (await store.load(shopper)).version > 0
      if (!known) return { kind: 'refused', reason: 'unknown_shopper' }
      const own = incoming.proven && (await joining.proven(shopper, incoming.proven))
      return own === null ? { kind: 'refused', reason: 'two_customers' } : (own ?? { shopper })
    }
    // Only the shop can vouch for two addresses being one person.
    const also = incoming.trust === 'fact' || incoming.vouched ? (incoming.also ?? []) : []
    const found = await joining.whose([from, ...also], incoming.joins)
    const looked =
      found === null && incoming.what.kind === 'viewed' && (await look(incoming, from, at, digest))
    if (looked) return looked
    // How long somebody looked who is nobody yet is of no use to anybody.
    if (found === null && (incoming.what.kind === 'page_left' || incoming.what.kind === 'reachable'))
      return { kind: 'counted', repeat: false }
    const shopper = found ?? (await intake.claim(from, await intake.freshId(from), 'commit'))
    if (also.length === 0) return { shopper, from }
    const own = await joining.all(shopper, [from, ...also], incoming.joins)
    return { shopper: own.shopper, from, also: own.addresses.slice(1) }
  }

  /** In a history nobody types codes: the order uses the live code whose terms it keeps. */
  const assume = async (shopper: string, what: Completed, at: number): Promise<Completed> => {
    const known = await turns.load(shopper)
    const code = known && assumedCode(parts.rulebooks.now().shop, known, what.order, at)
    return code ? { ...what, code } : what
  }

  /** The order was paid with somebody else's code: a fact of that code's owner. */
  const useForeign = (id: string, code: string, order: Order, at: number, digest: string) => {
    const what = { kind: 'code_used', code, order } as const
    return turns.run({ shopper: shopperOfCode(code), id, at, trust: 'fact', what, digest })
  }

  /** An order that was paid with somebody else's code is cancelled: the owner gets it back. */
  const returnForeign = async (
    id: string,
    shopper: string,
    { order, lines }: Extract<Incoming['what'], { kind: 'order_cancelled' }>,
    at: number,
    digest: string,
  ) => {
    const known = (await turns.load(shopper))?.orders.recent.find((one) => one.id === order)
    if (!known?.foreign || (!known.cancelled && !lines)) return
    const back = lines?.reduce((sum, { price, quantity }) => sum + price * quantity, 0) ?? 0
    const part = !known.cancelled && lines && { lines, stood: known.total + back }
    const what = { kind: 'code_returned', order, ...(part && { part }) } as const
    await turns.run({ shopper: shopperOfCode(known.foreign), id, at, trust: 'fact', what, digest })
  }

  return async (incoming: Incoming): Promise<Accepted> => {
    const now = clock()
    const { id, trust } = incoming
    if (incoming.at < now - EVENT_LIFE) return { kind: 'refused', reason: 'too_old' }
    const at = Math.min(incoming.at, now)
    const digest = intake.digest(incoming)
    const mine = await whose(incoming, at, digest)
    if ('kind' in mine) return mine
    const { shopper, ...addresses } = mine
    const { what, foreign } = await intake.clean(incoming.what, shopper, trust)
    const assumed =
      parts.ordersRedeem && what.kind === 'order_completed' ? await assume(shopper, what, at) : what
    const counted = await counting.before(assumed, shopper)
    const done = await turns.run({
      shopper,
      id,
      at,
      trust,
      ...addresses,
      ...(incoming.seen && { seen: incoming.seen }),
      what: counted.what,
      digest,
    })
    if (done.kind === 'done') await counting.after(counted, shopper, at, done.repeat)
    if (foreign && what.kind === 'order_completed')
      await useForeign(`${id}#code`, foreign, what.order, at, digest)
    if (what.kind === 'order_cancelled') await returnForeign(`${id}#code`, shopper, what, at, digest)
    return done
  }
}
