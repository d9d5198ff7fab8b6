// The step `audience`: the shopper is in it for a while; nobody is told.
import { enterAudience } from '../audience.ts'
import { on, type Walk } from './step.ts'

export const walkAudience: Walk<'audience'> = (draft, _talk, step) => {
  enterAudience(draft, step.name, draft.at + step.for)
  return on(step.next)
}
