// Wrong tries of somebody, at codes or at passwords: some, then a pause. In memory and bounded; knows neither.

/** Keys are the caller's to choose, so that their number is held down. */
const KEPT = 50_000

export type Tries = {
  /** How long until the next try, ms; 0: now. */
  readonly wait: (key: string) => number
  readonly wrong: (key: string) => void
  readonly right: (key: string) => void
}

/** After `most` wrong tries a pause of `pause` ms; a key that was quiet for so long begins anew. */
export const createTries = (now: () => number, most: number, pause: number): Tries => {
  const tries = new Map<string, { readonly wrong: number; readonly until: number; readonly last: number }>()
  return {
    wait: (key) => Math.max(0, (tries.get(key)?.until ?? 0) - now()),
    wrong: (key) => {
      const before = tries.get(key)
      const wrong = (before && now() - before.last < pause ? before.wrong : 0) + 1
      const paused = wrong >= most
      tries.delete(key)
      // The oldest goes, so that a flood of names does not free whoever is paused now.
      if (tries.size >= KEPT) tries.delete(tries.keys().next().value!)
      tries.set(key, { wrong: paused ? 0 : wrong, until: paused ? now() + pause : 0, last: now() })
    },
    right: (key) => void tries.delete(key),
  }
}
