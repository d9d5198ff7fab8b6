// Touches: what we say by ourselves without an offer. Each moment of it counts once in the enrolment's row; a variant
// may have fewer of them. Knows no texts.
import type { Draft } from '../draft.ts'
import type { Talk } from '../shopper.ts'
import { enrolmentOf, mark } from './enrol.ts'
import { variantIn } from './variant.ts'

/** May we write to this shopper by ourselves once more? An answer is always given. */
export const mayTouch = (draft: Draft, talk: Talk): boolean => {
  const most = variantIn(draft, talk.enrolment)?.touches
  if (most === undefined || draft.answering) return true
  return (enrolmentOf(draft, talk.enrolment)?.touches ?? 0) < most
}

/** Counts a touch where something was said since `before`, the number of effects then. */
export const noteTouch = (draft: Draft, talk: Talk, before: number): void => {
  const touched = draft.effects.some(
    (effect, n) =>
      n >= before && effect.kind === 'say' && !effect.answer && !effect.message.code && !effect.by,
  )
  if (touched) mark(draft, talk.enrolment, ({ touches = 0 }) => ({ touches: touches + 1 }))
}
