// What may stand against using a code on an order, one rule each, asked in this order; the first that answers is
// the reason. A new rule is a small function and a line in CHECKS. Redeeming and validating ask the same.
import type { Code } from '../code.ts'
import type { Shop } from '../shop.ts'
import type { Shopper } from '../shopper.ts'
import { amountOf, missingOf, type OrderSums } from './amount.ts'
import { isLockedFor } from './lock.ts'

export type UseRefusal = 'expired' | 'redeemed' | 'revoked' | 'locked' | 'minimum' | 'nothing_to_discount'

/** One use as it is asked for. `at`: the order's own time; the caller has made sure that the asker owns the code. */
export type Use = {
  readonly code: Code
  readonly order: OrderSums & { readonly id?: string }
  readonly at: number
  /** When it is asked, which is not before; missing: at the order's own time. */
  readonly now?: number
  readonly shopper: Shopper
  readonly shop: Shop
}

/** `missing`: to the minimum, minor units; `until`: the end of a lock, ms since 1970. */
export type Against = {
  readonly reason: UseRefusal
  readonly missing?: number
  readonly until?: number
}

type Check = (use: Use) => Against | null

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

const takesSomething: Check = ({ code, order }) =>
  amountOf(code.terms, order) === 0 && code.terms.kind !== 'points' ? { reason: 'nothing_to_discount' } : null

const CHECKS: readonly Check[] = [isIssued, isInTime, isFree, hasMinimum, takesSomething]

export const againstUse = (use: Use): Against | null => {
  for (const check of CHECKS) {
    const found = check(use)
    if (found) return found
  }
  return null
}
