// What is in the cart of this browser: over reloads, and the same in every tab. Keeps ids and numbers only; prices are
// the server's. Sends the hint of each change.
import { majorOf } from '../money.ts'
import type { Line, Product, Shop } from './api.ts'
import { kept } from './kept.ts'
import type { Lang } from './lang.ts'
import { hint } from './widget.ts'

const KEPT = 'cart'
const MOST = 99

export type Cart = {
  readonly lines: () => readonly Line[]
  readonly pieces: () => number
  readonly quantityOf: (id: string) => number
  readonly add: (product: Product) => void
  /** To so many pieces; 0 takes it out. Answers how to undo it. */
  readonly set: (product: Product, quantity: number) => () => void
  /** Takes out what the shop does not sell or have any more; answers what that was. */
  readonly fit: (products: readonly Product[]) => {
    readonly gone: number
    readonly fewer: readonly Product[]
  }
  /** These lines, as a link brought them: known to the shop, so that nothing is hinted. */
  readonly fill: (lines: readonly Line[]) => void
  /** After an order: nothing to hint, the shop reports the fact. */
  readonly clear: () => void
}

/** Whatever was kept: lines with an id and a sensible number, each id once. */
const read = (given: unknown): readonly Line[] => {
  const lines = new Map<string, number>()
  for (const line of Array.isArray(given) ? given.slice(0, 50) : []) {
    const { id, quantity } = (line ?? {}) as Partial<Line>
    if (typeof id !== 'string' || !Number.isInteger(quantity) || quantity! < 1) continue
    lines.set(id, Math.min(MOST, (lines.get(id) ?? 0) + quantity!))
  }
  return [...lines].map(([id, quantity]) => ({ id, quantity }))
}

/** A product as events name it: in the language that the shopper reads. */
export const asProperties = (product: Product, shop: Shop): Readonly<Record<string, unknown>> => ({
  product_id: product.id,
  name: product.title[document.documentElement.lang as Lang],
  category: product.category,
  price: majorOf(product.price, shop.digits),
  currency: shop.currency,
  ...(product.was !== null && { on_sale: true }),
})

export const openCart = (shop: () => Shop, onChange: () => void): Cart => {
  let lines = read(kept.read(KEPT))
  const put = (changed: readonly Line[]): void => {
    lines = changed.filter((line) => line.quantity > 0)
    kept.keep(KEPT, lines)
    onChange()
  }
  kept.onOthers(KEPT, () => {
    lines = read(kept.read(KEPT))
    onChange()
  })
  const quantityOf = (id: string): number => lines.find((line) => line.id === id)?.quantity ?? 0
  const change = (product: Product, wanted: number): void => {
    const before = quantityOf(product.id)
    const quantity = Math.max(0, Math.min(wanted, MOST, Math.max(product.left, 0)))
    if (quantity === before) return
    const moved = lines.map((line) => (line.id === product.id ? { ...line, quantity } : line))
    put(before > 0 ? moved : [...lines, { id: product.id, quantity }])
    const by = quantity - before
    hint(by > 0 ? 'Product Added' : 'Product Removed', {
      ...asProperties(product, shop()),
      quantity: Math.abs(by),
    })
  }
  return {
    lines: () => lines,
    pieces: () => lines.reduce((sum, line) => sum + line.quantity, 0),
    quantityOf,
    add: (product) => change(product, quantityOf(product.id) + 1),
    set: (product, quantity) => {
      const before = quantityOf(product.id)
      change(product, quantity)
      return () => change(product, before)
    },
    fit: (products) => {
      const known = lines.flatMap((line) => {
        const product = products.find((one) => one.id === line.id)
        return product ? [{ product, quantity: Math.min(line.quantity, product.left) }] : []
      })
      const gone = lines.length - known.length
      const fewer = known.filter(({ product, quantity }) => quantity < quantityOf(product.id))
      if (gone > 0 || fewer.length > 0)
        put(known.map(({ product, quantity }) => ({ id: product.id, quantity })))
      return { gone, fewer: fewer.map(({ product }) => product) }
    },
    fill: (given) => put(read(given)),
    clear: () => put([]),
  }
}
