// What an offer gives and when its codes may be used, as marketers wrote it: plain data. Knows no flows.
import type { OfferKind } from '../codes/code.ts'
import type { OfferCodes } from '../codes/code-source.ts'
import type { CountsFor, NamedGoods, UseTerms } from './use-terms.ts'

/** One of the small gifts that the shop has; `title` is the key of a text, `worth` in minor units. */
export type Gift = { readonly name: string; readonly title: string; readonly worth: number }

export type Offer = UseTerms & {
  readonly name: string
  readonly kind: OfferKind
  /** Percent, minor units, or points; 0 for free shipping and for a gift. */
  readonly value: number
  /** The most that one use of a code can cost, minor units; of gifts the dearest. */
  readonly worst: number
  readonly minimum: number
  readonly valid: number
  /** The end of all its codes, however long they are valid, ms since 1970. */
  readonly until?: number
  /** How long before the end a reminder is sent; null: none. */
  readonly remind: number | null
  readonly on: CountsFor | null
  /** For `on: goods`. */
  readonly goods?: NamedGoods
  /** Of a gift: one of these, the first unless an agent chooses another. */
  readonly gifts?: readonly Gift[]
  /** For shoppers of these regions, reached over these channels, only. */
  readonly region?: readonly string[]
  readonly channel?: readonly string[]
  /** Where its codes come from; missing: each is made for its shopper. */
  readonly codes?: OfferCodes
}
