// What a torture is made of: something hard, done for long, from a seed. Knows no part and no runner.

/** short: in the ordinary tests, within seconds. long: the numbers that are promised. */
export type Size = 'short' | 'long'

export type Ordeal = {
  /** All chance comes from it: the same seed does the same, as far as processes allow. */
  readonly seed: number
  readonly size: Size
  /** A line of progress. */
  readonly log: (line: string) => void
  /** It is to come to its end now, with what it has: its last looks are not left out. Missing: never. */
  readonly isOver?: () => boolean
  /** An empty folder of this part's own for what it works on. Kept where the part fails; removed where it passes. */
  readonly folder: string
}

export type Verdict = {
  /** What does not hold, each in words; none: passed. */
  readonly wrong: readonly string[]
  /** What was counted and measured. */
  readonly figures: Readonly<Record<string, number | string>>
  /** Ended before it was through: how far it got, in words. */
  readonly soFar?: string
}

export type Torture = {
  readonly name: string
  readonly about: string
  /** Throws a Skip where the machine lacks what it needs. */
  readonly run: (ordeal: Ordeal) => Promise<Verdict>
}

/** This machine can not do it; `message` says what is missing. */
export class Skip extends Error {}

/** What it needs is there, and this machine's keeper does not allow it. */
export class Forbidden extends Skip {}
