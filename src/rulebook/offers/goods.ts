// `on` and `with` of an offer: which goods it counts for, and which must be in the order.
import type { Offer } from '../../core/offers/offer.ts'
import type { NamedGoods, UseTerms } from '../../core/offers/use-terms.ts'
import { readWhole, readWord } from '../names.ts'
import { type Entry, type Node, openFields } from '../node.ts'
import type { Report } from '../problem.ts'
import { readNames } from './names-list.ts'
import type { OfferGround } from './offer-ground.ts'

const ON = ['saved_items', 'related_goods', 'new_category'] as const
const ITEMS = 'ids of the shop, such as [tea-100, tea-200]'
const CATEGORIES = 'categories of the shop, such as [shoes, bags]'

/** Shoppers read `words`; ids would tell them nothing. */
const readGoods = (
  node: Node,
  fields: ReadonlyMap<string, Entry>,
  what: string,
  { report, useText }: OfferGround,
): NamedGoods => {
  const list = (key: string, expected: string): readonly string[] | null => {
    const entry = fields.get(key)
    return entry ? readNames(entry.value, key, expected, report) : null
  }
  const items = list('items', ITEMS)
  const categories = list('categories', CATEGORIES)
  const words = fields.has('words') ? useText(fields.get('words')!.value) : null
  if (items && !fields.has('words')) {
    report.warn(node.at, `shoppers would read the ids of these items in ${what}`, {
      expected: 'words: and the key of a text that names them',
    })
  }
  return { ...(items && { items }), ...(categories && { categories }), ...(words !== null && { words }) }
}

export const readOn = (node: Node, ground: OfferGround): Pick<Offer, 'on' | 'goods'> => {
  const { report } = ground
  if (node.kind !== 'map') return { on: readWord(node, 'on', ON, report) }
  const fields = openFields(node, 'on', ['items', 'categories', 'words'], report)
  const goods = fields ? readGoods(node, fields, 'on', ground) : {}
  if (fields && !fields.has('items') && !fields.has('categories')) {
    report.problem(node.at, 'on names no goods', {
      expected: `items or categories, or one of ${ON.join(', ')}`,
    })
  }
  return { on: 'goods', goods }
}

export const readWith = (node: Node, ground: OfferGround): NonNullable<UseTerms['with']> | null => {
  const { report } = ground
  const fields = openFields(node, 'with', ['items', 'categories', 'count', 'words'], report)
  if (!fields) return null
  const counted = fields.get('count')
  const count = counted ? readWhole(counted.value, 'count', 1, 1000, report) : null
  if (!['items', 'categories', 'count'].some((key) => fields.has(key))) {
    report.problem(node.at, 'with asks for nothing', { expected: 'items, categories or count' })
  }
  return { ...readGoods(node, fields, 'with', ground), ...(count !== null && { count }) }
}

export const readPlaces = (node: Node, key: 'region' | 'channel', report: Report): readonly string[] | null =>
  readNames(
    node,
    key,
    key === 'region' ? 'regions such as [Kyiv, Lviv]' : 'channels such as [web, telegram]',
    report,
  )
