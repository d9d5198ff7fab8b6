// An offer as the terms of one shopper's code: bound to that shopper's things, and what it would cost on the cart.
import type { Around } from '../around.ts'
import { cartTotal } from '../cart/cart.ts'
import type { CodeTerms } from '../codes/code.ts'
import type { Draft } from '../draft.ts'
import { interestsAfter } from '../goods/interests.ts'
import { firstGift } from '../offers/gift.ts'
import type { Offer } from '../offers/offer.ts'
import { useTermsOf } from '../offers/use-terms.ts'
import type { Shopper } from '../shopper.ts'
import { amountOf, costOf, missingOf } from '../using/amount.ts'

/** A code counts for so many related goods. */
const RELATED = 30

type Bound = Pick<CodeTerms, 'on' | 'items' | 'categories' | 'old_categories' | 'words'>

/** Goods that go with what was bought, none that was bought itself. */
const relatedOf = ({ interests }: Shopper, around: Around | undefined): readonly string[] =>
  (around?.goods?.related ?? []).filter((item) => !interests?.items.includes(item)).slice(0, RELATED)

/** What it counts for, as it is known now; later it counts for the same. */
const boundTo = ({ on, goods }: Offer, shopper: Shopper, around: Around | undefined): Bound => {
  switch (on) {
    case null:
      return {}
    case 'saved_items':
      return { on, items: shopper.saved.map((saved) => saved.item) }
    case 'related_goods':
      return { on, items: relatedOf(shopper, around) }
    case 'new_category':
      return { on, old_categories: (shopper.interests?.bought ?? []).map(([name]) => name) }
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

/** The terms of a code issued now: what is being bought in this very event counts as bought. */
export const termsNow = ({ shopper, event }: Draft, offer: Offer): CodeTerms => {
  const { count } = shopper.orders
  const interests =
    event.kind === 'order_completed'
      ? interestsAfter(shopper.interests, event, { before: count - 1, now: count })
      : shopper.interests
  return termsOf(offer, { ...shopper, ...(interests && { interests }) }, event.around)
}

/** What one use of a code of this offer would cost on the cart as it stands, minor units. */
export const costOnCart = (offer: Offer, shopper: Shopper, around?: Around): number => {
  const lines = shopper.cart?.lines ?? []
  const terms = termsOf(offer, shopper, around)
  return costOf(terms, amountOf(terms, { total: cartTotal(lines), lines }))
}

/** The most that a code is promised for all its uses: what the cart says, or where it does not tell, the worst case. */
export const promisedOn = (offer: Offer, shopper: Shopper, around?: Around): number => {
  const lines = shopper.cart?.lines ?? []
  const cost = costOnCart(offer, shopper, around)
  const isSmall = missingOf(termsOf(offer, shopper, around), { total: cartTotal(lines) }) > 0
  return (cost === 0 || isSmall || (offer.uses ?? 1) > 1 ? offer.worst : cost) * (offer.uses ?? 1)
}
