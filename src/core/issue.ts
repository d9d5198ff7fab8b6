// Issuing a code: the only place where a campaign's money is promised. Refusals are values.
import { agentTerms, heldTo, isSameTerms, type OverLimit, type TermsChange } from './agent-terms.ts'
import { cartTotal } from './cart.ts'
import { type Code, type CodeTerms, isLive } from './code.ts'
import { cardOf, codeArgs } from './code-card.ts'
import { revoke } from './code-life.ts'
import { amountOf, costOf } from './code-terms.ts'
import { change, type Draft, put } from './draft.ts'
import { enrolmentOf, mark } from './enrol.ts'
import { type CampaignTerms, flowOf, type Offer } from './rulebook.ts'
import { sayBot } from './say.ts'
import type { Shopper, Talk } from './shopper.ts'

export type IssueRefusal =
  | 'no_such_offer'
  | 'no_such_campaign'
  | 'paused'
  | 'ended'
  | 'holdout'
  | 'budget_spent'
  | 'already_issued'
  | 'nothing_saved'
  | 'stopped'
  /** An agent's terms pass a limit of the shop. */
  | 'over_limit'
  | 'senseless_terms'
  /** The cart would cost more than was approved. */
  | 'cart_changed'
  /** Nothing is left that the code could take off. */
  | 'nothing_off'
  | 'wants_spare'

export type Issued =
  | { readonly kind: 'issued'; readonly code: Code }
  /** The shopper has a live code: that one is shown again. */
  | { readonly kind: 'live'; readonly code: Code }
  | Refused

/** `now`: what the code would cost on the cart as it stands, `missing`: how much that is too much; minor units. */
type Refused = {
  readonly kind: 'refused'
  readonly why: IssueRefusal
  readonly over?: OverLimit
  readonly now?: number
  readonly missing?: number
}

/** What an agent gives: the terms changed or not, and the most that it may cost. */
export type Given = { readonly agent: string; readonly terms?: TermsChange; readonly ceiling?: number }

const refused = (why: IssueRefusal, more: Omit<Refused, 'kind' | 'why'> = {}): Refused => ({
  kind: 'refused',
  why,
  ...more,
})

export const termsOf = (offer: Offer, shopper: Shopper): CodeTerms => ({
  kind: offer.kind,
  value: offer.value,
  worst: offer.worst,
  minimum: offer.minimum,
  ...(offer.on === 'saved_items' && { on: offer.on, items: shopper.saved.map((saved) => saved.item) }),
})

/** What a code of this offer would cost on the cart as it stands, minor units. */
export const costOnCart = (offer: Offer, shopper: Shopper): number => {
  const lines = shopper.cart?.lines ?? []
  const terms = termsOf(offer, shopper)
  return costOf(terms, amountOf(terms, { total: cartTotal(lines), lines }))
}

/** The offer as an agent gives it: within the limits, and never above what the agent approved. */
const asGiven = (draft: Draft, offer: Offer, given: Given): Offer | Refused => {
  const changed = agentTerms(offer, given.terms ?? {}, draft.now.shop.agents)
  if (changed.kind === 'senseless') return refused('senseless_terms')
  if (changed.kind === 'over') return refused('over_limit', { over: changed.over })
  if (given.ceiling === undefined) return changed.offer
  const now = costOnCart(changed.offer, draft.shopper)
  if (now > given.ceiling) return refused('cart_changed', { now, missing: now - given.ceiling })
  const held = heldTo(changed.offer, given.ceiling)
  return held.worst > 0 ? held : refused('nothing_off')
}

const closed = (terms: CampaignTerms, at: number): IssueRefusal | null => {
  if (terms.paused) return 'paused'
  return terms.until !== null && at >= terms.until ? 'ended' : null
}

const reminderOf = (draft: Draft, offer: Offer): Pick<Code, 'reminder'> => {
  if (offer.remind === null) return {}
  const at = draft.at + offer.valid - offer.remind
  return at > draft.at ? { reminder: { at, text: 'bot.reminder', rulebook: draft.now.hash } } : {}
}

/**
 * Issues a code of `offerName` within an enrolment. One issue per enrolment; a shopper with a live code
 * gets that one again. `given`: issued or approved by an agent, who is not bound by arms, may change the terms
 * and may replace a live code.
 */
export const issue = (draft: Draft, offerName: string, enrolment: string, given?: Given): Issued => {
  const { shopper, at } = draft
  const agent = given?.agent
  const row = enrolmentOf(draft, enrolment)
  const live = shopper.codes.find((code) => isLive(code, at))
  if (row?.arm === 'holdout' && !given) return refused('holdout')
  if (live && !given) return { kind: 'live', code: live }
  const written = Object.hasOwn(draft.now.offers, offerName) ? draft.now.offers[offerName] : undefined
  if (!written) return refused('no_such_offer')
  const offer = given ? asGiven(draft, written, given) : written
  if ('why' in offer) return offer
  if (live && live.offer === offerName && isSameTerms(live.terms, offer)) return { kind: 'live', code: live }
  const campaign = row && flowOf(draft.now, row.campaign)?.campaign
  if (!row || !campaign) return refused('no_such_campaign')
  const shut = closed(campaign, at)
  if (shut) return refused(shut)
  if (row.codes.length > 0 && !given) return refused('already_issued')
  if (offer.on === 'saved_items' && shopper.saved.length === 0) return refused('nothing_saved')
  const spent = draft.event.refused?.some(
    ({ budget, amount }) => budget === row.campaign && offer.worst >= amount,
  )
  if (spent) return refused('budget_spent')
  const [spare, ...spares] = draft.spares
  if (!spare) {
    draft.wanting += 1
    return refused('wants_spare')
  }
  draft.spares = spares
  // What an agent decides takes the place of a code that is out: a shopper has one at a time.
  if (live) revoke(draft, live, draft.now.shop.settle_within)
  const until = at + offer.valid
  const code: Code = {
    ...spare,
    campaign: row.campaign,
    offer: offer.name,
    terms: termsOf(offer, shopper),
    enrolment,
    state: 'issued',
    issued: at,
    until,
    reserved: offer.worst,
    redemptions: [],
    settle_by: until + draft.now.shop.settle_within,
    ...(agent && { agent }),
    ...reminderOf(draft, offer),
  }
  change(draft, { codes: [...draft.shopper.codes, code] })
  put(draft, { kind: 'code', ...spare, until })
  put(draft, {
    kind: 'budget',
    budget: row.campaign,
    reserved: offer.worst,
    spent: 0,
    ...(campaign.budget !== null && { ceiling: campaign.budget }),
  })
  const part = { id: code.id, offer: offer.name, state: code.state, issued: at, amount: 0 }
  mark(draft, enrolment, (kept) => ({ codes: [...kept.codes, part], offered: kept.offered + 1 }))
  return { kind: 'issued', code }
}

/** Shows a code to its shopper: the card, with the text `bot.NAME`. It is never sent after its end. */
export const showCode = (draft: Draft, name: string, code: Code, talk: Talk | null): void =>
  sayBot(draft, name, talk, { code: cardOf(code), args: codeArgs(code), lapses: code.until })
