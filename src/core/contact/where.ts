// Of the addresses that reach a shopper, one that the contact policy lets us write to. Which of several is the best is
// not decided here.
import type { Draft } from '../draft.ts'
import type { Address } from '../event.ts'
import { reachAt, reachableAt } from '../reach.ts'
import type { Against } from './against.ts'
import type { Purpose } from './consent.ts'
import { mayContact } from './may-contact.ts'

/** What passes by itself soon, or stands against one message only. */
const PASSES: ReadonlySet<Against['why']> = new Set(['quiet', 'capped'])

export const isLasting = (against: Against | null): against is Against =>
  against !== null && !PASSES.has(against.why)

/** `wished` where nothing lasting stands against it, else the best that nothing stands against, else `wished`. */
export const whereTo = (draft: Draft, wished: Address | null, purpose: Purpose): Address | null => {
  if (!wished || draft.answering || !isLasting(mayContact(draft, wished, purpose))) return wished
  const others = reachableAt(draft.now.shop, draft.shopper)
  return others.findLast((address) => !isLasting(mayContact(draft, address, purpose))) ?? wished
}

/** What stands against writing to this shopper at all, wherever; null: there is a way. */
export const againstAll = (draft: Draft, purpose: Purpose): Against | null => {
  const best = whereTo(draft, reachAt(draft.now.shop, draft.shopper), purpose)
  const against = best && mayContact(draft, best, purpose)
  return isLasting(against) ? against : null
}
