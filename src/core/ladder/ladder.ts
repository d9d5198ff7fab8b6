// A ladder: offers in the order in which one shopper may come to them, the least first. Plain data; see climb.ts.

export type Rung =
  /** The row is passed over, as if it did not hold. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'give'; readonly offer: string }

export type Ladder = {
  readonly name: string
  readonly rungs: readonly Rung[]
  /** `new_sign`: only a new sign of intent leads up. `unused`: that nothing came of the rung before is enough. */
  readonly next: 'new_sign' | 'unused'
  /** So many codes out of it per shopper; null: no cap of its own. */
  readonly at_most: { readonly count: number; readonly within: number } | null
}

/** What led to the rung where a shopper stands. */
export type Lead = 'came_back' | 'new_cart' | 'asked' | 'unused'

/** Where a shopper stands on a ladder. */
export type Footing = {
  /** The rung reached, from 0; a guard may have given a lower one. */
  readonly rung: number
  /** When it was last asked for, ms since 1970. */
  readonly at: number
  readonly sign?: Lead
  /** When codes came out of it, latest last; as many as its cap needs. */
  readonly given?: readonly number[]
}

/** What is remembered of signs of intent: the times of the latest. */
export type Intent = { readonly back?: number; readonly asked?: number }
