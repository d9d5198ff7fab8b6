// The gate of this process: what it measures by, what it tells /metrics, and the log's word while much is refused.
import { performance } from 'node:perf_hooks'
import type { Busy, Gate, Work } from '../ports/gate.ts'
import type { Hook } from '../ports/hook.ts'
import type { Log } from '../ports/log.ts'
import { createGate } from '../runtime/gate/gate.ts'

/** ms between two lines of the log. */
const APART = 10_000

type Told = {
  readonly refused: (work: Work, whose: Busy['whose']) => void
  readonly waited: (work: Work, ms: number) => void
}

/** The share of its time in which the process did nothing since the last look. */
const createLeft = (): (() => number) => {
  let before = performance.eventLoopUtilization()
  return () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    return 1 - utilization
  }
}

export const openGate = (told: Told, log: Log): Gate => {
  let counts: Partial<Record<Work, number>> = {}
  let said = Number.NEGATIVE_INFINITY
  const refused = (work: Work, whose: Busy['whose']): void => {
    told.refused(work, whose)
    counts[work] = (counts[work] ?? 0) + 1
    if (performance.now() - said < APART) return
    said = performance.now()
    log.warn(
      { refused: counts },
      'there is more to do than can be done in time: some is refused, to come again',
    )
    counts = {}
  }
  return createGate({
    now: () => performance.now(),
    left: createLeft(),
    meter: { refused, waited: told.waited },
  })
}

/** Where agents' work comes in beside the desk itself. */
export const agentsDoors = (hooks: readonly Hook[]): ReadonlySet<string> =>
  new Set(hooks.flatMap(({ work, path }) => (work === 'agents' ? path : [])))
