// Everything beside the commit, put together: outbox, records, catalogue, notes, pools, erasure, backup.
import type { Backup } from '../../ports/backup.ts'
import type { BudgetState } from '../../ports/records.ts'
import type { Commit, Store } from '../../ports/store.ts'
import { createBackup } from './backup.ts'
import type { Budgets } from './budgets.ts'
import { createCatalogue } from './catalogue.ts'
import type { Redis } from './connect.ts'
import type { Writing } from './durability.ts'
import { createErasure } from './erasure.ts'
import { createMoves } from './moved.ts'
import { createNotes } from './notes.ts'
import { createOutbox } from './outbox.ts'
import { createPools } from './pools.ts'
import { createRecords } from './records.ts'
import { shopKey } from './shop-keys.ts'

/** Of what lies in Redis, as a backup names it. */
const FORMAT = 1

export type RestParts = {
  readonly redis: Redis
  /** Exact sums of all budgets, from their homes and partitions. */
  readonly budgetsNow: () => Promise<readonly BudgetState[]>
  /** Books these at the homes, whatever the ceiling: erasure, and what a backup brings. `set`: in place of what is there. */
  readonly bookBudgets: Budgets['book']
  /** Called before it leases there; what it answers waits until that is on the replicas, in the durable profile, or throws `unsure`. */
  readonly beforeSending: (partitions: readonly number[]) => () => Promise<void>
  readonly writing?: Writing
}

export type Rest = Pick<Store, 'outbox' | 'records' | 'catalogue' | 'notes' | 'pools' | 'erasure'> & {
  readonly backup: Backup
  /** A commit put something into this partition's lanes, or took something out of them. */
  readonly putIn: (partition: number) => void
  /** Homes of rows that a commit writes elsewhere are told first; null: there are none. */
  readonly beforeCommit: (commit: Commit) => Promise<unknown> | null
}

export const createRest = (parts: RestParts): Rest => {
  const { redis, budgetsNow, beforeSending, writing = () => async () => {} } = parts
  const writingShop = () => writing(shopKey('meta'))
  const { forget, putIn, ...outbox } = createOutbox({ redis, beforeSending })
  const pools = createPools(redis, writing)
  const records = createRecords({ redis, budgetsNow, forgetLapsed: forget, writing: writingShop })
  return {
    outbox,
    records,
    putIn,
    beforeCommit: createMoves(redis),
    catalogue: createCatalogue(redis, writingShop),
    notes: createNotes(redis, writingShop),
    pools,
    erasure: createErasure({ ...parts, pools, writing }),
    backup: createBackup({ ...parts, pools, eventCount: records.eventCount, version: `redis ${FORMAT}` }),
  }
}
