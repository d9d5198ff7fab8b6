// Consent as the shop tells it: given anew, or taken back. Whichever was later counts, in whatever order it comes.

import { closeTicket } from './agents/handoff.ts'
import { change, type Draft } from './draft.ts'

/** A new consent, on the shop's word, takes back an earlier "write no more". */
export const subscribe = (draft: Draft): void => {
  const { event, shopper } = draft
  if (event.trust !== 'fact' || event.at < (shopper.stopped ?? 0)) return
  change(draft, { stopped: null, consented: Math.max(event.at, shopper.consented ?? 0) })
}

/** Nobody is told: it was said elsewhere, and answered there. */
export const unsubscribe = (draft: Draft): void => {
  const { event, shopper } = draft
  if (event.at < (shopper.consented ?? 0) || event.at < (shopper.stopped ?? 0)) return
  closeTicket(draft, 'stop')
  const silent = { talks: [], pending: [], heard: null, agent_mode: null }
  change(draft, { ...silent, stopped: event.at, stopped_by: 'shop' })
}
