// How often a sign-in may be tried: some wrong passwords, then a pause. Kept in memory; knows no names and no addresses.

/** Keys are the caller's to choose, so that their number is held down. */
const MOST_KEYS = 10_000

export type Attempts = {
  /** Milliseconds until the next try; 0: now. */
  readonly wait: (key: string) => number
  readonly failed: (key: string) => void
  readonly succeeded: (key: string) => void
}

type Tries = { readonly wrong: number; readonly until: number; readonly last: number }

/** After `most` wrong tries a pause of `pause` ms; a key that was quiet for so long begins anew. */
export const createAttempts = (now: () => number, most: number, pause: number): Attempts => {
  const tries = new Map<string, Tries>()
  const of = (key: string): Tries => {
    const known = tries.get(key)
    return known && now() - known.last < pause ? known : { wrong: 0, until: 0, last: now() }
  }
  return {
    wait: (key) => Math.max(0, of(key).until - now()),
    failed: (key) => {
      const wrong = of(key).wrong + 1
      const paused = wrong >= most
      tries.delete(key)
      // The oldest goes, so that a flood of names does not free whoever is paused now.
      if (tries.size >= MOST_KEYS) tries.delete(tries.keys().next().value!)
      tries.set(key, { wrong: paused ? 0 : wrong, until: paused ? now() + pause : 0, last: now() })
    },
    succeeded: (key) => void tries.delete(key),
  }
}
