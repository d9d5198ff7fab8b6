// What the catalogue says of one shopper's goods: pieces left of those in the cart and set aside, and what goes with
// those bought. Looked up only where the rules ask for it.
import type { Around, GoodsAround } from '../core/around.ts'
import { REST } from '../core/cart/cart.ts'
import type { Happening } from '../core/event.ts'
import type { Shopper } from '../core/shopper.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { Asks } from './around.ts'

const STOCK = new Set(['cart.least_stock', 'saved.least_stock'])
const RELATED = new Set(['cart.related', 'interests.related'])
/** More than these would make the stamp a large one. */
const MOST_RELATED = 60

/** The goods that the event itself brings. */
const brought = (what: Happening | null): readonly string[] => {
  switch (what?.kind) {
    case 'cart_changed':
      return what.lines.map(({ item }) => item)
    case 'item_saved':
      return [what.item, ...(what.more ?? []).map(({ item }) => item)]
    default:
      return []
  }
}

const stockOf = async (
  catalogue: Pick<Catalogue, 'find'>,
  { cart, saved }: Shopper,
  what: Happening | null,
): Promise<GoodsAround> => {
  const lines = cart?.lines ?? []
  const items = [...lines, ...saved].map(({ item }) => item).filter((item) => item !== REST)
  const found = await catalogue.find([...new Set([...items, ...brought(what)])])
  const stock = [...found.values()].flatMap(({ item, stock: pieces }) =>
    pieces === undefined ? [] : [[item, pieces] as const],
  )
  return stock.length > 0 ? { stock: Object.fromEntries(stock) } : {}
}

const relatedOf = async (
  catalogue: Pick<Catalogue, 'find'>,
  shopper: Shopper,
  what: Happening | null,
): Promise<GoodsAround> => {
  const buys = what?.kind === 'order_completed' ? what.order.lines.map(({ item }) => item) : []
  const items = [...new Set([...(shopper.interests?.items ?? []), ...buys.slice(0, MOST_RELATED)])]
  const found = await catalogue.find(items)
  // The latest purchase first; what is bought already is not offered again.
  const all = items.toReversed().flatMap((item) => found.get(item)?.related ?? [])
  const related = [...new Set(all)].filter((item) => !items.includes(item)).slice(0, MOST_RELATED)
  return related.length > 0 ? { related } : {}
}

/** `around` with what is to be said of the shopper's goods; `what` null: a question, no event. */
export const withGoodsAround = async (
  catalogue: Pick<Catalogue, 'find'>,
  asks: Asks,
  shopper: Shopper,
  what: Happening | null,
  around: Around | null,
): Promise<Around | null> => {
  const paths = asks()
  const goods: GoodsAround = {
    ...(paths.some((path) => STOCK.has(path)) && (await stockOf(catalogue, shopper, what))),
    ...(paths.some((path) => RELATED.has(path)) && (await relatedOf(catalogue, shopper, what))),
  }
  return Object.keys(goods).length > 0 ? { ...around, goods } : around
}
