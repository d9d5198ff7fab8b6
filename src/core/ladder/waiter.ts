// Who leaves carts for codes: carts left, and codes that came of it and were mostly used. A shop's own segment `waiter`
// goes before this. Knows no ladders.
import { type Draft, draftFacts } from '../draft.ts'
import type { Shopper } from '../shopper.ts'

/** From so many carts left and so many codes on it is a habit. */
const CARTS = 3
const CODES = 3
/** And more than so many percent of the codes were used. */
const USED_PERCENT = 50

export const leavesCartsForCodes = ({ carts_abandoned, codes }: Shopper): boolean => {
  const used = codes.filter((code) => code.state === 'redeemed').length
  return carts_abandoned >= CARTS && codes.length >= CODES && used * 100 > codes.length * USED_PERCENT
}

/** By the segment `waiter` where the rulebook has one, else by the figures above. */
export const isWaiter = (draft: Draft): boolean => {
  const { waiter } = draft.now.segments
  return waiter ? waiter.holds(draftFacts(draft)) : leavesCartsForCodes(draft.shopper)
}
