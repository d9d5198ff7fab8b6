// The step `say`: one text, then on.
import { rulebookOf } from '../draft.ts'
import { mayTouch } from '../enrolment/touch.ts'
import { keyIn, say } from '../say.ts'
import { talkBy } from './by-channel.ts'
import { on, type Walk } from './step.ts'

export const walkSay: Walk<'say'> = (draft, talk, step) => {
  const there = talkBy(draft, talk, step)
  const rulebook = rulebookOf(draft, talk) ?? draft.now
  const may = there !== null && mayTouch(draft, talk)
  if (!may && step.unit?.lead) return on(step.unit.end)
  if (may) say(draft, rulebook, keyIn(draft, rulebook, step.text, talk), there, { show: step.show })
  return on(step.next)
}
