// The step `wait`: a pause; the newest rulebook says how long.
import { flowOf } from '../rulebook.ts'
import { varied } from '../time/varied.ts'
import type { Walk } from './step.ts'

export const walkWait: Walk<'wait'> = (draft, talk, step) => {
  const newest = flowOf(draft.now, talk.flow)?.steps[step.id]
  const { for: least, spread } = newest?.kind === 'wait' ? newest : step
  const pause = varied({ least, ...(spread && { spread }) }, talk.enrolment, talk.flow, step.id)
  return { kind: 'wait', for: 'pause', until: draft.at + pause }
}
