// Turns of one shopper go one after another in this process; other shoppers are not kept waiting.

export type Queues = {
  /** Runs `work` after everything of the same key that was asked for before. */
  readonly run: <T>(key: string, work: () => Promise<T>) => Promise<T>
  /** Settles when nothing is under way. */
  readonly idle: () => Promise<void>
}

export const createQueues = (): Queues => {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run: (key, work) => {
      const before = tails.get(key)
      const mine = before ? before.then(work, work) : work()
      const tail = mine.then(
        () => {},
        () => {},
      )
      tails.set(key, tail)
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
      return mine
    },
    idle: async () => {
      while (tails.size > 0) await Promise.all(tails.values())
    },
  }
}
