// What was left in the cart, to be shown beside a text: the first lines, and how many more there are. Knows no pictures.
import { type Cart, REST } from './cart.ts'

export type GoodsLine = {
  /** The shop's own id. */
  readonly item: string
  readonly title?: string
  readonly quantity: number
  /** For one piece, in minor units of the shop's currency. */
  readonly price: number
}

export type Goods = {
  readonly lines: readonly GoodsLine[]
  /** Lines of the cart that are not among them. */
  readonly more: number
}

/** More than these would push the question itself out of sight. */
const MOST_SHOWN = 6

/** Null where there is nothing to show. */
export const goodsOf = (cart: Cart | null): Goods | null => {
  const named = (cart?.lines ?? []).filter(({ item }) => item !== REST)
  if (!cart || named.length === 0) return null
  const lines = named.slice(0, MOST_SHOWN).map(({ item, title, quantity, price }) => ({
    ...{ item, quantity, price },
    ...(title !== undefined && { title }),
  }))
  return { lines, more: cart.lines.length - lines.length }
}
