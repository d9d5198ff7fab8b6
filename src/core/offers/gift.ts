// Which of the small gifts of an offer one code gives: the first, or the one that an agent chose. Pure.
import type { CodeTerms } from '../codes/code.ts'
import type { Gift, Offer } from './offer.ts'

/** An offer of one gift is worth that gift, and no longer the dearest; null: there is no such gift among them. */
export const withGift = (offer: Offer, name: string | undefined): Offer | null => {
  if (!offer.gifts) return name === undefined ? offer : null
  const gift = name === undefined ? offer.gifts[0] : offer.gifts.find((one) => one.name === name)
  return gift ? { ...offer, gifts: [gift], worst: gift.worth } : null
}

export const firstGift = ([gift]: readonly Gift[]): Pick<CodeTerms, 'gift'> =>
  gift ? { gift: { name: gift.name, title: gift.title } } : {}
