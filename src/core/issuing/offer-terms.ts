// An offer as the terms of one shopper's code: bound to that shopper's things, and what it would cost on the cart.
import type { Around } from '../around.ts'
import { boughtCategories, relatedGoods } from '../bought.ts'
import { cartTotal } from '../cart.ts'
import type { CodeTerms } from '../code.ts'
import { firstGift } from '../gift.ts'
import type { Offer } from '../offer.ts'
import type { Shopper } from '../shopper.ts'
import { useTermsOf } from '../use-terms.ts'
import { amountOf, costOf, missingOf } from '../using/amount.ts'

type Bound = Pick<CodeTerms, 'on' | 'items' | 'categories' | 'old_categories' | 'words'>

/** What it counts for, as it is known now; later it counts for the same. */
const boundTo = ({ on, goods }: Offer, shopper: Shopper, around: Around | undefined): Bound => {
  switch (on) {
    case null:
      return {}
    case 'saved_items':
      return { on, items: shopper.saved.map((saved) => saved.item) }
    case 'related_goods':
      return { on, items: relatedGoods(shopper, around?.goods) }
    case 'new_category':
      return { on, old_categories: boughtCategories(shopper) ?? [] }
    case 'goods':
      return { on, ...goods }
  }
}

export const termsOf = (offer: Offer, shopper: Shopper, around?: Around): CodeTerms => ({
  kind: offer.kind,
  value: offer.value,
  worst: offer.worst,
  minimum: offer.minimum,
  ...boundTo(offer, shopper, around),
  ...useTermsOf(offer),
  ...(offer.gifts && firstGift(offer.gifts)),
})

/** What one use of a code of this offer would cost on the cart as it stands, minor units. */
export const costOnCart = (offer: Offer, shopper: Shopper): number => {
  const lines = shopper.cart?.lines ?? []
  const terms = termsOf(offer, shopper)
  return costOf(terms, amountOf(terms, { total: cartTotal(lines), lines }))
}

/** The most that a code is promised for all its uses: what the cart says, or where it does not tell, the worst case. */
export const promisedOn = (offer: Offer, shopper: Shopper): number => {
  const lines = shopper.cart?.lines ?? []
  const cost = costOnCart(offer, shopper)
  const isSmall = missingOf(termsOf(offer, shopper), { total: cartTotal(lines) }) > 0
  return (cost === 0 || isSmall || (offer.uses ?? 1) > 1 ? offer.worst : cost) * (offer.uses ?? 1)
}
