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

/** How a question to the model ended: `answered`, or why the talk went on without it. */
export type ModelOutcome =
  | 'answered'
  /** Not asked: the breaker is open, the day's cap is reached, too many at once. */
  | 'shut'
  | 'capped'
  | 'busy'
  | 'late'
  | 'unreachable'
  | 'broken'
  | 'too_large'
  | 'redirected'
  | 'denied'
  | 'too_many'
  | 'server_error'
  | 'bad_request'
  | 'bad_json'
  | 'bad_schema'
  | 'empty'
  | 'refused'
  | 'cut_off'
  /** A phrased text that did not keep the facts of the shop's own. */
  | 'changed_facts'

export type ModelMeter = {
  /** `ms`: how long the talk waited for it. */
  readonly model: (what: 'read' | 'phrase', outcome: ModelOutcome, ms: number) => void
}
