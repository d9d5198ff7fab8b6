// Chance that comes out the same each time: numbers from 0 (in) to 1 (out) by a seed (mulberry32).
export type Draws = () => number

export const drawsOf = (seed: number): Draws => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

/** In place, by Fisher and Yates. */
export const shuffle = (all: number[], draws: Draws): void => {
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(draws() * (i + 1))
    ;[all[i], all[j]] = [all[j]!, all[i]!]
  }
}
