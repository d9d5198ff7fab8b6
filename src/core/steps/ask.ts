// The step `ask`: a text with buttons; waits for an answer in words or by button, or for silence.
import { rulebookOf } from '../draft.ts'
import { keyFor, say } from '../say.ts'
import { talkBy } from './by-channel.ts'
import { on, type Walk } from './step.ts'

export const walkAsk: Walk<'ask'> = (draft, talk, step) => {
  const rulebook = rulebookOf(draft, talk) ?? draft.now
  const there = talkBy(draft, talk, step.channels)
  if (!there) return on(step.silent)
  say(draft, rulebook, keyFor(step.text, talk.vars), there, {
    choices: step.choices,
    show: step.show,
  })
  return { kind: 'wait', for: 'answer', until: draft.at + step.wait }
}
