// What the shop as a whole is like when an event is decided: stamped by the shell and journaled with the event, since
// it is no function of the shopper's past. Every part may be missing; a rule that asks for a missing part is false.
import type { RfmBounds } from './facts/rfm.ts'
import type { ShopReached } from './reaching/reached.ts'

export type Around = {
  /** What the shop's own doings have changed of its campaigns: see campaign-moves. */
  readonly campaigns?: Readonly<Record<string, CampaignMove>>
  /** How the shop's shoppers stand to each other. */
  readonly rfm?: RfmBounds
  /** What the shop says of itself now; forgotten after the time that it said. */
  readonly signals?: Signals
  /** How likely the visit ends in an order, 0 to 1, by what was known before the event. */
  readonly buys?: number
  /** What became of the shop's messages, by channel. */
  readonly reached?: ShopReached
  /** What the catalogue says of this shopper's goods. */
  readonly goods?: GoodsAround
}

/** `warehouse_load` 0 (idle) to 1 (full); `sales_volume` 1 as usual, 2 twice as much. */
export type Signals = { readonly warehouse_load?: number; readonly sales_volume?: number }

export const SIGNALS = ['warehouse_load', 'sales_volume'] as const satisfies readonly (keyof Signals)[]

export type GoodsAround = {
  /** Pieces left of the goods in the cart and of those set aside, where the shop says so. */
  readonly stock?: Readonly<Record<string, number>>
  /** Goods that go with what was bought, on the catalogue's word. */
  readonly related?: readonly string[]
}

/** What became of one campaign beside what its file says. */
export type CampaignMove = {
  /** Paused because it loses money. */
  readonly paused?: true
  /** Added to its budget (or taken from it), minor units. */
  readonly budget?: number
}
