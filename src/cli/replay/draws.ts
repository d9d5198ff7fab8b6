// Seeded randomness of a replay: what is drawn depends on the seed and on who draws, never on how far a run has come.
import { createHash } from 'node:crypto'
import type { Store } from '../../ports/store.ts'

export type Draws = {
  /** From here on the draws belong to `label`; the same label draws the same again. */
  readonly begin: (label: string) => void
  readonly random: (bytes: number) => Uint8Array
}

export const createDraws = (seed: number): Draws => {
  let label = ''
  let block = 0
  return {
    begin: (next) => {
      label = next
      block = 0
    },
    random: (bytes) => {
      const drawn = Buffer.alloc(bytes)
      for (let at = 0; at < bytes; at += 32)
        createHash('sha256').update(`${seed}\n${label}\n${block++}`).digest().copy(drawn, at)
      return drawn
    },
  }
}

/** The master key of a replay: whoever knows the seed knows it, since there is nothing to hide in a history. */
export const keyOfSeed = (seed: number): Uint8Array =>
  createHash('sha256').update(`winback replay\n${seed}`).digest()

/** A store whose loading of a shopper begins that turn's draws: a turn is known by its shopper and version. */
export const drawingByTurn = (store: Store, draws: Draws): Store => ({
  ...store,
  load: async (shopper) => {
    const stored = await store.load(shopper)
    draws.begin(`${shopper}:${stored.version}`)
    return stored
  },
})
