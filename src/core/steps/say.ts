// The step `say`: one text, then on.
import { rulebookOf } from '../draft.ts'
import { keyFor, say } from '../say.ts'
import { talkBy } from './by-channel.ts'
import { on, type Walk } from './step.ts'

export const walkSay: Walk<'say'> = (draft, talk, step) => {
  const there = talkBy(draft, talk, step.channels)
  const rulebook = rulebookOf(draft, talk) ?? draft.now
  if (there) say(draft, rulebook, keyFor(step.text, talk.vars), there, { show: step.show })
  return on(step.next)
}
