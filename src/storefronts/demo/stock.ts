// How many pieces of each product are left: what lay ready, less what the orders of the last day took.
import type { OrderBook } from './orders.ts'
import { productOf } from './products.ts'

const DAY = 86_400_000

export type Stock = { readonly left: (id: string) => number }

/** Shelves are filled up every day, so that a demo never runs out for good. */
export const createStock = (book: OrderBook, now: () => number): Stock => ({
  left: (id) => {
    const taken = book
      .all()
      .filter((order) => (order.state === 'placed' || order.state === 'placing') && order.at > now() - DAY)
      .flatMap((order) => order.lines)
      .reduce((sum, line) => (line.id === id ? sum + line.quantity : sum), 0)
    return Math.max(0, (productOf(id)?.stock ?? 0) - taken)
  },
})
