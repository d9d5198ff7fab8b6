// An offer as the terms of one shopper's code: bound to that shopper's things, and what it would cost on the cart.
import { cartTotal } from '../cart.ts'
import type { CodeTerms } from '../code.ts'
import type { Offer } from '../offer.ts'
import type { Shopper } from '../shopper.ts'
import { amountOf, costOf } from '../using/amount.ts'

export const termsOf = (offer: Offer, shopper: Shopper): CodeTerms => ({
  kind: offer.kind,
  value: offer.value,
  worst: offer.worst,
  minimum: offer.minimum,
  ...(offer.on === 'saved_items' && { on: offer.on, items: shopper.saved.map((saved) => saved.item) }),
})

/** What a code of this offer would cost on the cart as it stands, minor units. */
export const costOnCart = (offer: Offer, shopper: Shopper): number => {
  const lines = shopper.cart?.lines ?? []
  const terms = termsOf(offer, shopper)
  return costOf(terms, amountOf(terms, { total: cartTotal(lines), lines }))
}
