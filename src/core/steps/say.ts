// The step `say`: one text, then on.
import { rulebookOf } from '../draft.ts'
import { keyIn, say } from '../say.ts'
import { mayTouch } from '../touch.ts'
import { on, type Walk } from './step.ts'

export const walkSay: Walk<'say'> = (draft, talk, step) => {
  const rulebook = rulebookOf(draft, talk) ?? draft.now
  if (mayTouch(draft, talk))
    say(draft, rulebook, keyIn(draft, rulebook, step.text, talk), talk, { show: step.show })
  return on(step.next)
}
