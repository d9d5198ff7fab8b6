// Counts what this decision says for the enrolments it belongs to, so that a report can charge what messages cost.
import type { Draft } from '../draft.ts'
import type { Effect } from '../effect.ts'
import { mark } from './enrol.ts'

type Say = Extract<Effect, { kind: 'say' }>

/** A reminder is of no talk, but of a code. */
const enrolmentOf = (draft: Draft, say: Say): string | undefined =>
  say.enrolment ?? draft.shopper.codes.find(({ id }) => id === say.message.code?.id)?.enrolment

export const countMessages = (draft: Draft): void => {
  for (const effect of draft.effects.filter((one) => one.kind === 'say')) {
    const enrolment = enrolmentOf(draft, effect)
    const { channel } = effect.to
    if (enrolment !== undefined)
      mark(draft, enrolment, ({ messages }) => ({
        messages: { ...messages, [channel]: (messages?.[channel] ?? 0) + 1 },
      }))
  }
}
