// Of the addresses that reach a shopper, one that the contact policy lets us write to: what was wished for, else the best.
import type { Draft } from '../draft.ts'
import type { Address } from '../event.ts'
import { reachAt } from '../reach.ts'
import { bestAt } from '../reaching/choose.ts'
import { type Against, isLasting } from './against.ts'
import type { Purpose } from './consent.ts'
import { mayContact } from './may-contact.ts'

/** `wished` where nothing lasting stands against it, else the best that nothing stands against, else `wished`. */
export const whereTo = (draft: Draft, wished: Address | null, purpose: Purpose): Address | null => {
  if (!wished || draft.answering || !isLasting(mayContact(draft, wished, purpose))) return wished
  return bestAt(draft, purpose) ?? wished
}

/** What stands against writing to this shopper at all, wherever; null: there is a way. */
export const againstAll = (draft: Draft, purpose: Purpose): Against | null => {
  const best = whereTo(draft, reachAt(draft.now.shop, draft.shopper), purpose)
  const against = best && mayContact(draft, best, purpose)
  return isLasting(against) ? against : null
}
