// Everything beside the commit, put together: outbox, records, catalogue, notes, pools, erasure.
import type { BudgetState } from '../../ports/records.ts'
import type { Store } from '../../ports/store.ts'
import type { Redis } from './connect.ts'

export type RestParts = {
  readonly redis: Redis
  /** Exact sums of all budgets, from their homes and partitions. */
  readonly budgetsNow: () => Promise<readonly BudgetState[]>
  /** Books these at the homes, whatever the ceiling: erasure, and what a backup brings. `set`: in place of what is there. */
  readonly bookBudgets: (moves: readonly BudgetState[], how: 'add' | 'set') => Promise<void>
  /** Waits until what this process leased is on the replicas, in the durable profile; throws `unsure` where it is not. */
  readonly beforeSending: (partitions: readonly number[]) => Promise<void>
}

export type Rest = Pick<Store, 'outbox' | 'records' | 'catalogue' | 'notes' | 'pools' | 'erasure'>

export const createRest = (_parts: RestParts): Rest => {
  const missing = async (): Promise<never> => {
    throw new Error('not there yet')
  }
  return {
    outbox: {
      lease: missing,
      settle: missing,
      parked: missing,
      figures: missing,
      states: missing,
      next: missing,
    },
  } as unknown as Rest
}
