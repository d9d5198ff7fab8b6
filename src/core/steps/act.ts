// What a row of an offer table does: give, escalate, say or end. A refusal is a value: the next row is tried.
import { cartTotal } from '../cart.ts'
import type { Condition } from '../condition.ts'
import { type Draft, rulebookOf } from '../draft.ts'
import { enrolmentOf } from '../enrol.ts'
import { openTicket } from '../handoff.ts'
import { needsApproval } from '../issuing/approval.ts'
import { issue, prepare, showCode } from '../issuing/issue.ts'
import type { RowAct } from '../rulebook.ts'
import { keyFor, say } from '../say.ts'
import type { Talk } from '../shopper.ts'
import { whyGiven } from '../why.ts'
import { on, type Walked } from './step.ts'

/** A large cart gets no code by itself: an agent decides on it. */
const isLarge = (draft: Draft): boolean => {
  const large = draft.now.shop.large_order
  return large !== null && cartTotal(draft.shopper.cart?.lines ?? []) >= large
}

/** Null: refused, as if the row did not hold. `rules`: what had to hold to get here, for the code's `why`. */
export const act = (
  draft: Draft,
  talk: Talk,
  row: RowAct,
  next: string | null,
  rules: readonly (Condition | null)[] = [],
): Walked | null => {
  switch (row.kind) {
    case 'give':
      return give(draft, talk, row.offer, next, rules)
    case 'escalate':
      return escalate(draft, talk, row.reason, next)
    case 'say':
      say(draft, rulebookOf(draft, talk) ?? draft.now, keyFor(row.text, talk.vars), talk)
      return on(next)
    case 'end':
      return on(null)
  }
}

/** A large cart and what wants a yes are an agent's to decide. */
const give = (
  draft: Draft,
  talk: Talk,
  offer: string,
  next: string | null,
  rules: readonly (Condition | null)[],
): Walked | null => {
  const prepared = prepare(draft, offer, talk.enrolment)
  if (prepared.kind === 'ready' && needsApproval(prepared.asked)) return askAgent(draft, talk, offer)
  if (isLarge(draft)) return null
  const why = whyGiven(draft, talk, rules)
  const issued = prepared.kind === 'ready' ? issue(draft, offer, talk.enrolment, undefined, why) : prepared
  if (issued.kind === 'refused') {
    draft.refused = issued.why
    return issued.why === 'wants_spare' ? on(next) : null
  }
  showCode(draft, issued.kind === 'live' ? 'code_again' : 'code', issued.code, talk)
  return on(next)
}

/** The talk waits for the agent's yes; without one the row is refused, as it is at once where nobody is at work. */
const askAgent = (draft: Draft, talk: Talk, offer: string): Walked | null => {
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
  const { ticket } = openTicket(draft, reason, campaign, talk.enrolment, talk)
  if (ticket.away) return on(again ? null : otherwise)
  return { kind: 'wait', for: 'agent', until: ticket.until }
}
