// Which of its code's terms an order breaks that the shop has taken all the same: recorded with the use.
import type { Code, Overrun } from '../codes/code.ts'
import type { Draft } from '../draft.ts'
import type { Order } from '../orders/order.ts'
import { missingOf } from './amount.ts'
import { CONDITIONS, firstOf } from './conditions.ts'
import { isLockedFor } from './lock.ts'

/** Judged by the order's own time; undefined where it keeps the terms. */
export const brokenTerms = (
  { shopper, now, event }: Draft,
  code: Code,
  order: Order,
): Overrun | undefined => {
  const { at } = event
  if (isLockedFor(code, order.id, at)) return 'locked'
  if (missingOf(code.terms, order) > 0) return 'below_minimum'
  const broken = firstOf(CONDITIONS, { code, order, at, shopper, shop: now.shop })?.reason
  // An order that nothing was taken off breaks nothing.
  if (!broken || broken === 'nothing_to_discount') return undefined
  return broken === 'not_with_other_codes' ? 'with_other_code' : 'not_in_terms'
}
