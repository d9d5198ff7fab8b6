// Codes of two that are one: all are kept, and one of those that could still be used stays.

import type { Cart } from '../cart/cart.ts'
import { cartTotal } from '../cart/cart.ts'
import { type Code, isLive } from '../codes/code.ts'
import { revoke } from '../codes/code-life.ts'
import type { Draft } from '../draft.ts'
import { standTogether } from '../offers/use-terms.ts'
import { amountOf, costOf, missingOf } from '../using/amount.ts'

/** What it would take off the cart as it stands, minor units; 0 where its terms are not met. */
const worthNow = (code: Code, cart: Cart | null): number => {
  const lines = cart?.lines ?? []
  const order = { total: cartTotal(lines), lines }
  return missingOf(code.terms, order) > 0 ? 0 : costOf(code.terms, amountOf(code.terms, order))
}

/** The better one for the shopper first: on this cart, then at most, then valid longer. */
const byWorth =
  (cart: Cart | null) =>
  (a: Code, b: Code): number =>
    worthNow(b, cart) - worthNow(a, cart) ||
    b.terms.worst - a.terms.worst ||
    b.until - a.until ||
    (a.id < b.id ? -1 : 1)

/** All codes of both, as they were issued. */
export const joinCodes = (older: readonly Code[], younger: readonly Code[]): readonly Code[] =>
  [...older, ...younger].sort((a, b) => a.issued - b.issued || (a.id < b.id ? -1 : 1))

/**
 * A shopper has one live code, but for those that stand beside others: what is in the way of a better one are taken back, as an agent would, and what was reserved for them goes back
 * to its budget once no order made in their time can arrive any more.
 */
export const keepBestCode = (draft: Draft): void => {
  const live = draft.shopper.codes.filter((code) => isLive(code, draft.at))
  const kept: Code[] = []
  for (const code of live.sort(byWorth(draft.shopper.cart)))
    if (kept.every((other) => standTogether(other.terms, code.terms))) kept.push(code)
    else revoke(draft, code, draft.now.shop.settle_within)
}
