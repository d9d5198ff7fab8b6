// How much is left to the machine: whether an agent must say yes before the rules give an offer. Opens no tickets.
import type { Asked } from './asked.ts'
import { promisedOn } from './offer-terms.ts'

/** What one code could cost on the cart as it stands decides; an apology is always an agent's. */
export const needsApproval = ({ draft, offer, campaign }: Asked): boolean => {
  const { approve } = campaign
  if (offer.apology || approve === 'always') return true
  return approve !== undefined && promisedOn(offer, draft.shopper, draft.event.around) > approve.above
}
