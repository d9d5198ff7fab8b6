// Which offer's code for everybody a text is. It stands in the rulebook, so that there is nothing to look up.
import type { Offer } from '../core/offers/offer.ts'
import type { Rulebook } from '../core/rulebook.ts'

const known = new WeakMap<Rulebook, ReadonlyMap<string, Offer>>()
/** By their plain text; looked through once for a rulebook. The first of two goes. */
const sharedOf = (rulebook: Rulebook): ReadonlyMap<string, Offer> => {
  const found = known.get(rulebook)
  if (found) return found
  const offers = Object.values(rulebook.offers).toReversed()
  const made = new Map(
    offers.flatMap((offer) => (offer.codes?.kind === 'shared' ? [[offer.codes.plain, offer] as const] : [])),
  )
  known.set(rulebook, made)
  return made
}

/** `plain`: as plain-code.ts compares it. */
export const sharedOffer = (rulebook: Rulebook | null, plain: string): Offer | null => {
  return rulebook ? (sharedOf(rulebook).get(plain) ?? null) : null
}
