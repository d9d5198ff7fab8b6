// The one wake-up of a shopper: the earliest due time in its document.

import { referralDue } from '../actions/referral.ts'
import { abandonedDue } from '../cart/abandonment.ts'
import { codeDue } from '../codes/code-life.ts'
import { pointsDue } from '../points/points.ts'
import type { Rulebook } from '../rulebook.ts'
import type { Shopper } from '../shopper.ts'
import { earliest } from './earliest.ts'

/** Milliseconds since 1970; null: nothing is due. */
export const dueOf = (rulebook: Rulebook, shopper: Shopper): number | null => {
  let due = earliest(shopper.look_again, shopper.heard?.due)
  due = earliest(due, abandonedDue(rulebook.flows, shopper))
  due = earliest(due, pointsDue(rulebook.flows, shopper))
  due = earliest(due, referralDue(shopper))
  for (const talk of shopper.talks) due = earliest(due, talk.until)
  for (const pending of shopper.pending) due = earliest(due, pending.due)
  for (const ticket of shopper.tickets)
    if (ticket.state === 'open' || ticket.state === 'taken') due = earliest(due, ticket.until)
  for (const code of shopper.codes) due = earliest(due, codeDue(code))
  return due
}
