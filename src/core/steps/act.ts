// What a row of an offer table does: give, escalate, say or end. A refusal is a value: the next row is tried.
import { cartTotal } from '../cart.ts'
import { type Draft, rulebookOf } from '../draft.ts'
import { enrolmentOf } from '../enrol.ts'
import { openTicket, sayAwaited } from '../handoff.ts'
import { issue, showCode } from '../issuing/issue.ts'
import type { RowAct } from '../rulebook.ts'
import { keyFor, say } from '../say.ts'
import type { Talk } from '../shopper.ts'
import { withAgent } from '../talk.ts'
import { on, type Walked } from './step.ts'

/** A large cart gets no code by itself: an agent decides on it. */
const isLarge = (draft: Draft): boolean => {
  const large = draft.now.shop.large_order
  return large !== null && cartTotal(draft.shopper.cart?.lines ?? []) >= large
}

/** Null: refused, as if the row did not hold. */
export const act = (draft: Draft, talk: Talk, row: RowAct, next: string | null): Walked | null => {
  switch (row.kind) {
    case 'give':
      return give(draft, talk, row.offer) ? on(next) : null
    case 'escalate':
      return escalate(draft, talk, row.reason, next)
    case 'say':
      say(draft, rulebookOf(draft, talk) ?? draft.now, keyFor(row.text, talk.vars), talk)
      return on(next)
    case 'end':
      return on(null)
  }
}

const give = (draft: Draft, talk: Talk, offer: string): boolean => {
  if (isLarge(draft)) return false
  const issued = issue(draft, offer, talk.enrolment)
  if (issued.kind === 'refused') return issued.why === 'wants_spare'
  showCode(draft, issued.kind === 'live' ? 'code_again' : 'code', issued.code, talk)
  return true
}

/** `otherwise`: where it goes on at once where nobody is waited for, outside the working hours. */
export const escalate = (draft: Draft, talk: Talk, reason: string, otherwise: string | null): Walked => {
  // A flow that comes back to its escalation within one turn would do so again and again.
  const again = draft.effects.some((effect) => effect.kind === 'ticket')
  const campaign = enrolmentOf(draft, talk.enrolment)?.campaign ?? talk.flow
  const { ticket, fresh } = openTicket(draft, reason, campaign, talk.enrolment, talk)
  const other = withAgent(draft)
  if (!fresh && other && other.enrolment !== talk.enrolment) {
    // The agent who is awaited already sees to both: one talk waits, and this one is over.
    if (draft.answering) sayAwaited(draft, ticket)
    return on(null)
  }
  if (ticket.away) return on(again ? null : otherwise)
  return { kind: 'wait', for: 'agent', until: ticket.until }
}
