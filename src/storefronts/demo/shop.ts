// The demo shop's server: what it sells, what an order costs with a code, taking an order. A stranger to Winback's
// inside: it knows the API only.
import { digitsOf, toMajor, toMinor } from '../../core/money.ts'
import type { DemoOrder, OrderBook } from './orders.ts'
import { PRODUCTS, type Product } from './products.ts'
import type { OrderForCode, Validation, Winback } from './winback.ts'

export type Wanted = readonly { readonly id: string; readonly quantity: number }[]

export type Quote = {
  readonly goods: number
  readonly shipping: number
  readonly discount: number
  readonly total: number
  readonly code: Validation | null
}

export type Placed =
  | { readonly placed: true; readonly number: string; readonly quote: Omit<Quote, 'code'> }
  | { readonly placed: false; readonly reason: string; readonly message: string; readonly missing?: string }

/** What the shop's own rules say; sums in minor units. */
export type About = {
  readonly name: string
  readonly currency: string
  readonly time_zone: string
  readonly delivery: number
  /** Delivery is free from this sum; null: never. */
  readonly free_from: number | null
}

export type DemoShop = {
  readonly about: () => About & { readonly products: readonly Product[] }
  readonly sells: (id: string) => boolean
  readonly quote: (visitor: string, wanted: Wanted, code: string | null) => Promise<Quote>
  readonly place: (request: string, visitor: string, wanted: Wanted, code: string | null) => Promise<Placed>
}

export const createDemoShop = (winback: Winback, book: OrderBook, shop: () => About): DemoShop => {
  const sum = (minor: number) => toMajor(minor, digitsOf(shop().currency))
  const minor = (major: string) => toMinor(major, digitsOf(shop().currency)) ?? 0
  const linesOf = (wanted: Wanted) =>
    wanted.flatMap(({ id, quantity }) => {
      const product = PRODUCTS.find((one) => one.id === id)
      return product ? [{ product, quantity }] : []
    })
  const goodsOf = (wanted: Wanted) =>
    linesOf(wanted).reduce((all, { product, quantity }) => all + product.price * quantity, 0)
  const shippingOf = (goods: number) => {
    const { delivery, free_from } = shop()
    return free_from !== null && goods >= free_from ? 0 : delivery
  }
  const orderOf = (wanted: Wanted, id?: string): OrderForCode => ({
    ...(id === undefined ? {} : { id }),
    currency: shop().currency,
    shipping: sum(shippingOf(goodsOf(wanted))),
    lines: linesOf(wanted).map(({ product, quantity }) => ({
      ...{ product_id: product.id, name: product.title.uk, category: product.category },
      ...{ price: sum(product.price), quantity },
    })),
  })
  const costs = (goods: number, discount: number) => ({
    ...{ goods, shipping: shippingOf(goods), discount, total: goods + shippingOf(goods) - discount },
  })

  const complete = async (order: DemoOrder, code: string | null): Promise<Placed> => {
    let discount = 0
    if (code !== null) {
      const used = await winback.redeem(order.number, code, orderOf(order.lines, order.number), order.visitor)
      if (!used.redeemed) {
        book.put({ ...order, state: 'refused' })
        const missing = used.missing === undefined ? {} : { missing: used.missing }
        return { placed: false, reason: used.reason, message: used.message, ...missing }
      }
      discount = minor(used.amount)
    }
    const { lines, ...sums } = orderOf(order.lines)
    const properties = { ...sums, order_id: order.number, products: lines, ...(code && { coupon: code }) }
    await winback.track({
      messageId: `order-${order.number}`,
      event: 'Order Completed',
      anonymousId: order.visitor,
      properties,
    })
    book.put({ ...order, discount, state: 'placed' })
    return { placed: true, number: order.number, quote: costs(order.goods, discount) }
  }

  return {
    about: () => ({ ...shop(), products: PRODUCTS }),
    sells: (id) => PRODUCTS.some((product) => product.id === id),
    quote: async (visitor, wanted, code) => {
      const found = code === null ? null : await winback.validate(code, orderOf(wanted), visitor)
      return { ...costs(goodsOf(wanted), found?.valid ? minor(found.amount) : 0), code: found }
    },
    place: async (request, visitor, wanted, code) => {
      const known = book.find(request)
      if (known?.state === 'placed') {
        return { placed: true, number: known.number, quote: costs(known.goods, known.discount) }
      }
      const number = known?.number ?? book.nextNumber()
      const order: DemoOrder = {
        ...{ request, number, visitor, lines: wanted, goods: goodsOf(wanted) },
        ...{ discount: 0, state: 'placing' },
      }
      if (!known) book.put(order)
      return complete(order, code)
    },
  }
}
