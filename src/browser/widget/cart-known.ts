// What the widget knows of the cart, from what the page tells it: how many pieces, and whether they are being paid for.
import type { Kept } from './kept.ts'

type Product = { readonly quantity?: unknown }
type Properties = Product & { readonly products?: unknown; readonly items?: unknown }

/** Segment's names and GA4's, in lower case with single spaces. */
export const nameOf = (event: string): string =>
  event
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')

/** Somebody who only looks is nobody yet: of these the server keeps no more than a count. */
export const isLook = (event: string): boolean =>
  /^(page |product (list )?viewed|view item)/.test(nameOf(event))

const pieces = (one: Product): number => {
  const quantity = Number(one?.quantity ?? 1)
  return quantity > 0 ? quantity : 0
}

export type CartKnown = {
  readonly isEmpty: () => boolean
  /** The page said that the checkout has begun. */
  readonly isPaying: () => boolean
  /** Takes note of a tracked event; answers true where something was taken out of the cart. */
  readonly note: (event: string, properties: Properties) => boolean
}

export const createCartKnown = (kept: Kept): CartKnown => {
  let paying = false
  const count = (): number => Number(kept.get('cart')) || 0
  const keep = (now: number): void => kept.put('cart', String(Math.max(0, now)))
  return {
    isEmpty: () => count() === 0,
    isPaying: () => paying,
    note: (event, properties) => {
      const name = nameOf(event)
      const listed = properties.products ?? properties.items
      const all: readonly Product[] = Array.isArray(listed) ? listed : []
      const first = pieces(all[0] ?? properties)
      const is = (names: RegExp): boolean => names.test(name)
      const pays = is(/^(checkout started|begin checkout)$/)
      const taken = is(/^(product removed|remove from cart)$/)
      if (is(/^(product added|add to cart)$/)) keep(count() + first)
      if (taken) keep(count() - first)
      if (listed && (pays || is(/^(cart viewed|view cart)$/)))
        keep(all.reduce((sum, one) => sum + pieces(one), 0))
      paying ||= pays
      return taken
    },
  }
}
