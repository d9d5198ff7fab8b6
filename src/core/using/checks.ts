// What may stand against using a code on an order, one rule each, asked in this order; the first that answers is
// the reason. A new rule is a small function and a line in CHECKS. Redeeming and validating ask the same.
import type { Code } from '../code.ts'
import type { Shop } from '../shop.ts'
import type { Shopper } from '../shopper.ts'
import { amountOf, missingOf, type OrderSums } from './amount.ts'

export type UseRefusal = 'expired' | 'redeemed' | 'revoked' | 'minimum' | 'nothing_to_discount'

/** One use as it is asked for. `at`: the order's own time; the caller has made sure that the asker owns the code. */
export type Use = {
  readonly code: Code
  readonly order: OrderSums & { readonly id?: string }
  readonly at: number
  readonly shopper: Shopper
  readonly shop: Shop
}

/** `missing`: to the minimum, minor units. */
export type Against = { readonly reason: UseRefusal; readonly missing?: number }

type Check = (use: Use) => Against | null

const isIssued: Check = ({ code }) =>
  code.state === 'redeemed' || code.state === 'revoked' ? { reason: code.state } : null

/** A code that has expired by now was valid at an earlier order's time, as long as its reservation stands. */
const isInTime: Check = ({ code, at }) =>
  at >= code.until || code.reserved === 0 ? { reason: 'expired' } : null

const hasMinimum: Check = ({ code, order }) => {
  const missing = missingOf(code.terms, order)
  return missing > 0 ? { reason: 'minimum', missing } : null
}

const takesSomething: Check = ({ code, order }) =>
  amountOf(code.terms, order) === 0 && code.terms.kind !== 'points' ? { reason: 'nothing_to_discount' } : null

const CHECKS: readonly Check[] = [isIssued, isInTime, hasMinimum, takesSomething]

export const againstUse = (use: Use): Against | null => {
  for (const check of CHECKS) {
    const found = check(use)
    if (found) return found
  }
  return null
}
