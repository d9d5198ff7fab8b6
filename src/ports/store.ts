// The store's contract: claims, one commit, leases. Every store keeps it, and test/stores/contract.ts holds it.
// Whatever throws wrote nothing that counts: the same commit may be tried again under its id.
import type { Backup } from './backup.ts'
import type { Catalogue } from './catalogue.ts'
import type { Erasure } from './erasure.ts'
import type { Notes } from './notes.ts'
import type { Outbox, OutboxItem } from './outbox.ts'
import type { DrawnCode, Pools } from './pools.ts'
import type { Records, TalkLine, TicketRow } from './records.ts'

/** An index entry, put if absent and repeatable: address hash, code hmac, ... -> its owner. */
export type Claim = { readonly key: string; readonly owner: string }

/** A shopper as stored. `visit` is there where somebody only looked so far (then version is 0, document null). */
export type Stored = {
  readonly version: number
  readonly document: string | null
  /** The shopper's own key, wrapped; null until the first commit. */
  readonly key: string | null
  readonly visit: Visit | null
}

/** Somebody who only looks: counts, no journal; forgotten at `expires`. Times in ms since 1970. */
export type Visit = {
  readonly views: number
  readonly first: number
  readonly last: number
  readonly expires: number
}

/** The event of a commit, for de-duplication; `digest` is of its content, `reply` is told to repeats. */
export type SeenEvent = {
  readonly id: string
  readonly at: number
  readonly digest: string
  readonly reply: string
}

/** A move in a budget, minor units. With `ceiling`: refused where reserved + spent + both deltas would pass it. */
export type BudgetMove = {
  readonly budget: string
  readonly reserved: number
  readonly spent: number
  readonly ceiling?: number
}

/**
 * What waits in the outbox for this shopper on our initiative (messages of rank 1, also those given up) is lapsed, to
 * one channel or to all; what the same commit puts in is not.
 */
export type Drop = { readonly channel?: string; readonly why: string }

/** Everything that one turn writes, all or nothing. */
export type Commit = {
  /** Unique per try that may be repeated after an unknown outcome. */
  readonly id: string
  readonly shopper: string
  /** The version that was read; 0 for a shopper that is new. */
  readonly expects: number
  readonly document: string
  readonly key: string
  /** null for a wake-up: the version check is enough. */
  readonly event: SeenEvent | null
  /** The shopper's one wake-up, ms since 1970; null: none. */
  readonly due: number | null
  readonly outbox: readonly OutboxItem[]
  /** Without numbers; the store numbers them on from the shopper's last. */
  readonly lines: readonly Omit<TalkLine, 'seq'>[]
  readonly tickets: readonly TicketRow[]
  /** Enrolment id -> row as JSON. */
  readonly enrolments: readonly { readonly id: string; readonly row: string }[]
  readonly budget: readonly BudgetMove[]
  /** Codes of pools that it uses up; stale where one of them is not laid aside for this shopper any more. */
  readonly drawn?: readonly DrawnCode[]
  readonly drops?: readonly Drop[]
  /** JSON of what decide was given; personal fields sealed. */
  readonly journal: string
  readonly at: number
}

/** Asked in this order: repeat or changed, stale, refused. A commit whose id was done already answers as done again. */
export type CommitResult =
  | {
      readonly kind: 'done'
      readonly version: number /** The highest line number now. */
      readonly line: number
    }
  /** Somebody else wrote first: load and decide again. */
  | { readonly kind: 'stale' }
  /** This event was here before: the reply of then. */
  | { readonly kind: 'repeat'; readonly reply: string }
  /** An event of this id with another content was here before. */
  | { readonly kind: 'changed' }
  /** What only the store knows: these budgets have no room; nothing was written. */
  | { readonly kind: 'refused'; readonly budgets: readonly string[] }

export type VisitResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'repeat' }
  | { readonly kind: 'changed' }
  /** There is a shopper by now: turn, don't count. */
  | { readonly kind: 'shopper' }

export type Due = { readonly shopper: string; readonly due: number }

export type Store = {
  /**
   * Puts each where absent; answers the owner of each afterwards, in order. Those of one call are put together: of
   * two who claim some of the same at once, one gets all that were free. `before`: a commit of the claimer's follows, and
   * nobody is told anything before that: until then a power cut may take the claim back.
   */
  readonly claim: (claims: readonly Claim[], before?: 'commit') => Promise<readonly string[]>
  /** The owner of each key, or null, in order. */
  readonly owners: (keys: readonly string[]) => Promise<readonly (string | null)[]>
  readonly load: (shopper: string) => Promise<Stored>
  /** What is remembered of an event of this shopper, so that a repeat need not be decided; null: it may be new. */
  readonly known: (shopper: string, event: string) => Promise<Pick<SeenEvent, 'digest' | 'reply'> | null>
  readonly commit: (commit: Commit) => Promise<CommitResult>
  /** Counts one view of somebody who is no shopper yet; the event's id is remembered. */
  readonly visit: (shopper: string, event: SeenEvent, expires: number) => Promise<VisitResult>
  /**
   * Shoppers whose wake-up is due at `now`, earliest first (then by id), leased to `holder` until `until`;
   * a commit of the shopper ends the lease. A dead holder's share is given out again after `until`.
   */
  readonly leaseDue: (now: number, limit: number, holder: string, until: number) => Promise<readonly Due[]>
  /** The earliest wake-up of all, leased or not; null: none. */
  readonly nextDue: () => Promise<number | null>
  readonly outbox: Outbox
  readonly records: Records
  readonly catalogue: Catalogue
  readonly notes: Notes
  readonly pools: Pools
  readonly erasure: Erasure
  readonly backup: Backup
  /** Writes something that leaves nothing behind; throws a StoreError where nothing can be kept now. */
  readonly probe: () => Promise<void>
  readonly close: () => Promise<void>
}
