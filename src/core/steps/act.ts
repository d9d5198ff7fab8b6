// What a row of an offer table does: give, escalate, say or end. A refusal is a value: the next row is tried.
import { cartTotal } from '../cart/cart.ts'
import type { Condition } from '../condition.ts'
import { type Draft, rulebookOf } from '../draft.ts'
import { mayTouch } from '../enrolment/touch.ts'
import { needsApproval } from '../issuing/approval.ts'
import { issue, prepare, showCode } from '../issuing/issue.ts'
import type { RowAct } from '../rulebook.ts'
import { keyIn, say } from '../say.ts'
import type { Talk } from '../shopper.ts'
import { whyGiven } from '../why.ts'
import { askAgent, escalate } from './ask-agent.ts'
import { climbLadder } from './climb.ts'
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
    case 'climb':
      return isLarge(draft) ? null : climbLadder(draft, talk, row.ladder, next, rules)
    case 'escalate':
      return escalate(draft, talk, row.reason, next)
    case 'say':
      sayText(draft, talk, row.text)
      return on(next)
    case 'end':
      return on(null)
  }
}

const sayText = (draft: Draft, talk: Talk, text: string): void => {
  const rulebook = rulebookOf(draft, talk) ?? draft.now
  if (mayTouch(draft, talk)) say(draft, rulebook, keyIn(draft, rulebook, text, talk), talk)
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
