// Issuing a code: the only place where a campaign's money is promised. Refusals are values.
import { isSameTerms } from '../agent-terms.ts'
import { type Code, isLive } from '../code.ts'
import { cardOf, codeArgs } from '../code-card.ts'
import { revoke } from '../code-life.ts'
import { change, type Draft, put } from '../draft.ts'
import { enrolmentOf, mark } from '../enrol.ts'
import { treatedAs } from '../folding/mixed.ts'
import type { Offer } from '../offer.ts'
import { flowOf } from '../rulebook.ts'
import { sayBot } from '../say.ts'
import type { Talk } from '../shopper.ts'
import { type Asked, against } from './checks.ts'
import { asGiven, type Given } from './given.ts'
import { termsOf } from './offer-terms.ts'
import { type Refused, refused } from './refusal.ts'

export type Issued =
  | { readonly kind: 'issued'; readonly code: Code }
  /** The shopper has a live code: that one is shown again. */
  | { readonly kind: 'live'; readonly code: Code }
  | Refused

const reminderOf = (draft: Draft, offer: Offer, until: number): Pick<Code, 'reminder'> => {
  if (offer.remind === null) return {}
  const at = until - offer.remind
  return at > draft.at ? { reminder: { at, text: 'bot.reminder', rulebook: draft.now.hash } } : {}
}

/** Takes a spare, writes the code, reserves its worst case and marks the row; null where spares are lacking. */
const make = ({ draft, offer, row, campaign, given }: Asked): Code | null => {
  const [spare, ...spares] = draft.spares
  if (!spare) {
    draft.wanting += 1
    return null
  }
  draft.spares = spares
  const until = draft.at + offer.valid
  const code: Code = {
    ...spare,
    campaign: row.campaign,
    offer: offer.name,
    terms: termsOf(offer, draft.shopper),
    enrolment: row.id,
    state: 'issued',
    issued: draft.at,
    until,
    reserved: offer.worst,
    redemptions: [],
    settle_by: until + draft.now.shop.settle_within,
    ...(given && { agent: given.agent }),
    ...reminderOf(draft, offer, until),
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
  const part = { id: code.id, offer: offer.name, state: code.state, issued: draft.at, amount: 0 }
  mark(draft, row.id, (kept) => ({ codes: [...kept.codes, part], offered: kept.offered + 1 }))
  return code
}

/**
 * Issues a code of `offerName` within an enrolment. One issue per enrolment; a shopper with a live code
 * gets that one again. `given`: issued or approved by an agent, who is not bound by arms, may change the terms
 * and may replace a live code.
 */
export const issue = (draft: Draft, offerName: string, enrolment: string, given?: Given): Issued => {
  const row = enrolmentOf(draft, enrolment)
  const live = draft.shopper.codes.find((code) => isLive(code, draft.at))
  if (treatedAs(row) === 'holdout' && !given) return refused('holdout')
  if (live && !given) return { kind: 'live', code: live }
  const written = Object.hasOwn(draft.now.offers, offerName) ? draft.now.offers[offerName] : undefined
  if (!written) return refused('no_such_offer')
  const offer = given ? asGiven(draft, written, given) : written
  if ('why' in offer) return offer
  if (live && live.offer === offerName && isSameTerms(live.terms, offer)) return { kind: 'live', code: live }
  const campaign = row && flowOf(draft.now, row.campaign)?.campaign
  if (!row || !campaign) return refused('no_such_campaign')
  const asked: Asked = { draft, offer, row, campaign, given }
  const why = against(asked)
  if (why) return refused(why)
  const code = make(asked)
  if (!code) return refused('wants_spare')
  // What an agent decides takes the place of what is out: a shopper has one at a time. (It may be two where an order
  // was cancelled and its code came back beside a newer one.)
  for (const other of draft.shopper.codes)
    if (other.id !== code.id && isLive(other, draft.at)) revoke(draft, other, draft.now.shop.settle_within)
  return { kind: 'issued', code }
}

/** Shows a code to its shopper: the card, with the text `bot.NAME`. It is never sent after its end. */
export const showCode = (draft: Draft, name: string, code: Code, talk: Talk | null): void =>
  sayBot(draft, name, talk, { code: cardOf(code), args: codeArgs(code), lapses: code.until })
