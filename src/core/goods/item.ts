// One of the shop's goods, as its catalogue tells it. Knows no feed format and no store.

/** Sums in minor units of the shop's currency; what the shop does not say is not there. */
export type Item = {
  /** The shop's own id: what carts, orders and saved items name. */
  readonly item: string
  readonly title?: string
  readonly category?: string
  /** The usual price. */
  readonly price?: number
  /** What it costs now, where that is less than `price`. */
  readonly sale_price?: number
  /** What it costs the shop. */
  readonly cost?: number
  /** Pieces; 0: sold out. */
  readonly stock?: number
  /** Address of a picture, https or a path at the shop. */
  readonly picture?: string
  /** Its page at the shop. */
  readonly url?: string
  /** Ids of goods that go with it. */
  readonly related?: readonly string[]
}

/** What a shopper pays for one piece now; undefined: the shop has not said. */
export const priceOf = ({ price, sale_price }: Item): number | undefined => sale_price ?? price

export const isOnSale = ({ price, sale_price }: Item): boolean =>
  sale_price !== undefined && (price === undefined || sale_price < price)
