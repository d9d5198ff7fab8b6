// A consent or a refusal that was told becomes the document's. What waits to leave to where somebody refuses is dropped.
import { change, type Draft, put } from '../draft.ts'
import type { ToldConsent } from '../person/traits.ts'
import type { Consent } from './consent.ts'
import { withConsent } from './consents.ts'

/** When it was said: no later than we heard of it. */
const saidAt = ({ event, at }: Draft, told: ToldConsent): number => Math.min(told.at ?? event.at, at)

export const noteConsents = (draft: Draft, all: readonly ToldConsent[]): void => {
  for (const told of all) {
    const consent: Consent = { ...told, at: saidAt(draft, told) }
    const before = draft.shopper.consents ?? []
    const consents = withConsent(before, consent)
    if (consents === before) continue
    change(draft, { consents })
    if (!told.given) put(draft, { kind: 'drop', channel: told.channel, why: 'refused' })
  }
}
