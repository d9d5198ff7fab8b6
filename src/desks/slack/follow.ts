// Looks again at a ticket after an agent's words went out, a few times and ever later, until they have arrived or not.
import type { Log } from '../../ports/log.ts'

const LOOKS = [500, 3000, 15_000, 60_000, 300_000]

export const createFollower = (update: (ticket: string) => Promise<void>, log: Log) => {
  const timers = new Map<string, NodeJS.Timeout>()
  const sleeping = new Set<() => void>()
  const under = new Set<Promise<void>>()
  let stopped = false

  const look = (ticket: string, n: number): void => {
    clearTimeout(timers.get(ticket))
    timers.delete(ticket)
    if (stopped) return
    const work = update(ticket)
      .catch((error: unknown) =>
        log.warn({ error: String(error) }, 'a thread could not be brought up to date'),
      )
      .finally(() => {
        under.delete(work)
        const wait = LOOKS[n]
        if (wait !== undefined && !stopped && !timers.has(ticket))
          timers.set(
            ticket,
            setTimeout(() => look(ticket, n + 1), wait),
          )
      })
    under.add(work)
  }

  return {
    follow: (ticket: string) => look(ticket, 0),
    sleep: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(done, stopped ? 0 : ms)
        function done(): void {
          clearTimeout(timer)
          sleeping.delete(done)
          resolve()
        }
        sleeping.add(done)
      }),
    stop: async () => {
      stopped = true
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
      for (const wake of [...sleeping]) wake()
      await Promise.allSettled(under)
    },
  }
}
