// What a shopper agreed to, address by address: given or taken back, when, where, and to which words.
import { change, type Draft } from '../draft.ts'
import type { EventOf } from '../event.ts'
import { isAddress } from '../reach.ts'
import type { Consent } from './proof.ts'

const KEPT = 8

/** Whichever was later counts, in whatever order it comes. */
export const keepConsent = (draft: Draft, consent: Consent): void => {
  const { consents = [] } = draft.shopper
  const isSame = (one: Consent) => isAddress(consent.address)(one.address) && one.purpose === consent.purpose
  if (consents.some((one) => isSame(one) && one.at > consent.at)) return
  change(draft, { consents: [...consents.filter((one) => !isSame(one)), consent].slice(-KEPT) })
}

export const noteConsent = (draft: Draft, event: EventOf<'consented'>): void => {
  const { address, purpose, given, source, wording, at } = event
  keepConsent(draft, { address, purpose, given, source, wording, at })
}
