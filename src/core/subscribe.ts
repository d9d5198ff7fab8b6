// Consent as the shop tells it: given anew, or taken back. Whichever was later counts, in whatever order it comes.

import { closeTicket } from './agents/handoff.ts'
import { noteConsents } from './contact/note-consent.ts'
import { change, type Draft, put } from './draft.ts'
import type { EventOf } from './event.ts'

/** A new consent, on the shop's word, takes back an earlier "write no more"; where it names channels only there. */
export const subscribe = (draft: Draft): void => {
  const { event, shopper } = draft
  const { consents } = event as EventOf<'subscribed'>
  if (event.trust === 'fact' && consents) noteConsents(draft, consents)
  else if (event.trust === 'fact' && event.at >= (shopper.stopped ?? 0))
    change(draft, { stopped: null, consented: Math.max(event.at, shopper.consented ?? 0) })
}

/** Nobody is told: it was said elsewhere, and answered there. */
export const unsubscribe = (draft: Draft): void => {
  const { event, shopper } = draft
  const { consents } = event as EventOf<'unsubscribed'>
  if (consents) return noteConsents(draft, consents)
  if (event.at < (shopper.consented ?? 0) || event.at < (shopper.stopped ?? 0)) return
  closeTicket(draft, 'stop')
  const silent = { talks: [], pending: [], heard: null, agent_mode: null }
  put(draft, { kind: 'drop', why: 'stopped' })
  change(draft, { ...silent, stopped: event.at, stopped_by: 'shop' })
}

/** Agreed or refused at an address. A page's word gives nothing, and may always refuse. */
export const consent = (draft: Draft, event: EventOf<'consented'>): void => {
  const { address, purpose, given, source, wording } = event
  if (given && event.trust !== 'fact') return
  noteConsents(draft, [{ ...address, purpose, given, source, ...(wording !== undefined && { wording }) }])
}
