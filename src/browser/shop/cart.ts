// What is in the cart of this browser. Kept over reloads; tells the page and sends the hint of each change.
import { hint, type Line, type Product } from './api.ts'

const KEPT = 'demo.cart'

export type CartHere = {
  readonly lines: () => readonly Line[]
  readonly add: (product: Product) => void
  readonly remove: (product: Product) => void
  /** After an order: nothing to hint, the shop reports the fact. */
  readonly clear: () => void
}

const read = (): readonly Line[] => {
  try {
    const lines: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]')
    return Array.isArray(lines) ? lines : []
  } catch {
    return []
  }
}

export const openCart = (currency: string, onChange: () => void): CartHere => {
  let lines = read()
  const keep = (changed: readonly Line[]): void => {
    lines = changed.filter((line) => line.quantity > 0)
    localStorage.setItem(KEPT, JSON.stringify(lines))
    onChange()
  }
  const move = (product: Product, by: 1 | -1): void => {
    const there = lines.some((line) => line.id === product.id)
    const moved = lines.map((line) =>
      line.id === product.id ? { ...line, quantity: line.quantity + by } : line,
    )
    keep(there ? moved : [...lines, { id: product.id, quantity: 1 }])
    void hint(by > 0 ? 'Product Added' : 'Product Removed', {
      ...{ product_id: product.id, name: product.title.uk, category: product.category, currency },
      ...{ price: product.price / 100, quantity: 1 },
    })
  }
  return {
    lines: () => lines,
    add: (product) => move(product, 1),
    remove: (product) => move(product, -1),
    clear: () => keep([]),
  }
}
