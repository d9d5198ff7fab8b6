// The time that the engine goes by: the machine's, but that it never goes back by little, and that a leap of more than an
// hour is believed only once it has stood for a while. Durations are taken from a clock that nobody sets.
import type { Log } from '../ports/log.ts'

/** A leap of more than this, either way, is likelier a fault than a clock put right, ms. */
const LEAP = 3_600_000
/** It is believed when it has stood for so long. */
const STOOD = 2 * 60_000
/** Two readings of the same leap may differ by so much. */
const SAME = 5_000
/** While the machine's clock is behind, ours goes on at this part of its pace, until the two meet. */
const SLOWED = 0.5

type Parts = {
  /** ms since 1970, as the machine has it. */
  readonly wall: () => number
  /** ms, by a clock that nobody sets. */
  readonly steady: () => number
  readonly log: Log
  /** A leap was believed: by how much, ms; less than 0 where time went back. */
  readonly onLeap: (by: number) => void
}

export const createSteadyClock = ({ wall, steady, log, onLeap }: Parts): (() => number) => {
  let at = wall()
  let read = steady()
  let leap: { readonly ahead: number; readonly since: number } | null = null

  const follow = (to: number, passed: number): number => {
    const ahead = to - (at + passed)
    if (Math.abs(ahead) <= LEAP) {
      if (leap) log.warn({}, "the machine's clock is right again")
      leap = null
      return ahead >= 0 ? to : Math.max(to, at + passed * SLOWED)
    }
    if (!leap || Math.abs(leap.ahead - ahead) > SAME) {
      leap = { ahead, since: read }
      const seconds = Math.round(ahead / 1000)
      log.error({ seconds }, "the machine's clock has leapt: it is not followed unless it stays so")
    }
    if (read - leap.since < STOOD) return at + passed
    log.error(
      { seconds: Math.round(ahead / 1000) },
      "the machine's clock has leapt and stays so: it is followed",
    )
    leap = null
    setImmediate(onLeap, ahead)
    return to
  }

  return () => {
    const now = steady()
    const passed = Math.max(0, now - read)
    read = now
    at = follow(wall(), passed)
    return Math.floor(at)
  }
}
