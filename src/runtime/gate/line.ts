// Who waits at the gate for one kind of work: by key, each key in its order, the keys in turn, so that one which floods
// waits behind itself. Knows no work.

export type Waiter = {
  readonly key: string
  readonly since: number
  readonly patient: boolean
  readonly go: () => void
  readonly refuse: () => void
}

export type Line = {
  readonly size: () => number
  readonly of: (key: string) => number
  readonly put: (waiter: Waiter) => void
  /** The next of a key that may go; null: there is none. */
  readonly take: (mayGo: (key: string) => boolean) => Waiter | null
  /** When the one that has waited longest came; Infinity: nobody waits. */
  readonly oldest: () => number
  /** Takes out those who came before that and are not patient. */
  readonly before: (since: number) => readonly Waiter[]
}

export const createLine = (): Line => {
  const keys = new Map<string, Waiter[]>()
  let size = 0
  return {
    size: () => size,
    of: (key) => keys.get(key)?.length ?? 0,
    put: (waiter) => {
      const mine = keys.get(waiter.key)
      if (mine) mine.push(waiter)
      else keys.set(waiter.key, [waiter])
      size++
    },
    take: (mayGo) => {
      for (const [key, mine] of keys) {
        if (!mayGo(key)) continue
        const first = mine.shift()!
        keys.delete(key)
        // Behind the others: its next waits until each of them has had one.
        if (mine.length > 0) keys.set(key, mine)
        size--
        return first
      }
      return null
    },
    oldest: () => {
      let oldest = Number.POSITIVE_INFINITY
      for (const [first] of keys.values()) oldest = Math.min(oldest, first!.since)
      return oldest
    },
    before: (since) => {
      const late: Waiter[] = []
      for (const [key, mine] of keys) {
        if (mine[0]!.since >= since) continue
        const stays = mine.filter((one) => {
          const isLate = one.since < since && !one.patient
          if (isLate) late.push(one)
          return !isLate
        })
        if (stays.length > 0) keys.set(key, stays)
        else keys.delete(key)
      }
      size -= late.length
      return late
    },
  }
}
