// The hints of looking: a product that was opened, the checkout, and other pages by their kind.
import { majorOf } from '../money.ts'
import { asProperties } from './cart.ts'
import type { Page } from './page.ts'
import type { Route } from './route.ts'
import { hint } from './widget.ts'

/** Views that no other hint tells of, as the chat's kinds of pages. */
const KINDS: Partial<Record<Route['kind'], string>> = {
  ...{ shelf: 'list', cart: 'cart', delivery: 'delivery', orders: 'account' },
}

export const lookedAt = (route: Route, page: Page): void => {
  const { shop, cart } = page
  if (route.kind === 'product') {
    const product = page.product(route.id)
    if (product) hint('Product Viewed', asProperties(product, shop))
    return
  }
  const kind = KINDS[route.kind]
  if (kind) return hint('Page Viewed', { kind })
  if (route.kind !== 'checkout' || cart.lines().length === 0) return
  const lines = cart.lines().flatMap(({ id, quantity }) => {
    const product = page.product(id)
    return product ? [{ product, quantity }] : []
  })
  hint('Checkout Started', {
    currency: shop.currency,
    value: majorOf(
      lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0),
      shop.digits,
    ),
    products: lines.map(({ product, quantity }) => ({ ...asProperties(product, shop), quantity })),
  })
}
