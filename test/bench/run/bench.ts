// What a benchmark is: a name, what is counted, and a run that answers rows. Knows none of them.

/** A goal on the median: a ratio or figure that has to be reached, or may not be passed. */
export type Goal = { readonly least: number } | { readonly most: number }

export type Row = {
  /** What was done, with sizes: `64 at once`. */
  readonly what: string
  /** Rounds of each side, in `unit`; without a peer there is no ratio. */
  readonly ours: readonly number[]
  readonly peer?: { readonly name: string; readonly rounds: readonly number[] }
  /** Of `ours` and `peer`: turns a second, ms, MB. */
  readonly unit: string
  /** Where less is better the ratio is still ours to theirs. Where goals are in times faster: more of `unit` is better. */
  readonly goal: Goal | null
}

export type Told = {
  readonly rows: readonly Row[]
  /** What is said below the table, a paragraph each: what was counted, what the limit is. */
  readonly notes?: readonly string[]
  /** Tables that a benchmark writes itself, as they are. */
  readonly lines?: readonly string[]
}

export type Tools = {
  /** Rounds that count; one more goes before them and warms up. */
  readonly rounds: number
  readonly log: (line: string) => void
  /** Another size than the goal's (`--size`), to try it out; null: the goal's. */
  readonly size: number | null
}

export type Bench = {
  readonly name: string
  /** A sentence or two: what is done on either side, and what counts. */
  readonly about: string
  readonly run: (tools: Tools) => Promise<Told>
}
