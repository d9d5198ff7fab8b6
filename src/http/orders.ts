// Orders as shops report them. Answers core's order: what the goods cost before any code, in minor units.
import { z } from 'zod'
import { cartTotal } from '../core/cart/cart.ts'
import type { Order, OrderLine } from '../core/orders/order.ts'
import { productsIn } from './products.ts'
import { currencyIn, sumIn } from './sums.ts'
import { text } from './text.ts'

const asLines = (lines: z.output<ReturnType<typeof productsIn>>): OrderLine[] =>
  lines.map(({ item, quantity, price, category, on_sale }) => ({
    ...{ item, quantity, price },
    ...(category === undefined ? {} : { category }),
    ...(on_sale === undefined ? {} : { on_sale }),
  }))

/** The order of an 'Order Completed': with products, these are counted; else the sums must say it. */
export const reportedOrder = (currency: string) => {
  const sum = sumIn(currency).optional()
  return z
    .object({
      order_id: text(100).optional(),
      transaction_id: text(100).optional(),
      currency: currencyIn(currency).optional(),
      products: productsIn(currency).optional(),
      items: productsIn(currency).optional(),
      ...{ total: sum, value: sum, subtotal: sum, discount: sum, shipping: sum, tax: sum },
      coupon: z.string().max(200).nullish(),
    })
    .transform((given, context): { order: Order; coupon: string | undefined } => {
      const id = given.order_id ?? given.transaction_id
      const lines = asLines(given.products ?? given.items ?? [])
      const goods = lines.length > 0 ? cartTotal(lines) : goodsOf(given)
      if (id === undefined) context.issues.push({ ...MISSING, path: ['order_id'], input: given })
      if (goods === null) context.issues.push({ ...MISSING, path: ['products'], input: given })
      if (id === undefined || goods === null) return z.NEVER
      const shipping = given.shipping === undefined ? {} : { shipping: given.shipping }
      return { order: { id, total: goods, ...shipping, lines }, coupon: given.coupon?.trim() || undefined }
    })
}

const MISSING = { code: 'custom', message: 'missing: an order has an id, and products or a total' } as const

const NO_SUM = { code: 'custom', message: 'missing: a total, or lines to add up' } as const

/** Segment: subtotal is after discounts, before tax and shipping; total is what was paid. */
const goodsOf = (
  given: {
    readonly [sum in 'total' | 'value' | 'subtotal' | 'discount' | 'shipping' | 'tax']?: number | undefined
  },
): number | null => {
  const discount = given.discount ?? 0
  if (given.subtotal !== undefined) return given.subtotal + discount
  const paid = given.total ?? given.value
  if (paid === undefined) return null
  return Math.max(0, paid - (given.shipping ?? 0) - (given.tax ?? 0) + discount)
}

/** The order that a code is to be used on. `total` is what the goods cost before the code; without it the lines are added up. */
export const orderForCode = (currency: string) => {
  const sum = sumIn(currency)
  const lines = productsIn(currency).optional()
  return z
    .object({
      id: text(100).default('unplaced'),
      total: sum.optional(),
      currency: currencyIn(currency).optional(),
      // `products`, as an order's own event calls them, so that one object serves both calls.
      ...{ lines, products: lines, items: lines, shipping: sum.optional() },
    })
    .transform((given, context): Order => {
      const lines = asLines(given.lines ?? given.products ?? given.items ?? [])
      const goods = lines.length > 0 ? cartTotal(lines) : undefined
      const total = given.total ?? goods
      if (total === undefined) context.issues.push({ ...NO_SUM, path: ['total'], input: given })
      const shipping = given.shipping === undefined ? {} : { shipping: given.shipping }
      return { id: given.id, total: total ?? 0, ...shipping, lines }
    })
}

/** What was cancelled or refunded; without products the whole order. */
export const cancelledOrder = (currency: string) =>
  z
    .object({
      order_id: text(100).optional(),
      transaction_id: text(100).optional(),
      products: productsIn(currency).optional(),
      items: productsIn(currency).optional(),
    })
    .transform((given, context) => {
      const order = given.order_id ?? given.transaction_id
      if (order === undefined) context.issues.push({ ...MISSING, path: ['order_id'], input: given })
      const lines = asLines(given.products ?? given.items ?? [])
      return { order: order ?? '', ...(lines.length > 0 ? { lines } : {}) }
    })
