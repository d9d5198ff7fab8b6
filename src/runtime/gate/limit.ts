// How much may be under way at once, by Little's law: what is finished in a second, times how long it may take. Measured
// over and over, so that it fits any machine, disk and store. Has no clock: whoever asks says what the time is.

/**
 * Beyond what it takes where nothing waits, work may wait for the others that are under way so long, ms. What is under way
 * together is written together: with less, the process waits for the disk more often than it need.
 */
const BESIDE = 80
/** The same where the process itself has time left: then the store is far away, and more at once is no loss. */
const FAR = 250
/** The share of its time that a process has left where it is not the bottleneck. */
const LEFT = 0.3
export const LEAST = 16
/** Until something is measured. */
const FIRST = 64
const MOST = 1024
/** Measured over so long at least, ms. */
export const WINDOW = 100
/** After so many windows in which nobody had to wait nothing is known of how fast it can be. */
const FORGOTTEN = 50

export type Limit = {
  readonly most: () => number
  /** Pieces of work a second that can be finished; null: it was never too much lately, so nobody knows. */
  readonly pace: () => number | null
  /** One was finished that took `ms`. */
  readonly finished: (ms: number) => void
  /** A window is over. `full`: somebody had to wait in it. `left`: the share of its time in which the process did nothing. */
  readonly window: (ms: number, full: boolean, left: number) => void
}

export const createLimit = (): Limit => {
  let most = FIRST
  let pace: number | null = null
  let done = 0
  let took = 0
  /** What one takes where nothing waits, ms; null: not known yet. */
  let alone: number | null = null
  let idle = 0
  return {
    most: () => most,
    pace: () => pace,
    finished: (ms) => {
      done++
      took += ms
    },
    window: (ms, full, left) => {
      const now = (done / ms) * 1000
      const mean = done > 0 ? took / done : null
      if (mean !== null)
        // Where much is under way, each takes longer for the others' sake: that says only how little it can be.
        alone = alone === null ? mean : full ? Math.min(alone, mean) : alone * 0.8 + mean * 0.2
      if (full) {
        idle = 0
        // One bad window is a neighbour's doing, or the disk's: it counts for less than a good one.
        const share = now > (pace ?? 0) ? 0.3 : 0.1
        pace = pace === null ? now : pace * (1 - share) + now * share
        const wanted = (now / 1000) * (left > LEFT ? FAR : (alone ?? 0) + BESIDE)
        most = Math.round(Math.min(MOST, Math.max(LEAST, most + (wanted - most) / 2)))
      } else {
        idle++
        if (pace !== null) pace = idle > FORGOTTEN ? null : Math.max(pace, now)
      }
      done = 0
      took = 0
    },
  }
}
