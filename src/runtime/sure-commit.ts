// A commit of which nobody knows whether it was written is asked again as it is, under its id: never decided anew, since
// what was decided first may stand. Where it stays unsure, whoever asked hears so, and may ask again.
import type { Commit, CommitResult, Store } from '../ports/store.ts'
import { StoreError } from '../ports/store-error.ts'

/** A store asks again by itself for some seconds each time. */
const TRIES = 3
const PAUSE = 500
/** After so long nothing new is tried, ms: whoever asked hears of it, and comes again. */
const ENOUGH = 3_000
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export const commitSurely = async (store: Pick<Store, 'commit'>, commit: Commit): Promise<CommitResult> => {
  const began = performance.now()
  for (let tries = 1; ; tries++) {
    try {
      return await store.commit(commit)
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'unsure' || tries === TRIES) throw error
      if (performance.now() - began > ENOUGH) throw error
      await pause(PAUSE * tries)
    }
  }
}
