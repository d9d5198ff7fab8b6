// `gifts:` of flows/offers.yaml: the small catalogue that offers of a gift choose from.
import type { Gift } from '../../core/offers/offer.ts'
import { checkName } from '../names.ts'
import { nearest } from '../nearest.ts'
import { type Node, openFields, openMap, openScalar } from '../node.ts'
import { readPositiveSum } from '../sums.ts'
import type { OfferGround } from './offer-ground.ts'

type Ground = Pick<OfferGround, 'shop' | 'report' | 'useText'>

export const readGifts = (
  node: Node | undefined,
  { shop, report, useText }: Ground,
): { readonly gifts: ReadonlyMap<string, Gift>; readonly names: ReadonlySet<string> } => {
  const gifts = new Map<string, Gift>()
  const names = new Set<string>()
  for (const { key, at, value } of (node && openMap(node, 'gifts', report)?.values()) ?? []) {
    names.add(key)
    const name = checkName(key, at, 'a gift', report)
    const fields = openFields(value, `gift ${key}`, ['title', 'worth'], report)
    if (!fields) continue
    for (const wanted of ['title', 'worth']) {
      if (fields.has(wanted)) continue
      const expected = wanted === 'title' ? 'title: gifts.sweets' : `worth: 150 ${shop.shop.currency}`
      report.problem(at, `gift ${key} lacks ${wanted}`, { expected })
    }
    const title = fields.has('title') ? useText(fields.get('title')!.value) : null
    const worth = fields.has('worth')
      ? readPositiveSum(fields.get('worth')!.value, 'worth', shop.unit, report)
      : null
    if (name && title !== null && worth !== null) gifts.set(name, { name, title, worth })
  }
  return { gifts, names }
}

/** The gifts that one offer chooses from, in its order; null once none of them is known. */
export const readChoice = (node: Node, { gifts, giftNames, report }: OfferGround): readonly Gift[] | null => {
  const expected = 'names under gifts:, such as [sweets, flowers]'
  const items = node.kind === 'list' ? node.items : [node]
  if (items.length === 0) report.problem(node.at, 'this offer gives no gift', { expected })
  const chosen = items.flatMap((item) => {
    const scalar = openScalar(item, 'gift', report, expected)
    if (!scalar) return []
    const gift = gifts.get(scalar.text)
    if (!gift && !giftNames.has(scalar.text)) {
      const hint = nearest(scalar.text, giftNames)
      report.problem(scalar.at, `there is no gift "${scalar.text}"`, {
        expected: giftNames.size > 0 ? undefined : 'gifts: at the top of this file',
        hint,
      })
    }
    return gift ? [gift] : []
  })
  return chosen.length > 0 ? [...new Set(chosen)] : null
}
