// The step `say`: one text, then on.
import { rulebookOf } from '../draft.ts'
import { mayTouch } from '../enrolment/touch.ts'
import { keyIn, say } from '../say.ts'
import { talkBy } from './by-channel.ts'
import { on, type Walk } from './step.ts'

export const walkSay: Walk<'say'> = (draft, talk, step) => {
  const there = talkBy(draft, talk, step.channels)
  const rulebook = rulebookOf(draft, talk) ?? draft.now
  if (there && mayTouch(draft, talk))
    say(draft, rulebook, keyIn(draft, rulebook, step.text, talk), there, { show: step.show })
  return on(step.next)
}
