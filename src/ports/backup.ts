// Everything that a store holds, as a stream of records: one form for every store. Backups, the move from one store to
// another, and whoever audits from outside read it; nothing in it is opened that is sealed.
import type { Item } from '../core/goods/item.ts'
import type { OutboxItem } from './outbox.ts'
import type { TicketRow } from './records.ts'

/** Times in ms since 1970, sums in minor units. JSON inside (`document`, `row`, `line`, `entry`) is text as it was kept. */
export type BackupRecord =
  /** The first one. `events`: how many were accepted so far, forgotten ones too. */
  | {
      readonly kind: 'head'
      readonly format: 1
      readonly version: string
      readonly at: number
      readonly events: number
    }
  | { readonly kind: 'claim'; readonly key: string; readonly owner: string }
  | {
      readonly kind: 'shopper'
      readonly id: string
      readonly version: number
      /** The highest number of a line. */
      readonly line: number
      /** The id of the last commit. */
      readonly commit: string
      readonly document: string
      readonly key: string
      readonly due: number | null
    }
  | {
      readonly kind: 'visit'
      readonly shopper: string
      readonly views: number
      readonly first: number
      readonly last: number
      readonly expires: number
    }
  /** `shopper` is missing where the store does not know whose it was; `commit` is null for a look. */
  | {
      readonly kind: 'event'
      readonly id: string
      readonly shopper?: string
      readonly at: number
      readonly digest: string
      readonly reply: string
      readonly commit: string | null
      readonly version: number
      readonly line: number
    }
  | { readonly kind: 'line'; readonly shopper: string; readonly seq: number; readonly line: string }
  | ({ readonly kind: 'ticket' } & TicketRow)
  | { readonly kind: 'enrolment'; readonly id: string; readonly row: string }
  | { readonly kind: 'budget'; readonly budget: string; readonly reserved: number; readonly spent: number }
  /** In the order in which they were put in. `place`: max(due, when it was committed). A lease is not kept. */
  | {
      readonly kind: 'outbox'
      readonly item: OutboxItem
      readonly state: 'waiting' | 'parked' | 'lapsed'
      readonly place: number
      readonly ready: number
      readonly attempts: number
      readonly hurried: boolean
      readonly why: string | null
    }
  /**
   * In the order of its chain. `chain` '': SQLite's one, of which `hash` is SHA-256 as in stores/sqlite/chain.ts;
   * another name: one partition's of a Redis, as in stores/redis. A chain that was moved here stays under its name.
   */
  | {
      readonly kind: 'journal'
      readonly chain: string
      readonly seq: number
      readonly shopper: string
      readonly version: number
      readonly at: number
      readonly entry: string
      readonly hash: string
    }
  | { readonly kind: 'rulebook'; readonly hash: string; readonly sources: string }
  | { readonly kind: 'rejected'; readonly id: string; readonly reason: string }
  | {
      readonly kind: 'parked_event'
      readonly id: string
      readonly at: number
      readonly entry: string
      readonly why: string
    }
  | { readonly kind: 'item'; readonly item: Item }
  | { readonly kind: 'note'; readonly name: string; readonly version: number; readonly value: string }
  | {
      readonly kind: 'pool_code'
      readonly pool: string
      readonly hmac: string
      readonly sealed: string
      readonly ends: number | null
      /** Used up by the code of this id. */
      readonly id: string | null
      readonly holder: string | null
      readonly held_until: number
    }
  | {
      readonly kind: 'erasure'
      readonly alias: string
      readonly at: number
      readonly done: number | null
      readonly key: string | null
      readonly shoppers: readonly string[]
    }
  /** The last one; `records`: how many stand before it. A file without it was cut off. */
  | { readonly kind: 'end'; readonly records: number }

export type Backup = {
  /** All of it, `head` first and `end` last; of one moment where the store can say what a moment is. */
  readonly read: () => AsyncIterable<BackupRecord>
  /** Puts these in; what is there already under the same name is written again, so that a part may come twice. */
  readonly write: (records: readonly BackupRecord[]) => Promise<void>
  /** Does it hold anything of a shop? */
  readonly isEmpty: () => Promise<boolean>
}
