// The durable profile: nothing is acknowledged before it is on all replicas that the settings name. Where that takes too
// long, durability is unsure: no code is issued then, and what a failure may lose without harm goes on. Knows no commit.
import { StoreError } from '../../ports/store-error.ts'
import type { Redis } from './connect.ts'

export type Durability = {
  /** Is each write waited for? */
  readonly isDurable: boolean
  /** Did a replica fail to answer lately? Without waiting. */
  readonly isUnsure: () => boolean
  /**
   * Waits until what this process wrote on the master of this partition is on its replicas; throws a StoreError `unsure`
   * where it is not in time. In the everyday profile: at once.
   */
  readonly wait: (partition: number) => Promise<void>
  /** The same, answering whether it is. */
  readonly isSafe: (partition: number) => Promise<boolean>
}

/** How long a replica may take, ms: a moment while all is well, shorter while it is not, so that talks go on. */
const WAIT = 1_000
const WAIT_UNSURE = 100
/** How long durability counts as unsure after a replica did not answer, ms; the next that waits tries again. */
const UNSURE_FOR = 2_000

export const createDurability = (redis: Redis, replicas: number | null): Durability => {
  let unsureUntil = 0
  const isUnsure = (): boolean => performance.now() < unsureUntil

  const isSafe = async (partition: number): Promise<boolean> => {
    if (replicas === null) return true
    const reached = await redis.waitForReplicas(partition, replicas, isUnsure() ? WAIT_UNSURE : WAIT)
    if (reached >= replicas) {
      unsureUntil = 0
      return true
    }
    unsureUntil = performance.now() + UNSURE_FOR
    return false
  }

  return {
    isDurable: replicas !== null,
    isUnsure,
    isSafe,
    wait: async (partition) => {
      if (await isSafe(partition)) return
      throw new StoreError(
        'unsure',
        'Redis: a replica did not confirm in time. It was written, but one failure may lose it: ask again under the same id.',
      )
    },
  }
}
