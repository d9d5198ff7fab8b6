// "A discount with a condition only": where the shop says so, no offer takes something off for nothing.
import type { Offer } from '../../core/offers/offer.ts'
import { asksSomething } from '../../core/offers/use-terms.ts'
import type { Place } from '../problem.ts'
import type { OfferGround } from './offer-ground.ts'

export const checkPolicy = (offer: Offer, at: Place, { shop: { shop }, report }: OfferGround): void => {
  const isDiscount = offer.kind === 'percent' || offer.kind === 'amount'
  if (shop.offers?.condition !== 'required' || !isDiscount || offer.apology || asksSomething(offer)) return
  report.problem(at, `offer ${offer.name} takes something off without a condition`, {
    expected: `a condition, since shop.yaml says offers: { condition: required }`,
    hint: `minimum: 1000 ${shop.currency}, or on, with, first_order, days, hours, not_on_sale`,
  })
}
