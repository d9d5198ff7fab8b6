// How often a sign-in may be tried: some wrong passwords, then a pause, for one name. Kept in memory.

const WRONG = 5
const PAUSE = 60_000
/** Names are the caller's to choose, so that their number is held down. */
const NAMES = 10_000

export type Attempts = {
  /** Milliseconds until the next try; 0: now. */
  readonly wait: (name: string) => number
  readonly failed: (name: string) => void
  readonly succeeded: (name: string) => void
}

export const createAttempts = (now: () => number): Attempts => {
  const tries = new Map<string, { wrong: number; until: number }>()
  return {
    wait: (name) => Math.max(0, (tries.get(name)?.until ?? 0) - now()),
    failed: (name) => {
      const wrong = (tries.get(name)?.wrong ?? 0) + 1
      const paused = wrong >= WRONG
      if (tries.size >= NAMES) tries.clear()
      tries.set(name, { wrong: paused ? 0 : wrong, until: paused ? now() + PAUSE : 0 })
    },
    succeeded: (name) => void tries.delete(name),
  }
}
