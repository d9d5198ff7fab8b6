// What is remembered of messages and what followed them: plain data of one shopper, and of the whole shop.

/** Counts, none above MOST_COUNTED; `won`: something of the three followed. */
export type Reached = {
  readonly sent: number
  readonly answered: number
  readonly back: number
  readonly ordered: number
  readonly won: number
}

/** `last`: what was written last on our initiative, and what has followed of it so far. */
export type Reaching = {
  readonly by: Readonly<Record<string, Reached>>
  readonly last?: { readonly channel: string; readonly at: number; readonly got: readonly Got[] }
}

export const GOTS = ['answered', 'back', 'ordered'] as const
export type Got = (typeof GOTS)[number]

export const NONE: Reached = { sent: 0, answered: 0, back: 0, ordered: 0, won: 0 }

/** Sent and won of the whole shop, by channel; what is missing is not known. */
export type ShopReached = Readonly<Record<string, { readonly sent: number; readonly won: number }>>
