// What this browser's shopper has put aside for later. Kept over reloads, the same in every tab.
import type { Product, Shop } from './api.ts'
import { asProperties } from './cart.ts'
import { kept } from './kept.ts'
import { hint } from './widget.ts'

const KEPT = 'saved'

export type Saved = {
  readonly ids: () => readonly string[]
  readonly has: (id: string) => boolean
  /** Saves it or lets it go; answers whether it is saved now. */
  readonly toggle: (product: Product) => boolean
}

const read = (given: unknown): readonly string[] =>
  Array.isArray(given)
    ? [...new Set(given.filter((id): id is string => typeof id === 'string'))].slice(0, 100)
    : []

export const openSaved = (shop: () => Shop, onChange: () => void): Saved => {
  let ids = read(kept.read(KEPT))
  kept.onOthers(KEPT, () => {
    ids = read(kept.read(KEPT))
    onChange()
  })
  return {
    ids: () => ids,
    has: (id) => ids.includes(id),
    toggle: (product) => {
      const saved = !ids.includes(product.id)
      ids = saved ? [...ids, product.id] : ids.filter((id) => id !== product.id)
      kept.keep(KEPT, ids)
      hint(
        saved ? 'Product Added to Wishlist' : 'Product Removed from Wishlist',
        asProperties(product, shop()),
      )
      onChange()
      return saved
    },
  }
}
