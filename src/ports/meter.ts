// What the engine tells whoever counts. Few fixed words only: nothing of who it was or what was said.

export type Outcome = 'done' | 'repeat' | 'changed' | 'parked'

export type Meter = {
  /** A turn has ended. `kind`: of its event. */
  readonly turn: (kind: string, outcome: Outcome) => void
  /** A commit was tried. `result`: done, stale, refused, repeat or changed. */
  readonly commit: (result: string) => void
  /** A code was issued, or asked for at the till: redeemed, rolled_back, refused. */
  readonly code: (what: 'issued' | 'redeemed' | 'rolled_back' | 'refused') => void
  /** An outbox item was settled. */
  readonly delivery: (kind: string, settled: string) => void
}
