// The step `ask`: a text with buttons; waits for an answer in words or by button, or for silence.
import { rulebookOf } from '../draft.ts'
import { keyFor, say } from '../say.ts'
import type { Walk } from './step.ts'

export const walkAsk: Walk<'ask'> = (draft, talk, step) => {
  const rulebook = rulebookOf(draft, talk) ?? draft.now
  say(draft, rulebook, keyFor(step.text, talk.vars), talk, {
    choices: step.choices,
    show: step.show,
  })
  return { kind: 'wait', for: 'answer', until: draft.at + step.wait }
}
