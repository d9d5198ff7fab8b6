// The one wake-up of a shopper: the earliest due time in its document.

import { referralDue } from '../actions/referral.ts'
import { abandonedDue } from '../cart/abandonment.ts'
import { codeDue } from '../codes/code-life.ts'
import { pointsDue } from '../points/points.ts'
import type { Rulebook } from '../rulebook.ts'
import type { Shopper } from '../shopper.ts'

/** Milliseconds since 1970; null: nothing is due. */
export const dueOf = (rulebook: Rulebook, shopper: Shopper): number | null => {
  const times: number[] = []
  const add = (time: number | null | undefined) => {
    if (time !== null && time !== undefined) times.push(time)
  }
  add(shopper.heard?.due)
  add(shopper.look_again)
  add(abandonedDue(rulebook.flows, shopper))
  for (const talk of shopper.talks) add(talk.until)
  for (const pending of shopper.pending) add(pending.due)
  for (const ticket of shopper.tickets)
    if (ticket.state === 'open' || ticket.state === 'taken') add(ticket.until)
  add(pointsDue(rulebook.flows, shopper))
  add(referralDue(shopper))
  for (const code of shopper.codes) add(codeDue(code))
  return times.length > 0 ? Math.min(...times) : null
}
