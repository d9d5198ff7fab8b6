// Variants of a campaign and what each changes: plain data. Who gets which: variant.ts.
import type { Offer } from '../offers/offer.ts'
import type { Span } from '../time/varied.ts'

export type Variant = {
  readonly name: string
  /** Its share is this through the sum of all weights. */
  readonly weight: number
  /** Offers with other terms, by name; complete, so that each has its own worst case. */
  readonly offers: Readonly<Record<string, Offer>>
  /** Text key -> the key that is said in its place. */
  readonly texts: Readonly<Record<string, string>>
  /** Where it is said, as far as the shopper can be reached there. */
  readonly channel?: string
  /** In place of the start's own. */
  readonly after?: Span
  /** So often at most we write by ourselves. */
  readonly touches?: number
}

export type Experiment = {
  /** Empty: it has no name of its own. */
  readonly name: string
  readonly variants: readonly Variant[]
}
