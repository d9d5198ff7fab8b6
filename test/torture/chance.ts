// Chance from a seed: the same seed draws the same. For tortures; nothing of the product's.

export type Chance = {
  /** From 0 up to, not including, 1. */
  readonly draw: () => number
  /** A whole number from `from` to `to`, both included. */
  readonly between: (from: number, to: number) => number
  readonly of: <T>(things: readonly T[]) => T
  readonly isOneIn: (n: number) => boolean
  readonly shuffled: <T>(things: readonly T[]) => T[]
}

/** Mulberry32. `of`: another number is another stream of the same seed. */
export const chanceOf = (seed: number, of = 0): Chance => {
  let state = (seed ^ Math.imul(of + 1, 0x9e3779b1)) >>> 0
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number): number => from + Math.floor(draw() * (to - from + 1))
  return {
    draw,
    between,
    of: (things) => things[between(0, things.length - 1)]!,
    isOneIn: (n) => between(1, n) === 1,
    shuffled: (things) => {
      const all = [...things]
      for (let n = all.length - 1; n > 0; n--) {
        const other = between(0, n)
        ;[all[n], all[other]] = [all[other]!, all[n]!]
      }
      return all
    },
  }
}
