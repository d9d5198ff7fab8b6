// An order as the shop tells it, and what is kept of one. Sums in minor units.
import type { CartLine } from '../cart/cart.ts'

export type OrderLine = Pick<CartLine, 'item' | 'quantity' | 'price'> & {
  readonly category?: string
  readonly on_sale?: boolean
}

/** An order as the shop took it. `total` in minor units is what the goods cost before any code. */
export type Order = {
  readonly id: string
  readonly total: number
  /** What delivery costs, where the shop says so. */
  readonly shipping?: number
  readonly lines: readonly OrderLine[]
  /** What its goods cost the shop, where the catalogue knows it of every line; stamped by the shell. */
  readonly cost?: number
}

/** `other`: whatever else a shop calls a status, of which nothing follows here. */
export type OrderStatus = 'shipped' | 'delivered' | 'late' | 'returned' | 'other'

/** What the summary of orders keeps of one, sums in minor units. */
export type PastOrder = {
  readonly at: number
  /** What it stands at now, after refunds. */
  readonly total: number
  /** Goods in it, where the shop says so. */
  readonly count?: number
  readonly cancelled: boolean
  /** The shop told it when it happened, so that more than the summary may rest on it. */
  readonly told?: boolean
}
