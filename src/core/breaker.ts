// Stops asking a server that fails: after some failures in a row it is left alone for a while, then one call looks whether
// it is well again; where not, the wait doubles. Knows no network; time is handed in.

export type BreakerState = 'closed' | 'open' | 'half_open'

export type BreakerChange = {
  readonly state: BreakerState
  /** The failure that led to it, one fixed word. */
  readonly why: string
  /** How long it is left alone now, ms; 0 where it is not. */
  readonly wait: number
}

/** A call that was let through; `era` tells a late answer of before the last change from one of now. */
export type Pass = { readonly era: number }

export type Breaker = {
  readonly state: () => BreakerState
  /** Would a call be let through now? Takes nothing. */
  readonly isShut: () => boolean
  /** How long until a call would be let through, ms; 0 now, or as soon as the one that looks comes back. */
  readonly left: () => number
  /** null: not now. Whoever gets a pass says how it went, exactly once. */
  readonly enter: () => Pass | null
  readonly succeeded: (pass: Pass) => void
  /** `atOnce`: no further failure is waited for. `wait`: the server asked for so long, ms. */
  readonly failed: (
    pass: Pass,
    why: string,
    how?: { readonly atOnce?: boolean; readonly wait?: number },
  ) => void
  /** The call was not made after all. */
  readonly leave: (pass: Pass) => void
}

const FAILURES = 5
const FIRST_WAIT = 10_000
const LONGEST_WAIT = 10 * 60_000

/**
 * `clock`: ms, monotonic. `believed`: a server that says how long to wait is taken at its word, up to so long; where left
 * out, what it says only lengthens our own wait.
 */
export const createBreaker = (
  clock: () => number,
  onChange: (change: BreakerChange) => void,
  believed?: number,
): Breaker => {
  let state: BreakerState = 'closed'
  let era = 0
  let failures = 0
  let wait = 0
  let until = 0
  let probing = false

  const become = (next: BreakerState, why: string): void => {
    if (next === state) return
    state = next
    era++
    failures = 0
    probing = false
    onChange({ state, why, wait: next === 'open' ? until - clock() : 0 })
  }
  const isShut = (): boolean => (state === 'open' ? clock() < until : probing)
  const open = (why: string, asked: number): void => {
    const least = believed === undefined ? asked : 0
    wait = Math.min(Math.max(wait === 0 ? FIRST_WAIT : wait * 2, least), LONGEST_WAIT)
    until = clock() + (believed !== undefined && asked > 0 ? Math.min(asked, believed) : wait)
    become('open', why)
  }
  return {
    state: () => state,
    isShut,
    left: () => (state === 'open' ? Math.max(0, until - clock()) : 0),
    enter: () => {
      if (isShut()) return null
      if (state === 'open') become('half_open', 'waited')
      if (state === 'half_open') probing = true
      return { era }
    },
    succeeded: (pass) => {
      if (pass.era !== era) return
      failures = 0
      if (state === 'closed') return
      wait = 0
      become('closed', 'answered')
    },
    failed: (pass, why, { atOnce = false, wait: asked = 0 } = {}) => {
      if (pass.era !== era) return
      failures++
      if (state === 'half_open' || atOnce || failures >= FAILURES) open(why, asked)
    },
    leave: (pass) => {
      if (pass.era === era) probing = false
    },
  }
}
