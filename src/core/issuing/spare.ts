// Takes the spare code that an offer wants, or notes that one is lacking. Knows no store: the shell brings spares.
import type { Spare } from '../codes/code.ts'
import { type Wanted, wantedOf } from '../codes/code-source.ts'
import type { Draft } from '../draft.ts'
import type { Offer } from '../offers/offer.ts'

/** null where there is none: the shell brings it, and the turn decides again. */
export const takeSpare = (draft: Draft, offer: Offer): Spare | null => takeSpareOf(draft, wantedOf(offer))

export const takeSpareOf = (draft: Draft, wanted: Wanted): Spare | null => {
  const found = draft.spares.find(({ pool, shared }) => pool === wanted.pool && shared === wanted.shared)
  if (!found) {
    draft.wanting.push(wanted)
    return null
  }
  draft.spares = draft.spares.filter((spare) => spare !== found)
  return found
}
