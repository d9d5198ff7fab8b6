// What is left of a cart after what its goods cost the shop, where the shop says so. Changes nothing.
import type { CartLine } from '../cart/cart.ts'
import { type Item, priceOf } from '../goods/item.ts'

export type Margin =
  /** Minor units; below zero the cart loses money. */
  | { readonly kind: 'known'; readonly room: number }
  /** The shop has not said what these cost it. */
  | { readonly kind: 'unknown'; readonly items: readonly string[] }

/** What one piece brings in: the page's price is a hint, so the shop's own counts where it is lower. */
const earns = (line: CartLine, item: Item): number => Math.min(line.price, priceOf(item) ?? line.price)

export const marginOf = (lines: readonly CartLine[], catalogue: ReadonlyMap<string, Item>): Margin => {
  let room = 0
  const unknown: string[] = []
  for (const line of lines) {
    const item = catalogue.get(line.item)
    if (item?.cost === undefined) unknown.push(line.title ?? line.item)
    else room += (earns(line, item) - item.cost) * line.quantity
  }
  return unknown.length > 0 || lines.length === 0
    ? { kind: 'unknown', items: unknown }
    : { kind: 'known', room }
}
