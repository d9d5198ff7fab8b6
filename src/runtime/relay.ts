// The relay: takes outbox items by lease as room is free, answers first, and has each delivered on its own, so that what
// is slow or waits holds up nobody but its own lane. Does not know what an item holds.

import type { LeasedItem, Takes } from '../ports/outbox.ts'
import type { EngineParts } from './engine-parts.ts'
import { createRoom } from './room.ts'

export const createRelay = (
  { store, clock, holder, lease, isPressed }: EngineParts,
  deliver: (item: LeasedItem) => Promise<void>,
) => {
  const room = createRoom(isPressed)
  const underWay = new Map<string, Promise<void>>()
  let failure: { readonly error: unknown } | null = null

  const begin = (item: LeasedItem): void => {
    const mine = deliver(item)
      .catch((error) => {
        // Nobody may be waiting for it: the next look says so.
        failure = { error }
      })
      .then(() => {
        underWay.delete(item.id)
        room.leave(item)
        // After a failure of the store the loop's back-off comes first.
        if (!failure) again()
      })
    underWay.set(item.id, mine)
  }

  /** Begins what may leave now and finds room. `none`: nothing may, and nothing is on its way that could change that. */
  const take = async (): Promise<'some' | 'full' | 'none'> => {
    if (room.free() === 0) return 'full'
    const isAlone = underWay.size === 0
    const entered = new Map<string, Parameters<Takes>[0]>()
    const takes: Takes = (item) => {
      if (entered.has(item.id)) return true
      if (underWay.has(item.id) || !room.fits(item)) return false
      room.enter(item)
      entered.set(item.id, item)
      return true
    }
    let items: readonly LeasedItem[] = []
    try {
      const now = clock()
      items = await store.outbox.lease(now, room.free(), holder, now + lease, takes, room.full)
    } finally {
      const given = new Set(items.map(({ id }) => id))
      for (const [id, item] of entered) if (!given.has(id)) room.leave(item)
    }
    for (const item of items) begin(item)
    if (items.length > 0) return 'some'
    return isAlone ? 'none' : 'full'
  }

  let tail: Promise<unknown> = Promise.resolve()
  /** One look at a time, so that nothing is begun by two hands. Answers whether all that may leave has left. */
  const look = (): Promise<boolean> => {
    const mine = tail.then(async () => {
      let found: Awaited<ReturnType<typeof take>> = 'some'
      while (!failure && found === 'some') found = await take()
      if (failure) {
        const { error } = failure
        failure = null
        throw error
      }
      return found === 'none'
    })
    tail = mine.catch(() => {})
    return mine
  }

  let isPlanned = false
  /** Something ended: others may find room, and its lane goes on. Those that end together are looked after at once. */
  const again = (): void => {
    if (isPlanned) return
    isPlanned = true
    setImmediate(() => {
      isPlanned = false
      // What fails here is met again by the loop's own look.
      look().catch((error) => {
        failure = { error }
      })
    })
  }

  return {
    /** Begins to send what may leave now, answers first, and comes back: what is slow holds up nobody else. */
    look,
    isBusy: (): boolean => underWay.size > 0,
    /** Sends everything that may leave now, and whatever that lets leave. */
    drain: async (): Promise<void> => {
      while (!(await look())) await Promise.all(underWay.values())
    },
    /** Comes back when nothing is on its way. */
    idle: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.all(underWay.values())
    },
  }
}

export type Relay = ReturnType<typeof createRelay>
