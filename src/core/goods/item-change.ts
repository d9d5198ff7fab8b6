// What a feed, a file or a door says of one item, and what follows for what was known of it. Knows no format.
import type { Item } from './item.ts'

/** What is said: a field that is absent leaves what was known, null forgets it. Sums in minor units. */
export type ItemChange = {
  readonly item: string
  readonly title?: string | null
  readonly category?: string | null
  readonly price?: number | null
  readonly sale_price?: number | null
  readonly cost?: number | null
  readonly stock?: number | null
  readonly picture?: string | null
  readonly url?: string | null
  readonly related?: readonly string[] | null
}

/** In this order items are kept, so that equal items are equal bytes. */
const FIELDS = [
  'title',
  'category',
  'price',
  'sale_price',
  'cost',
  'stock',
  'picture',
  'url',
  'related',
] as const

type Value = string | number | readonly string[] | null | undefined

/** Of texts, numbers and lists of texts. */
const isSame = (a: Value, b: Value): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.join('\n') === b.join('\n'))

export type ItemChanged =
  | {
      readonly kind: 'item'
      readonly item: Item
      /** A sale price that is no less than the price was left out. */
      readonly dear: boolean
      readonly as: 'added' | 'changed' | 'unchanged'
    }
  /** An item has a price, or else nobody can say what it costs. */
  | { readonly kind: 'no_price' }

export const changeItem = (known: Item | undefined, change: ItemChange): ItemChanged => {
  const read = (name: (typeof FIELDS)[number]): Value =>
    change[name] === undefined ? known?.[name] : change[name]
  const [price, sale] = [read('price'), read('sale_price')]
  if (typeof price !== 'number') return { kind: 'no_price' }
  const isNoSale = typeof sale === 'number' && sale >= price
  const fields = FIELDS.filter((name) => !(isNoSale && name === 'sale_price')).flatMap((name) => {
    const value = read(name)
    return value === undefined || value === null ? [] : [[name, value] as const]
  })
  const item = { item: change.item, ...Object.fromEntries(fields) } as Item
  const same = known !== undefined && FIELDS.every((name) => isSame(known[name], item[name]))
  // Feeds often say the price twice where there is no sale.
  const dear = isNoSale && sale > price
  return { kind: 'item', item, dear, as: same ? 'unchanged' : known ? 'changed' : 'added' }
}
