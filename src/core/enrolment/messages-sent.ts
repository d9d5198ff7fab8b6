// Counts what this decision says for the enrolments it belongs to, so that a report can charge what messages cost.
import type { Draft } from '../draft.ts'
import type { Effect } from '../effect.ts'
import { mark } from './enrol.ts'

type Say = Extract<Effect, { kind: 'say' }>

/** A reminder is of no talk, but of a code. */
const enrolmentOf = (draft: Draft, say: Say): string | undefined =>
  say.enrolment ?? draft.shopper.codes.find(({ id }) => id === say.message.code?.id)?.enrolment

export const countMessages = (draft: Draft): void => {
  // mark changes the effects under way; what is said is not among what it adds.
  for (const effect of draft.effects) {
    if (effect.kind !== 'say') continue
    const enrolment = enrolmentOf(draft, effect)
    const { channel } = effect.to
    if (enrolment !== undefined)
      mark(draft, enrolment, ({ messages }) => ({
        messages: { ...messages, [channel]: (messages?.[channel] ?? 0) + 1 },
      }))
  }
}
