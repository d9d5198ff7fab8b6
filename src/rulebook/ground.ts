// What a flow is compiled on: the shop, the offers, the segments, the language of conditions. Types only.

import type { Ladder } from '../core/ladder/ladder.ts'
import type { Offer } from '../core/offers/offer.ts'
import { reserveOf } from '../core/offers/use-terms.ts'
import type { Shop } from '../core/shop.ts'
import type { Language } from './cel-environment.ts'
import type { OffersRead } from './offers.ts'
import type { Report } from './problem.ts'
import type { TextUse } from './text-uses.ts'

export type Ground = {
  readonly report: Report
  readonly shop: Shop
  /** The currency that sums must be in; null where the shop's own has a fault. */
  readonly unit: string | null
  readonly offers: OffersRead
  readonly ladders: LaddersRead
  readonly segments: readonly string[]
  /** With the facts of a talk; a flow adds its own variables. */
  readonly language: Language
  readonly uses: TextUse[]
}

export type LaddersRead = {
  readonly ladders: ReadonlyMap<string, Ladder>
  /** Names that stand there, broken ones too. */
  readonly names: ReadonlySet<string>
}

/** What the acts of a flow can come to, for the campaign's terms. */
export type Gifts = { readonly offers: Set<string>; escalates: boolean }

export const worstOf = (gifts: Gifts, offers: ReadonlyMap<string, Offer>): number =>
  Math.max(
    0,
    ...[...gifts.offers].flatMap((name) => {
      const offer = offers.get(name)
      return offer ? [reserveOf(offer)] : []
    }),
  )
