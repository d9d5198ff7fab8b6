// The step `wait`: a pause; the newest rulebook says how long.
import { flowOf } from '../rulebook.ts'
import type { Walk } from './step.ts'

export const walkWait: Walk<'wait'> = (draft, talk, step) => {
  const newest = flowOf(draft.now, talk.flow)?.steps[step.id]
  const pause = newest?.kind === 'wait' ? newest.for : step.for
  return { kind: 'wait', for: 'pause', until: draft.at + pause }
}
