// The outbox's contract: items leave in order within a lane, are leased, and settled once.

export type OutboxItem = {
  /** Derived from its commit: `<commit id>.<n>`; the idempotency key where the other side takes one. */
  readonly id: string
  /** Order holds within a lane: one address, one ticket, one storefront. */
  readonly lane: string
  readonly kind: 'message' | 'ticket' | 'register' | 'refer' | 'strike' | 'join' | 'leave'
  /** JSON, never with a code's text in it. */
  readonly payload: string
  readonly shopper: string
  /** Answers go before mailings: lower goes first among lanes. A lane with an answer in it goes first as a whole. */
  readonly rank: 0 | 1
  /** Not before this time, ms since 1970; what is due later holds up nothing in its lane until then. */
  readonly due: number
  /** Dropped, not sent, after this time. */
  readonly lapses: number | null
  /** Waits until that item has been settled as sent; an item that the outbox no longer knows was sent. */
  readonly after: string | null
}

/**
 * `attempts` counts the tries with this one; counted when leased, so that a crash counts as a try. `why`: what the last
 * try was settled with; missing where there was none, or where it was never settled.
 */
export type LeasedItem = OutboxItem & {
  readonly attempts: number
  readonly why?: string
  /** A mailing all the same, though it goes as fast as the answer that stands behind it in its lane. */
  readonly hurried?: true
}

export type Settlement =
  | { readonly kind: 'sent' }
  /** `untried`: it was put off without having been tried, or the other side as a whole is down: no try is counted. */
  | { readonly kind: 'retry'; readonly due: number; readonly why: string; readonly untried?: true }
  /** Given up for now; its lane goes on; an agent sees it. */
  | { readonly kind: 'parked'; readonly why: string }
  | { readonly kind: 'lapsed'; readonly why?: string }

/** `why`: what stood against the latest try; null: none was made. */
export type ItemState = { readonly state: 'waiting' | 'parked' | 'lapsed'; readonly why: string | null }

/** Is there room for it? What it holds is not read for that. */
export type Takes = (item: Omit<OutboxItem, 'payload'>) => boolean

/** Ways (a lane's name up to its colon) that have no room for anything of this rank: nothing of theirs need be shown to `Takes`. */
export type Full = (rank: number) => readonly string[]

export type Outbox = {
  /**
   * Heads of lanes that may leave at `now` (due, not leased, not waiting for another), answers first, then by
   * age. A lane with a leased or waiting head gives nothing else. A lapsed head is given out too: settle it so.
   * `takes` leaves out what the holder has no room for; it is asked of some more heads than `limit`, not of all. `full`
   * says the same of whole ways, which a store may use to look at less; it may grow while `takes` is asked.
   */
  readonly lease: (
    now: number,
    limit: number,
    holder: string,
    until: number,
    takes?: Takes,
    full?: Full,
  ) => Promise<readonly LeasedItem[]>
  /** Answers false where the lease was lost meanwhile; then nothing changed. Items whose `after` was parked or lapsed lapse too. */
  readonly settle: (id: string, holder: string, settlement: Settlement) => Promise<boolean>
  /** Parked items, oldest first. */
  readonly parked: (limit: number) => Promise<readonly (LeasedItem & { readonly why: string })[]>
  /** How those of these items stand that have not left; one that is not among them was sent, or never was. */
  readonly states: (ids: readonly string[]) => Promise<ReadonlyMap<string, ItemState>>
  /** How many items wait to leave, and how many were given up; `oldest`: when the first that waits became due. */
  readonly figures: () => Promise<{
    readonly waiting: number
    readonly parked: number
    readonly oldest: number | null
  }>
  /**
   * What waits for a moment later than `until` may leave at `now`: a clock that was ahead has written it so. Stores that
   * measure leases by a clock of their own have no need of it.
   */
  readonly hasten?: (now: number, until: number) => Promise<number>
  /** When the next item may leave; null: nothing waits. */
  readonly next: () => Promise<number | null>
}
