// What stands for one shopper at this moment, for the shop's own pages.
import type { Lang } from '../core/meaning.ts'

/** `code` null: a bonus, which works by itself. `cart`: the signed link to the cart, where there is one. */
export type WaitingOffer = {
  readonly offer: string
  readonly campaign: string
  readonly code: string | null
  readonly terms: string
  readonly issued: number
  readonly until: number
  /** Minor units; 0: from any order. */
  readonly minimum: number
  readonly locked: boolean
  readonly cart: string | null
}

export type WaitingOffers = {
  /** null: there is no such shopper. What ends first goes first. */
  readonly of: (shopper: string, lang: Lang | null) => Promise<readonly WaitingOffer[] | null>
}
