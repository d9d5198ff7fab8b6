// An order counts once, whether it is told when it happens or comes with the shop's history: before a turn the event
// learns what was counted, after the commit it is noted how the order stands. Knows no doors.
import type { Happening } from '../core/event.ts'
import type { PastOrder } from '../core/orders/order.ts'
import type { FoundOrder, KnownOrders } from './known-orders.ts'
import type { Turns } from './turns.ts'

export type Counted = {
  readonly what: Happening
  /** The order that this is about, and how many of its states were known before; null: no order. */
  readonly order: { readonly id: string; readonly states: number } | null
}

const orderOf = (what: Happening): string | null => {
  if (what.kind === 'order_completed') return what.order.id
  return what.kind === 'order_cancelled' ? what.order : null
}

export const createCounting = (known: KnownOrders, turns: Pick<Turns, 'load' | 'root'>) => {
  /** The shopper it was counted for may be another one by now. */
  const find = async (order: string): Promise<FoundOrder> => {
    const { states, latest } = await known.find(order)
    return { states, latest: latest && { ...latest, shopper: await turns.root(latest.shopper) } }
  }
  return {
    before: async (what: Happening, shopper: string): Promise<Counted> => {
      const id = orderOf(what)
      if (id === null) return { what, order: null }
      const { states, latest } = await find(id)
      const order = { id, states }
      if (!latest) return { what, order }
      const isTold = latest.told && latest.shopper === shopper
      if (what.kind === 'order_completed')
        return { what: { ...what, counted: isTold ? 'told' : 'otherwise' }, order }
      if (what.kind !== 'order_cancelled' || latest.shopper !== shopper) return { what, order }
      const { shopper: _, ...was } = latest
      return { what: { ...what, was }, order }
    },

    /** Repeatable: what a crash left out is noted by the event's repeat. */
    after: async ({ what, order }: Counted, shopper: string, at: number, repeat: boolean): Promise<void> => {
      if (!order) return
      const { latest } = await find(order.id)
      // Counted for somebody else: that one's document has it.
      if (latest && latest.shopper !== shopper) return
      const kept = (await turns.load(shopper))?.orders.recent.find((one) => one.id === order.id)
      if (!kept && repeat) return
      const is = kept
        ? { at: kept.at, total: kept.total, cancelled: kept.cancelled === true }
        : forgotten(what, latest, at)
      if (!is) return
      const same =
        latest?.told && latest.total === is.total && latest.cancelled === is.cancelled && latest.at === is.at
      if (!same) await known.note(order.id, order.states, { ...is, told: true, shopper })
    },
  }
}

/** How an order stands after the event that its shopper's document no longer remembers one by one. */
const forgotten = (what: Happening, latest: PastOrder | null, at: number): PastOrder | null => {
  if (what.kind === 'order_completed') return latest ?? { at, total: what.order.total, cancelled: false }
  if (what.kind !== 'order_cancelled') return null
  // A part given back of what nobody knows says nothing of the order.
  if (!latest) return what.lines ? null : { at, total: 0, cancelled: true }
  const back = what.lines?.reduce((sum, line) => sum + line.price * line.quantity, 0) ?? latest.total
  const total = Math.max(0, latest.total - back)
  return { at: latest.at, total, cancelled: latest.cancelled || total === 0 }
}
