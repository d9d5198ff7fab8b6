// The offer as an agent gives it: within the shop's limits, and never above what the agent approved.
import { agentTerms, heldTo, type TermsChange } from '../agents/agent-terms.ts'
import type { Draft } from '../draft.ts'
import type { Offer } from '../offers/offer.ts'
import { costOnCart } from './offer-terms.ts'
import { type Refused, refused } from './refusal.ts'

/** What an agent gives: the terms changed or not, and the most that it may cost. */
export type Given = { readonly agent: string; readonly terms?: TermsChange; readonly ceiling?: number }

export const asGiven = (draft: Draft, offer: Offer, given: Given): Offer | Refused => {
  const changed = agentTerms(offer, given.terms ?? {}, draft.now.shop.agents)
  if (changed.kind === 'no_such_gift') return refused('no_such_gift')
  if (changed.kind === 'senseless') return refused('senseless_terms')
  if (changed.kind === 'over') return refused('over_limit', { over: changed.over })
  if (given.ceiling === undefined) return changed.offer
  const now = costOnCart(changed.offer, draft.shopper, draft.event.around)
  if (now > given.ceiling) return refused('cart_changed', { now, missing: now - given.ceiling })
  const held = heldTo(changed.offer, given.ceiling)
  return held.worst > 0 ? held : refused('nothing_off')
}
