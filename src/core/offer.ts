// What an offer gives and when its codes may be used, as marketers wrote it: plain data. Knows no flows.
import type { OfferKind } from './code.ts'
import type { OfferCodes } from './code-source.ts'

export type Offer = {
  readonly name: string
  readonly kind: OfferKind
  /** Percent, minor units, or points; 0 for free shipping. */
  readonly value: number
  /** The most that one code can cost, minor units. */
  readonly worst: number
  readonly minimum: number
  readonly valid: number
  /** How long before the end a reminder is sent; null: none. */
  readonly remind: number | null
  readonly on: 'saved_items' | null
  /** For somebody's first order only, whichever account it comes from. */
  readonly first_order?: boolean
  /** Where its codes come from; missing: each is made for its shopper. */
  readonly codes?: OfferCodes
}
