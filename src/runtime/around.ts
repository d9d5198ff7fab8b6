// What the shop as a whole is like, for the stamp of an event. Read from the store's notes, at most once a second.
import type { Around } from '../core/around.ts'
import type { SteeringState } from '../core/steering.ts'
import type { Store } from '../ports/store.ts'

/** The note that holds what the shop's own doings have changed of its campaigns. */
export const CAMPAIGNS = 'campaigns'

const FRESH = 1000

export type ReadAround = () => Promise<Around | null>

/** Answers null where there is nothing to say, so that the journal stays small. `clock`: ms since 1970. */
export const createAround = (notes: Store['notes'], clock: () => number): ReadAround => {
  let known: { readonly at: number; readonly around: Around | null } | null = null
  const read = async (): Promise<Around | null> => {
    const campaigns = await notes.get(CAMPAIGNS)
    return campaigns ? { campaigns: (JSON.parse(campaigns.value) as SteeringState).moves } : null
  }
  return async () => {
    const at = clock()
    if (!known || at < known.at || at >= known.at + FRESH) known = { at, around: await read() }
    return known.around
  }
}
