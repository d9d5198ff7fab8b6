// Which offer's code for everybody a text is. It stands in the rulebook, so that there is nothing to look up.
import type { Offer } from '../core/offers/offer.ts'
import type { Rulebook } from '../core/rulebook.ts'

/** `plain`: as plain-code.ts compares it. */
export const sharedOffer = (rulebook: Rulebook | null, plain: string): Offer | null => {
  const offers = Object.values(rulebook?.offers ?? {})
  return offers.find(({ codes }) => codes?.kind === 'shared' && codes.plain === plain) ?? null
}
