// Which of our happenings a tracked event is. Segment's e-commerce names, GA4's as aliases; knows no HTTP.
import { z } from 'zod'
import type { Happening } from '../core/event.ts'
import { cancelledOrder, reportedOrder } from './orders.ts'
import { namedProduct, productIn, productsIn, text } from './products.ts'
import { currencyIn } from './sums.ts'

/** Who may say so, and how its properties are read. */
export type Known = {
  readonly trust: 'hint' | 'fact'
  readonly properties: z.ZodType<Happening>
}

const words = text(100).optional()

/** Every event that we know, by its name in lower case with single spaces, for a shop of this currency. */
export const knownEvents = (currency: string): Readonly<Record<string, Known>> => {
  const hint = (properties: z.ZodType<Happening>): Known => ({ trust: 'hint', properties })
  const fact = (properties: z.ZodType<Happening>): Known => ({ trust: 'fact', properties })
  const priced = z.object({ currency: currencyIn(currency).optional() })
  const one = z.preprocess(firstItem, priced.and(productIn(currency)))
  const named = z.preprocess(firstItem, namedProduct(currency))
  const whole = z.object({
    products: productsIn(currency).optional(),
    items: productsIn(currency).optional(),
  })

  const viewed = named.transform(({ product_id, category }): Happening => {
    return { kind: 'viewed', item: product_id, ...(category === undefined ? {} : { category }) }
  })
  const listed = z
    .object({ category: words, list_id: words, item_list_name: words })
    .transform(({ category, list_id, item_list_name }): Happening => {
      const name = category ?? list_id ?? item_list_name
      return { kind: 'viewed', ...(name === undefined ? {} : { category: name }) }
    })
  const searched = z.unknown().transform((): Happening => ({ kind: 'viewed', page: 'search' }))
  const applied = z.unknown().transform((): Happening => ({ kind: 'viewed', page: 'coupon' }))
  const added = one.transform(
    ({ currency: _, ...line }): Happening => ({ kind: 'cart_changed', change: 'add', lines: [line] }),
  )
  const removed = named.transform(({ product_id, quantity, price }): Happening => {
    return {
      ...{ kind: 'cart_changed', change: 'remove' },
      lines: [{ item: product_id, quantity, price: price ?? 0 }],
    }
  })
  const cartAt = (page: string) =>
    whole.transform(({ products, items }): Happening => {
      const lines = products ?? items
      return lines ? { kind: 'cart_changed', change: 'set', lines } : { kind: 'viewed', page }
    })
  const saved = (saved: boolean) =>
    named.transform(({ product_id, price }): Happening => {
      return { kind: 'item_saved', item: product_id, saved, ...(price === undefined ? {} : { price }) }
    })
  const sign = (sign: string) => z.unknown().transform((): Happening => ({ kind: 'hesitated', sign }))
  const ordered = reportedOrder(currency).transform(({ order, coupon }): Happening => {
    return { kind: 'order_completed', order, ...(coupon === undefined ? {} : { code: coupon }) }
  })
  const cancelled = cancelledOrder(currency).transform(
    (read): Happening => ({ kind: 'order_cancelled', ...read }),
  )

  return {
    'product viewed': hint(viewed),
    'view item': hint(viewed),
    'product list viewed': hint(listed),
    'view item list': hint(listed),
    'products searched': hint(searched),
    'coupon applied': hint(applied),
    'product added': hint(added),
    'add to cart': hint(added),
    'product removed': hint(removed),
    'remove from cart': hint(removed),
    'cart viewed': hint(cartAt('cart')),
    'view cart': hint(cartAt('cart')),
    'checkout started': hint(cartAt('checkout')),
    'begin checkout': hint(cartAt('checkout')),
    'product added to wishlist': hint(saved(true)),
    'add to wishlist': hint(saved(true)),
    'product removed from wishlist': hint(saved(false)),
    'coupon entered': hint(sign('coupon_entered')),
    'coupon denied': hint(sign('coupon_denied')),
    hesitated: hint(
      z.object({ sign: text(60) }).transform(({ sign }): Happening => ({ kind: 'hesitated', sign })),
    ),
    'order completed': fact(ordered),
    purchase: fact(ordered),
    'order cancelled': fact(cancelled),
    'order refunded': fact(cancelled),
    refund: fact(cancelled),
    'signed in': fact(z.unknown().transform((): Happening => ({ kind: 'signed_in' }))),
    login: fact(z.unknown().transform((): Happening => ({ kind: 'signed_in' }))),
    subscribed: fact(
      z
        .object({ list: words })
        .transform(({ list }): Happening => ({ kind: 'subscribed', ...(list ? { list } : {}) })),
    ),
  }
}

/** GA4 puts a single product into `items`. */
const firstItem = (given: unknown): unknown => {
  const items = (given as { readonly items?: unknown } | null)?.items
  return Array.isArray(items) && items.length > 0 ? { ...(given as object), ...items[0] } : given
}

/** "product_added", "Product Added" and "product  added" are one name. */
export const nameOf = (event: string): string =>
  event
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
