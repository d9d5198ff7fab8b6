// Everything that the store holds of one shopper: given out whole, or erased. What no single shopper's document says
// (rows, lines, entries of the journal) is found by the shopper's ids.
import type { OutboxItem } from './outbox.ts'
import type { BudgetState, TalkLine } from './records.ts'

export type ErasePlan = {
  /** What stands in the place of the shopper's id wherever a row stays; random, as long as an id. */
  readonly alias: string
  /** The shopper's ids: its own, and of those who were folded into it. */
  readonly shoppers: readonly string[]
  /** Their documents' versions as they were read; where one is another by now, nothing is done. 0: there is none. */
  readonly versions: readonly number[]
  /** Ids and hashes of the addresses: they stand in names of notes and in ids of events, as a part between colons. */
  readonly addresses: readonly string[]
  /** Ids under which looks may be counted. */
  readonly visits: readonly string[]
  /** Ids of parked events that are this shopper's. */
  readonly parked: readonly string[]
  readonly budget: readonly BudgetState[]
  /** Rows of enrolments as they stay, under the id that they had. */
  readonly rows: readonly { readonly id: string; readonly row: string }[]
  /** Word to desks outside, under the alias: it leaves after all of this is gone. */
  readonly outbox?: readonly OutboxItem[]
  /** A keyed hash of the caller's key: a repeat is told how far it is. */
  readonly key: string | null
  readonly at: number
}

export type ErasureState = { readonly alias: string; readonly at: number; readonly done: number | null }

/** All there is beside the document; rows as JSON. */
export type Held = {
  readonly lines: readonly TalkLine[]
  readonly enrolments: readonly string[]
  readonly tickets: readonly string[]
  readonly outbox: readonly {
    readonly lane: string
    readonly kind: string
    readonly due: number
    readonly state: 'waiting' | 'parked' | 'lapsed'
    readonly why: string | null
  }[]
}

export type Erasure = {
  readonly held: (shoppers: readonly string[]) => Promise<Held>
  /**
   * One transaction: all of it is gone from the tables, rows of reports stay under the alias, and the journal says how
   * many of its entries were emptied, so that its chain can still be checked. `stale`: read again.
   */
  readonly begin: (plan: ErasePlan) => Promise<'begun' | 'stale'>
  /**
   * Empties files of the journal, writes the data file anew and truncates write-ahead files, for every erasure begun;
   * answers how many are not done. `if_quick`: nothing where that takes long; it is left to a later call.
   */
  readonly finish: (now: number, when?: 'now' | 'if_quick') => Promise<number>
  readonly find: (key: string) => Promise<ErasureState | null>
  readonly unfinished: () => Promise<number>
}
