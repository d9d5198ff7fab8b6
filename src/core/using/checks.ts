// What may stand against using a code on an order, one rule each, asked in this order; the first that answers is
// the reason. A new rule is a small function and a line in CHECKS. Redeeming and validating ask the same.
import { missingOf } from './amount.ts'
import { CONDITIONS, firstOf, ONCE } from './conditions.ts'
import { isLockedFor } from './lock.ts'
import type { Against, Check, Use } from './use.ts'

const isIssued: Check = ({ code }) =>
  code.state === 'redeemed' || code.state === 'revoked' ? { reason: code.state } : null

/** A code that has expired by now was valid at an earlier order's time, as long as its reservation stands. */
const isInTime: Check = ({ code, at }) =>
  at >= code.until || code.reserved === 0 ? { reason: 'expired' } : null

/** Kept for another order; that one may use it. */
const isFree: Check = ({ code, order, at, now }) =>
  isLockedFor(code, order.id, now ?? at) ? { reason: 'locked', until: code.lock?.until ?? at } : null

const hasMinimum: Check = ({ code, order }) => {
  const missing = missingOf(code.terms, order)
  return missing > 0 ? { reason: 'minimum', missing } : null
}

const CHECKS: readonly Check[] = [isIssued, ONCE, isInTime, isFree, hasMinimum, ...CONDITIONS]

export const againstUse = (use: Use): Against | null => firstOf(CHECKS, use)
