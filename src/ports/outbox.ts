// The outbox's contract: items leave in order within a lane, are leased, and settled once.

export type OutboxItem = {
  /** Derived from its commit: `<commit id>.<n>`; the idempotency key where the other side takes one. */
  readonly id: string
  /** Order holds within a lane: one address, one ticket, one storefront. */
  readonly lane: string
  readonly kind: 'message' | 'ticket' | 'register' | 'refer' | 'join' | 'leave'
  /** JSON, never with a code's text in it. */
  readonly payload: string
  readonly shopper: string
  /** Answers go before mailings: lower goes first among lanes. */
  readonly rank: 0 | 1
  /** Not before this time, ms since 1970; what is due later holds up nothing in its lane until then. */
  readonly due: number
  /** Dropped, not sent, after this time. */
  readonly lapses: number | null
  /** Waits until that item has been settled as sent; an item that the outbox no longer knows was sent. */
  readonly after: string | null
}

/** `attempts` counts the tries with this one; counted when leased, so that a crash counts as a try. */
export type LeasedItem = OutboxItem & { readonly attempts: number }

export type Settlement =
  | { readonly kind: 'sent' }
  | { readonly kind: 'retry'; readonly due: number; readonly why: string }
  /** Given up for now; its lane goes on; an agent sees it. */
  | { readonly kind: 'parked'; readonly why: string }
  | { readonly kind: 'lapsed' }

export type Outbox = {
  /**
   * Heads of lanes that may leave at `now` (due, not leased, not waiting for another), answers first, then by
   * age. A lane with a leased or waiting head gives nothing else. A lapsed head is given out too: settle it so.
   */
  readonly lease: (
    now: number,
    limit: number,
    holder: string,
    until: number,
  ) => Promise<readonly LeasedItem[]>
  /** Answers false where the lease was lost meanwhile; then nothing changed. Items whose `after` was parked or lapsed lapse too. */
  readonly settle: (id: string, holder: string, settlement: Settlement) => Promise<boolean>
  /** Parked items, oldest first. */
  readonly parked: (limit: number) => Promise<readonly (LeasedItem & { readonly why: string })[]>
  /** How many items wait to leave, and how many were given up; `oldest`: when the first that waits became due. */
  readonly figures: () => Promise<{
    readonly waiting: number
    readonly parked: number
    readonly oldest: number | null
  }>
  /** When the next item may leave; null: nothing waits. */
  readonly next: () => Promise<number | null>
}
