// Facts of the cart and of goods set aside.
import type { GoodsAround } from '../around.ts'
import { cartCount, cartTotal } from '../cart/cart.ts'
import { neverBought } from '../goods/interests.ts'
import { digitsOf, toMinor } from '../money.ts'
import type { Shop } from '../shop.ts'
import type { Shopper } from '../shopper.ts'
import { type Group, known } from './group.ts'

/** The sum from which delivery is free, minor units; undefined where the shop's facts don't say it. */
const freeFrom = ({ facts, currency }: Shop): number | undefined => {
  const said = facts.free_delivery_from
  if (typeof said !== 'string' || !said.endsWith(` ${currency}`)) return undefined
  return toMinor(said.slice(0, -currency.length - 1), digitsOf(currency)) ?? undefined
}

const missingToFree = (total: number, shop: Shop): number | undefined => {
  const from = freeFrom(shop)
  return from === undefined ? undefined : Math.max(0, from - total)
}

/** Undefined where one of them is not known: nobody can say then that there are enough of all. */
const least = (items: readonly string[], stock: GoodsAround['stock']): number | undefined => {
  const all = items.map((item) => stock?.[item])
  if (all.length === 0 || all.includes(undefined)) return undefined
  return Math.min(...all.filter((pieces) => pieces !== undefined))
}

export const cartFacts = (
  { cart, interests, orders }: Shopper,
  shop: Shop,
  goods: GoodsAround | undefined,
  now: number,
): Group | undefined => {
  if (!cart) return undefined
  const { lines } = cart
  const total = cartTotal(lines)
  const items = known(lines.map((line) => line.item))
  const categories = known(lines.map((line) => line.category))
  const reduced = lines.filter((line) => line.on_sale === true)
  return {
    total,
    count: cartCount(lines),
    lines: lines.length,
    items,
    categories,
    age_minutes: Math.floor((now - cart.began) / 60_000),
    discussed: cart.discussed ?? false,
    on_sale: cartCount(reduced),
    only_on_sale: reduced.length === lines.length,
    missing_to_free_delivery: missingToFree(total, shop),
    new_categories: neverBought(interests, orders.count, categories),
    related: goods?.related && items.filter((item) => goods.related?.includes(item)),
    least_stock: least(items, goods?.stock),
  }
}

export const savedFacts = ({ saved }: Shopper, goods: GoodsAround | undefined): Group => {
  const items = saved.map(({ item }) => item)
  return { count: saved.length, items, least_stock: least(items, goods?.stock) }
}
