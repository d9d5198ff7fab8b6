// What an offer is read on: the shop, where to complain, and how to note the text that it says. Types only.
import type { Gift } from '../../core/offers/offer.ts'
import type { Node } from '../node.ts'
import type { Report } from '../problem.ts'
import type { ShopRead } from '../shop.ts'

export type OfferGround = {
  readonly shop: ShopRead
  readonly report: Report
  readonly gifts: ReadonlyMap<string, Gift>
  /** Gifts that stand there, broken ones too, so that an offer of one is not reported as well. */
  readonly giftNames: ReadonlySet<string>
  /** The key of a text, noted as said, so that it must be there; null once its fault is reported. */
  readonly useText: (node: Node) => string | null
}
