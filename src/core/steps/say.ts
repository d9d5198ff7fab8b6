// The step `say`: one text, then on.
import { rulebookOf } from '../draft.ts'
import { keyFor, say } from '../say.ts'
import { on, type Walk } from './step.ts'

export const walkSay: Walk<'say'> = (draft, talk, step) => {
  say(draft, rulebookOf(draft, talk) ?? draft.now, keyFor(step.text, talk.vars), talk, { show: step.show })
  return on(step.next)
}
