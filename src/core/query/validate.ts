// May this code be used on this order? A question: changes nothing. Redeeming asks the same first.
import type { Code } from '../code.ts'
import { amountOf, missingOf, type OrderSums } from '../code-terms.ts'

export type CodeAnswer =
  | {
      readonly valid: true
      readonly amount: number
      readonly points?: number
      readonly until: number
      readonly offer: string
    }
  | {
      readonly valid: false
      readonly reason: 'expired' | 'redeemed' | 'revoked' | 'minimum' | 'nothing_to_discount'
      /** What is missing to the minimum, minor units. */
      readonly missing?: number
    }

/** `at`: the order's own time. The caller has made sure that the asker owns the code. */
export const answerCode = (code: Code, order: OrderSums, at: number): CodeAnswer => {
  if (code.state === 'redeemed') return { valid: false, reason: 'redeemed' }
  if (code.state === 'revoked') return { valid: false, reason: 'revoked' }
  // A code that has expired by now was valid at an earlier order's time, as long as its reservation stands.
  if (at >= code.until || code.reserved === 0) return { valid: false, reason: 'expired' }
  const missing = missingOf(code.terms, order)
  if (missing > 0) return { valid: false, reason: 'minimum', missing }
  const amount = amountOf(code.terms, order)
  if (amount === 0 && code.terms.kind !== 'points') return { valid: false, reason: 'nothing_to_discount' }
  return {
    valid: true,
    amount,
    until: code.until,
    offer: code.offer,
    ...(code.terms.kind === 'points' && { points: code.terms.value }),
  }
}
