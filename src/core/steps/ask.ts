// The step `ask`: a text with buttons; waits for an answer in words or by button, or for silence.
import { rulebookOf } from '../draft.ts'
import { mayTouch } from '../enrolment/touch.ts'
import { keyIn, say } from '../say.ts'
import type { Talk } from '../shopper.ts'
import { varied } from '../time/varied.ts'
import { talkBy } from './by-channel.ts'
import { on, type StepOf, type Walk } from './step.ts'

/** How long this talk waits for an answer to this step, ms. */
export const answerTime = ({ wait, spread, id }: StepOf<'ask'>, { enrolment, flow }: Talk): number =>
  varied({ least: wait, ...(spread && { spread }) }, enrolment, flow, id)

export const walkAsk: Walk<'ask'> = (draft, talk, step) => {
  // A variant with no touch left does as if nobody had answered.
  if (!mayTouch(draft, talk)) return on(step.silent)
  const rulebook = rulebookOf(draft, talk) ?? draft.now
  const there = talkBy(draft, talk, step)
  if (!there) return on(step.silent)
  say(draft, rulebook, keyIn(draft, rulebook, step.text, talk), there, {
    choices: step.choices,
    show: step.show,
  })
  return { kind: 'wait', for: 'answer', until: draft.at + answerTime(step, talk) }
}
