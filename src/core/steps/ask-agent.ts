// How a talk comes to wait for an agent: handed over, or for a yes to one offer.

import { openTicket, sayAwaited } from '../agents/handoff.ts'
import type { Draft } from '../draft.ts'
import { enrolmentOf } from '../enrolment/enrol.ts'
import type { Talk } from '../shopper.ts'
import { withAgent } from '../talk.ts'
import { on, type Walked } from './step.ts'

/** The talk waits for the agent's yes; without one the row is refused, as it is at once where nobody is at work. */
export const askAgent = (draft: Draft, talk: Talk, offer: string): Walked | null => {
  if (draft.unapproved) return null
  const campaign = enrolmentOf(draft, talk.enrolment)?.campaign ?? talk.flow
  const { ticket } = openTicket(draft, 'approval', campaign, talk.enrolment, talk, offer)
  return ticket.away ? null : { kind: 'wait', for: 'agent', until: ticket.until }
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
