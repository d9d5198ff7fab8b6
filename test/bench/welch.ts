// Do two sets of times differ? Welch's t, as dudect uses it (Reparaz, Balasch, Verbauwhede: "Dude, is my code constant
// time?", 2017), also with the slowest times cropped off, where a small difference hides in a long tail.

type Set = { readonly n: number; readonly mean: number; readonly variance: number }

const setOf = (times: readonly number[]): Set => {
  const n = times.length
  const mean = times.reduce((sum, time) => sum + time, 0) / n
  const variance = times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (n - 1)
  return { n, mean, variance }
}

const welch = (a: Set, b: Set): number => (a.mean - b.mean) / Math.sqrt(a.variance / a.n + b.variance / b.n)

/** Below 4.5 either way nothing is to be seen: a chance of about 7 in a million that there was nothing. */
export const LIMIT = 4.5
/** Shares of the times that are kept, the slowest left out. */
const KEPT = [1, 0.99, 0.95, 0.9, 0.75, 0.5]

export type Compared = { readonly kept: number; readonly t: number; readonly mean: readonly [number, number] }

/** `a`, `b`: times of one unit; cropped at the same time for both. */
export const compare = (a: readonly number[], b: readonly number[]): readonly Compared[] => {
  const sorted = [...a, ...b].sort((x, y) => x - y)
  return KEPT.map((kept) => {
    const most = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * kept))]!
    const [left, right] = [a, b].map((times) => setOf(times.filter((time) => time <= most)))
    return { kept, t: welch(left!, right!), mean: [left!.mean, right!.mean] }
  })
}
