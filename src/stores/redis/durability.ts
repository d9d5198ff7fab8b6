// The durable profile: what matters is acknowledged only once it is on all replicas that the settings name. Where that
// takes too long, durability is unsure until a replica answers again: no code is issued then, and words go on. Knows no
// commit. In the everyday profile all of it answers at once.
import { StoreError } from '../../ports/store-error.ts'
import type { Redis } from './connect.ts'
import { keyIn } from './keys.ts'

/** A partition, or any key of the slot. */
export type Place = number | string

export type Durability = {
  readonly isDurable: boolean
  /** Has a replica failed to answer, and not answered since? */
  readonly isUnsure: () => boolean
  /** Something was written here of which a commit will speak: it is waited for then. */
  readonly owe: (place: Place) => void
  /** Is all that this process wrote on the master of this place on the replicas, and all that is owed? Waits a moment. */
  readonly isSafe: (place: Place) => Promise<boolean>
  /** The same, or throws a StoreError `unsure`. */
  readonly wait: (place: Place) => Promise<void>
  readonly close: () => void
}

/** How long a replica may take, ms: a moment while all is well, less while it is not. */
const WAIT = 1_000
const WAIT_UNSURE = 100
/** How often it is tried whether the replicas answer again, ms. */
const PROBE = 250

export const unsure = (): StoreError =>
  new StoreError(
    'unsure',
    'Redis: a replica did not confirm in time. It was written, but one failure may lose it: ask again under the same id.',
  )

export const createDurability = (redis: Redis, replicas: number | null): Durability => {
  /** What was written last there, by a count. */
  const owed = new Map<Place, number>()
  let writes = 0
  let isUnsure = false
  let probing: NodeJS.Timeout | undefined

  const reached = async (place: Place): Promise<boolean> =>
    (await redis.waitForReplicas(
      typeof place === 'number' ? keyIn(place, 'waited') : place,
      replicas!,
      isUnsure ? WAIT_UNSURE : WAIT,
    )) >= replicas!

  const probe = async (places: readonly Place[]): Promise<void> => {
    const safe = await Promise.all(places.map((one) => reached(one).catch(() => false)))
    if (safe.every(Boolean)) isUnsure = false
    else if (probing) plan(places)
  }
  const plan = (places: readonly Place[]): void => {
    probing = setTimeout(() => void probe(places), PROBE)
    probing.unref()
  }

  const isSafe = async (place: Place): Promise<boolean> => {
    if (replicas === null) return true
    // One server is one master, whatever the partition.
    const places = redis.isCluster ? [...new Set([place, ...owed.keys()])] : [place]
    const before = [...owed]
    const safe = await Promise.all(places.map(reached))
    if (safe.every(Boolean)) {
      for (const [one, write] of before) if (owed.get(one) === write) owed.delete(one)
      return true
    }
    if (!isUnsure) {
      isUnsure = true
      plan(places)
    }
    return false
  }

  return {
    isDurable: replicas !== null,
    isUnsure: () => isUnsure,
    owe: (place) => {
      if (replicas !== null) owed.set(place, ++writes)
    },
    isSafe,
    wait: async (place) => {
      if (!(await isSafe(place))) throw unsure()
    },
    close: () => {
      clearTimeout(probing)
      probing = undefined
    },
  }
}
