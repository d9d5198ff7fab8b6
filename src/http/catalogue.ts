// Items as the shop's server tells them: GA4's, Segment's and Google's names, sums as decimals. Answers what changes.
import { z } from 'zod'
import type { ItemChange } from '../core/goods/item-change.ts'
import { ITEM_NAMES, type ItemField, stockOf } from '../core/goods/item-names.ts'
import { currencyIn, sumIn } from './sums.ts'
import { text } from './text.ts'

/** Takes the first of the names that is there; null is there too: it forgets. */
const named = (given: unknown): unknown => {
  if (typeof given !== 'object' || given === null) return given
  const fields = given as Readonly<Record<string, unknown>>
  const read = Object.entries(ITEM_NAMES).map(([field, names]) => {
    const found = names.find((name) => fields[name] !== undefined)
    return [field, found === undefined ? undefined : fields[found]]
  })
  return Object.fromEntries(read)
}

/** Goods that go with one of them. */
const MOST_RELATED = 30

const pieces = z.number().int('a whole number of pieces is expected').min(0).max(1_000_000_000)
const address = z
  .string()
  .max(2000)
  .regex(/^(https?:\/\/|\/)\S+$/, 'an address is expected: https://… or a path at the shop')

const availability = z.union([z.boolean(), z.string()]).transform((given, context) => {
  const stock = stockOf(String(given))
  if (stock !== undefined) return stock
  context.addIssue('in_stock, out_of_stock, preorder or backorder is expected')
  return z.NEVER
})

/** One item, under our own names; `itemIn` takes the others' as well. */
export const itemSchema = (currency: string) => {
  const sum = sumIn(currency)
  return z.object({
    product_id: text(200),
    name: text(300).nullish(),
    category: text(200).nullish(),
    price: sum.nullish(),
    sale_price: sum.nullish(),
    /** The usual price where `price` is what it costs now. */
    old_price: sum.nullish(),
    cost: sum.nullish(),
    stock: pieces.nullish(),
    availability: availability.nullish(),
    image_url: address.nullish(),
    url: address.nullish(),
    related: z.array(text(200)).max(MOST_RELATED, `${MOST_RELATED} at most`).nullish(),
    currency: currencyIn(currency).nullish(),
    removed: z.boolean().optional(),
  } satisfies Partial<Record<ItemField, z.ZodType>>)
}

export type ToldItem =
  | { readonly kind: 'removed'; readonly item: string }
  | { readonly kind: 'change'; readonly change: ItemChange }

export const itemIn = (currency: string) =>
  z.preprocess(
    named,
    itemSchema(currency).transform((told): ToldItem => {
      if (told.removed) return { kind: 'removed', item: told.product_id }
      const { product_id: item, name: title, category, cost, image_url: picture, url, related } = told
      const change = { title, category, cost, picture, url, related, ...pricesOf(told), stock: stockIn(told) }
      const said = Object.entries(change).filter(([, value]) => value !== undefined)
      return { kind: 'change', change: { item, ...Object.fromEntries(said) } }
    }),
  )

type Told = z.output<ReturnType<typeof itemSchema>>

const pricesOf = ({ price, sale_price, old_price }: Told): Pick<ItemChange, 'price' | 'sale_price'> => {
  const isOld = typeof old_price === 'number' && typeof price === 'number' && old_price > price
  if (isOld && sale_price === undefined) return { price: old_price, sale_price: price }
  return {
    ...(price !== undefined && { price }),
    ...(sale_price !== undefined && { sale_price }),
    ...(old_price !== undefined && sale_price === undefined && { sale_price: null }),
  }
}

const stockIn = ({ stock, availability }: Told): number | null | undefined => {
  if (availability === 0) return 0
  return stock === undefined ? availability : stock
}

export const MOST_ITEMS = 500

/** The body of POST /v1/catalogue; each item is read for itself, so that one that is wrong does not hold up the others. */
export const catalogueBody = z.object({
  products: z.array(z.unknown()).min(1).max(MOST_ITEMS, `${MOST_ITEMS} items at most`),
})
