// What the demo shop's goods and their delivery cost, in minor units of the rulebook's currency. Knows no codes.
import { digitsOf, toMajor, toMinor } from '../../core/money.ts'
import { type Product, productOf } from './products.ts'
import type { OrderForCode } from './winback.ts'

/** What the shop's own rules say; sums in minor units. */
export type About = {
  readonly name: string
  readonly currency: string
  readonly time_zone: string
  /** The first is the shop's own. */
  readonly languages: readonly ('ru' | 'uk' | 'en')[]
  readonly delivery: number
  /** Delivery is free from this sum; null: never. */
  readonly free_from: number | null
}

export type Wanted = readonly { readonly id: string; readonly quantity: number }[]
/** How it gets there; who picks it up pays nothing for it. */
export type Delivery = 'post' | 'courier' | 'pickup'

export type Sums = {
  readonly goods: number
  readonly shipping: number
  readonly discount: number
  readonly total: number
}

export const createPrices = (shop: () => About) => {
  const digits = () => digitsOf(shop().currency)
  const minorOf = (major: number): number => major * 10 ** digits()
  const lines = (wanted: Wanted) =>
    wanted.flatMap(({ id, quantity }) => {
      const product = productOf(id)
      return product ? [{ product, quantity, price: minorOf(product.price) }] : []
    })
  const goods = (wanted: Wanted): number =>
    lines(wanted).reduce((all, { price, quantity }) => all + price * quantity, 0)
  const shipping = (goods: number, delivery: Delivery): number => {
    const { delivery: cost, free_from } = shop()
    return delivery === 'pickup' || (free_from !== null && goods >= free_from) ? 0 : cost
  }
  const sum = (minor: number): string => toMajor(minor, digits())
  const nameOf = (product: Product): string => product.title[shop().languages[0] ?? 'en']
  return {
    digits,
    minorOf,
    lines,
    goods,
    nameOf,
    /** A decimal in the shop's currency, as the API takes it. */
    sum,
    minor: (major: string): number => toMinor(major, digits()) ?? 0,
    sums: (wanted: Wanted, delivery: Delivery, discount: number): Sums => {
      const all = goods(wanted)
      const sent = shipping(all, delivery)
      return { goods: all, shipping: sent, discount, total: all + sent - discount }
    },
    order: (wanted: Wanted, delivery: Delivery, id?: string): OrderForCode => ({
      ...(id === undefined ? {} : { id }),
      currency: shop().currency,
      shipping: sum(shipping(goods(wanted), delivery)),
      lines: lines(wanted).map(({ product, quantity, price }) => ({
        ...{ product_id: product.id, name: nameOf(product), category: product.category },
        ...{ price: sum(price), quantity, on_sale: product.was !== undefined },
      })),
    }),
  }
}

export type Prices = ReturnType<typeof createPrices>
