// Steps nobody reaches, and loops that never wait. Knows where steps lead, not what they do.
import type { Step } from '../core/rulebook.ts'
import type { Place, Report } from './problem.ts'

type Steps = ReadonlyMap<string, Step>

const WAITS: ReadonlySet<Step['kind']> = new Set(['ask', 'wait', 'escalate'])

const skips = (step: Step): readonly (string | null)[] => (step.when ? [step.skip] : [])

/** Where a step leads at once, without waiting for anybody. */
const atOnce = (step: Step): readonly string[] => {
  const on = WAITS.has(step.kind) ? [] : step.kind === 'go' ? [step.to] : [step.next]
  return [...on, ...skips(step)].filter((id) => id !== null)
}

const everywhere = (step: Step): readonly string[] => {
  const sides = step.kind === 'ask' ? [step.silent] : step.kind === 'escalate' ? [step.fallback] : []
  const on = step.kind === 'go' ? [step.to] : [step.next]
  return [...on, ...sides, ...skips(step)].filter((id) => id !== null)
}

const reached = (first: string | null, steps: Steps): ReadonlySet<string> => {
  const seen = new Set<string>()
  const open = first === null ? [] : [first]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = steps.get(id)
    if (!step || seen.has(id)) continue
    seen.add(id)
    open.push(...everywhere(step))
  }
  return seen
}

/** The shortest way from a step back to itself without waiting, the step first; null where there is none. */
const loopFrom = (start: string, steps: Steps): readonly string[] | null => {
  const ways = new Map<string, readonly string[]>([[start, [start]]])
  for (const [id, way] of ways) {
    for (const next of atOnce(steps.get(id)!)) {
      if (next === start) return way
      if (steps.has(next) && !ways.has(next)) ways.set(next, [...way, next])
    }
  }
  return null
}

export const checkGraph = (
  first: string | null,
  steps: Steps,
  places: ReadonlyMap<string, Place>,
  report: Report,
): void => {
  const seen = reached(first, steps)
  let before = true
  for (const id of steps.keys()) {
    // Of several in a row only the first is told.
    const is = seen.has(id)
    if (!is && before) report.problem(places.get(id)!, `step ${id} is never reached`)
    before = is
  }
  const told = new Set<string>()
  for (const id of seen) {
    const loop = told.has(id) ? null : loopFrom(id, steps)
    if (!loop) continue
    for (const each of loop) told.add(each)
    report.problem(places.get(id)!, `these steps go round for ever: ${[...loop, id].join(' -> ')}`, {
      expected: 'a step in the loop that waits: ask, wait or escalate',
    })
  }
}
