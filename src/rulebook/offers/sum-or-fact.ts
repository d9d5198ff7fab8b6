// A sum of an offer, as itself or as a fact of the shop (shop.delivery_cost), read at load. Knows no kinds of offers.
import { nearest } from '../nearest.ts'
import type { Node } from '../node.ts'
import { readPositiveSum, readSum } from '../sums.ts'
import type { OfferGround } from './offer-ground.ts'

/** Minor units; null once its fault is reported. Only a sum that stands there itself may be nothing, where `least` is 0. */
export const readSumOrFact = (
  node: Node,
  what: string,
  least: 0 | 1,
  { shop: { unit, facts, unread }, report }: OfferGround,
): number | null => {
  const fact = node.kind === 'scalar' ? /^shop\.(\w+)$/.exec(node.text)?.[1] : undefined
  if (fact === undefined) return (least === 0 ? readSum : readPositiveSum)(node, what, unit, report)
  const known = facts.get(fact)
  if (known?.type === 'money' && known.value) return known.value as number
  if (!unread) {
    const sums = [...facts].filter(([, { type }]) => type === 'money').map(([each]) => each)
    const near = nearest(fact, sums)
    report.problem(node.at, known ? `shop.${fact} is no sum` : `shop has no "${fact}"`, {
      expected: 'a fact of the shop that is a sum',
      hint: near && `shop.${near}`,
    })
  }
  return null
}
