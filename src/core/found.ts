// What a message brings along beside its meaning: how many, for how much, by when, of what. Knows no words.

/** One of the shop's goods that the shopper named; `title` as the shop calls it, cut to 80 characters. */
export type FoundItem = { readonly item: string; readonly title?: string }

/** Everything is missing that the message does not say. */
export type Found = {
  /** Pieces that are asked for, or people that they are for. */
  readonly quantity?: number
  /** A sum that the shopper named, in minor units of `currency` (ISO 4217). */
  readonly sum?: { readonly amount: number; readonly currency: string }
  /** Percent that the shopper asks off, 1 to 99. */
  readonly percent?: number
  /** The last millisecond, by the shop's clock, of the day when it is needed; ms since 1970. */
  readonly by?: number
  /** The surest first, three at most. */
  readonly items?: readonly FoundItem[]
}

/** What was found and is kept. `at`: when something was last said, ms since 1970. */
export type Said = Found & { readonly at: number }

export const MOST_ITEMS = 3
export const LONGEST_TITLE = 80
