// How long what passes by itself is waited out. Who meets a trouble that is new waits for as long as a failover may take;
// who meets one that has stood for so long hears of it at once, so that no door hangs while a server is down. Knows no key.

/** ms. A door answers within a few seconds whatever happens, and whoever asked comes again under the same id. */
export const PATIENCE = 4_000
/** Where it is known by then, ms: it may be over at this very moment. */
const SHORT = 250
/** A trouble that nobody has met for so long is another one, ms. */
const APART = 2_000

/** It says nothing at all, or answers and refuses what would write. */
export type Trouble = 'gone' | 'refuses'

type Stand = { readonly since: number; readonly last: number }

export type Patience = {
  /**
   * Told of each try that failed: `began` when the call began, `tried` when this try of it was sent. Answers whether it is
   * enough. `place`: what fails together.
   */
  readonly isOver: (place: string, trouble: Trouble, began: number, tried: number) => boolean
  /** Something was done there; `wrote`: something that writes. */
  readonly went: (place: string, wrote: boolean) => void
  readonly isTroubled: () => boolean
}

/** `now`: ms that run evenly. */
export const createPatience = (now: () => number): Patience => {
  const stands = new Map<string, Stand>()
  return {
    isOver: (place, trouble, began, tried) => {
      const at = now()
      const name = `${trouble} ${place}`
      const known = stands.get(name)
      const since = known && tried - known.last < APART ? known.since : tried
      stands.set(name, { since, last: at })
      return at - began > PATIENCE || (at - since > PATIENCE && at - began > SHORT)
    },
    went: (place, wrote) => {
      stands.delete(`gone ${place}`)
      if (wrote) stands.delete(`refuses ${place}`)
    },
    isTroubled: () => stands.size > 0,
  }
}
