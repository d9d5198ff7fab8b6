// What the catalogue knows of the goods in an event. The page is a hint: it can make a cart neither cheap nor dear.
// What the shop itself says stays as said, and only gains what it left out.
import type { CartLine } from '../core/cart/cart.ts'
import type { Happening } from '../core/event.ts'
import { type Item, isOnSale, priceOf } from '../core/goods/item.ts'
import type { OrderLine } from '../core/orders/order.ts'
import type { Catalogue } from '../ports/catalogue.ts'

type Found = ReadonlyMap<string, Item>
type Trust = 'hint' | 'fact'

/** The items that the event names; one lookup for all of them. */
const named = (what: Happening): readonly string[] => {
  switch (what.kind) {
    case 'cart_changed':
      return what.change === 'remove' ? [] : what.lines.map(({ item }) => item)
    case 'viewed':
      return what.item === undefined ? [] : [what.item]
    case 'item_saved':
      return what.saved ? [what, ...(what.more ?? [])].map(({ item }) => item) : []
    case 'order_completed':
    case 'redeem':
      return what.order.lines.map(({ item }) => item)
    case 'order_cancelled':
      return what.lines?.map(({ item }) => item) ?? []
    default:
      return []
  }
}

/** The page names an item in the language that its shopper reads; what it costs is the catalogue's word. */
const asKnown = (line: CartLine, item: Item, trust: Trust): CartLine => {
  const title = line.title ?? item.title
  const { category } = item
  const price = priceOf(item)
  const words = { ...(title && { title }), ...(category && { category }) }
  if (trust === 'fact') return { ...words, ...line }
  const { on_sale: _, ...said } = line
  if (price === undefined) return { ...line, ...words }
  return { ...said, ...words, price, ...(isOnSale(item) && { on_sale: true }) }
}

type Saved = { readonly item: string; readonly price?: number }

const priced = <T extends Saved>(saved: T, trust: Trust, found: Found): T => {
  const item = found.get(saved.item)
  const price = item && priceOf(item)
  if (price === undefined) return saved
  return trust === 'fact' ? { price, ...saved } : { ...saved, price }
}

/** An order is the shop's word: the catalogue says only what the order leaves out. */
export const withCatalogue = (lines: readonly OrderLine[], found: Found): readonly OrderLine[] =>
  lines.map((line) => {
    const item = found.get(line.item)
    const category = line.category ?? item?.category
    const on_sale = line.on_sale ?? (item && isOnSale(item) ? true : undefined)
    return {
      ...line,
      ...(category !== undefined && { category }),
      ...(on_sale !== undefined && { on_sale }),
    }
  })

/** What the goods cost the shop; undefined where that is not known of every line. */
const costOf = (lines: readonly OrderLine[], found: Found): { readonly cost?: number } => {
  const costs = lines.map(({ item, quantity }) => (found.get(item)?.cost ?? Number.NaN) * quantity)
  const cost = costs.reduce((sum, one) => sum + one, 0)
  return lines.length > 0 && Number.isSafeInteger(cost) ? { cost } : {}
}

const known = (what: Happening, trust: Trust, found: Found): Happening => {
  switch (what.kind) {
    case 'cart_changed': {
      const lines = what.lines.map((line) => {
        const item = found.get(line.item)
        return item ? asKnown(line, item, trust) : line
      })
      return { ...what, lines }
    }
    case 'viewed': {
      const category = found.get(what.item ?? '')?.category
      return category === undefined ? what : { ...what, category }
    }
    case 'item_saved': {
      const more = what.more && { more: what.more.map((one) => priced(one, trust, found)) }
      return { ...priced(what, trust, found), ...more }
    }
    case 'order_completed':
    case 'redeem':
      return {
        ...what,
        order: {
          ...what.order,
          lines: withCatalogue(what.order.lines, found),
          ...costOf(what.order.lines, found),
        },
      }
    case 'order_cancelled':
      return { ...what, ...costOf(what.lines ?? [], found) }
    default:
      return what
  }
}

/** The same happening with what the catalogue vouches for; unknown items stay as said. */
export const withGoods = async (catalogue: Catalogue, what: Happening, trust: Trust): Promise<Happening> => {
  const items = named(what)
  if (items.length === 0) return what
  const found = await catalogue.find(items)
  return found.size === 0 ? what : known(what, trust, found)
}
