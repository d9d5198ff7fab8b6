// From a row of a feed or a file to what it says of one item. Pure; says which sale prices it left out.
import type { ItemChange } from '../../core/goods/item-change.ts'
import { ITEM_NAMES, type ItemField, stockOf } from '../../core/goods/item-names.ts'
import { type Fields, fieldOf, textOf } from './row.ts'
import { idOf, needCurrency, RowFault, type Shop, sumOf, wordsOf } from './shop.ts'
import { readTime } from './times.ts'

export type ReadItem =
  | { readonly kind: 'item'; readonly change: ItemChange; readonly warnings: readonly string[] }
  /** A row that is about no item of its own: a further picture, the parent of variants. */
  | { readonly kind: 'skipped'; readonly why: string }

export type ItemOptions = {
  /** The column that holds the id, where the user names it; plain. */
  readonly id: string | undefined
  /** A feed says everything of an item: what is not there is not so any more, but for what is the shop's own. */
  readonly whole: boolean
}

/** Where WooCommerce says its own, `type` is no category. */
const namesOf = (fields: Fields, field: ItemField): readonly string[] =>
  field === 'category' && 'regular_price' in fields
    ? ITEM_NAMES.category.filter((name) => name !== 'type')
    : ITEM_NAMES[field]

const PARENTS: ReadonlySet<string> = new Set(['variable', 'grouped', 'external'])

/** Within "from/to" at `now`? A time that can't be read is no reason to sell dearer. */
const isOn = (times: string, shop: Shop): boolean => {
  const [from, to] = times.split('/').map((time) => readTime(time, shop.zone, 'ymd'))
  if (from?.kind !== 'time' || to?.kind !== 'time') return true
  return from.at <= shop.now && shop.now < to.at
}

const pricesOf = (shop: Shop, said: (field: ItemField) => unknown) => {
  const price = sumOf(said('price'), 'the price', shop)
  const sale = sumOf(said('sale_price'), 'the sale price', shop)
  const old = sumOf(said('old_price'), 'the old price', shop)
  if (old !== undefined && sale === undefined) {
    const isSale = typeof old === 'number' && typeof price === 'number' && old > price
    return isSale ? { price: old, sale_price: price } : { price, sale_price: null }
  }
  const time = textOf(said('sale_time'))
  return { price, sale_price: typeof sale === 'number' && time !== '' && !isOn(time, shop) ? null : sale }
}

const stockIn = (fields: Fields, said: (field: ItemField) => unknown): number | null | undefined => {
  const [pieces, word] = [textOf(said('stock')) || textOf(fields.outlets), textOf(said('availability'))]
  const available = word === '' ? undefined : stockOf(word)
  if (word !== '' && available === undefined)
    throw new RowFault(
      `the availability "${word.slice(0, 30)}" is not known: in stock, out of stock, preorder, backorder`,
    )
  if (available === 0) return 0
  if (pieces === '') return said('stock') === undefined && available === undefined ? undefined : null
  const match = /^[<>≥~]?\s*(-?\d{1,9})(?:[.,]\d+)?\s*\+?$/.exec(pieces)
  if (!match) throw new RowFault(`the stock "${pieces.slice(0, 30)}" is no number of pieces`)
  // Sold before it came in.
  return Math.max(0, Number(match[1]))
}

const firstUrl = (value: unknown, warnings: string[], what: string): string | null | undefined => {
  const text = wordsOf(Array.isArray(value) ? value[0] : value, 2000)
  if (typeof text !== 'string') return text
  const first = text.split(/,\s*(?=https?:)/)[0] ?? ''
  if (/^(https?:\/\/|\/)\S+$/.test(first)) return first
  warnings.push(`the ${what} is no address and was left out`)
  return null
}

/** "Clothing > Hoodies, Sale": the first of several. */
const categoryOf = (value: unknown): string | null | undefined => {
  const words = wordsOf(Array.isArray(value) ? value[0] : value, 400)
  return typeof words === 'string' ? (words.split(/,\s+|\|/)[0] ?? '').slice(0, 200) : words
}

/** Ids, as a list or joined by commas, semicolons or bars. */
const relatedOf = (value: unknown): readonly string[] | null | undefined => {
  if (value === undefined) return undefined
  const ids = (Array.isArray(value) ? value : textOf(value).split(/[,;|]/)).map((id) => textOf(id).trim())
  const kept = ids.filter((id) => id !== '' && id.length <= 200).slice(0, MOST_RELATED)
  return kept.length > 0 ? kept : null
}

/** Goods that go with one of them. */
const MOST_RELATED = 30

const nameOf = (fields: Fields, said: unknown): string | null | undefined => {
  const name = wordsOf(said, 300)
  if (name) return name
  const made = ['typeprefix', 'vendor', 'model'].map((part) => textOf(fields[part])).filter(Boolean)
  return made.length > 0 ? made.join(' ').slice(0, 300) : name
}

/** What feeds for others don't carry: where they say nothing of it, what the shop told stays. */
const OF_THE_SHOP = new Set(['cost', 'related'])

/** Throws a RowFault where the row can't be taken. */
export const readItem = (fields: Fields, options: ItemOptions, shop: Shop): ReadItem => {
  const said = (field: ItemField): unknown => fieldOf(fields, namesOf(fields, field))
  const text = (field: ItemField): string => textOf(said(field))
  const isVariantRow = 'variant_price' in fields
  if (isVariantRow && !textOf(fields.variant_price) && !textOf(fields.variant_sku))
    return { kind: 'skipped', why: 'a further picture of an item' }
  if (PARENTS.has(textOf(fields.type).toLowerCase()) && text('price') === '')
    return { kind: 'skipped', why: 'the parent of variants' }
  const item = idOf(options.id ? fields[options.id] : said('product_id'), 'the id', 200)
  needCurrency(text('currency'), shop)
  const warnings: string[] = []
  const { price, sale_price } = pricesOf(shop, said)
  const read = {
    title: nameOf(fields, said('name')),
    category: categoryOf(said('category')),
    price,
    sale_price,
    stock: stockIn(fields, said),
    picture: firstUrl(said('image_url'), warnings, 'picture'),
    url: firstUrl(said('url'), warnings, "item's page"),
    related: relatedOf(said('related')),
  }
  if (price === null || (price === undefined && options.whole)) throw new RowFault('the price is missing')
  const cost = sumOf(said('cost'), 'the cost', shop)
  const change = Object.entries({ ...read, cost }).flatMap(([name, value]) => {
    const kept = value === undefined && options.whole && !OF_THE_SHOP.has(name) ? null : value
    return kept === undefined ? [] : [[name, kept] as const]
  })
  return { kind: 'item', change: { item, ...Object.fromEntries(change) }, warnings }
}
