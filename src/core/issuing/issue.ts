// Issuing a code: the only place where a campaign's money is promised. Refusals are values.
import { isSameTerms } from '../agents/agent-terms.ts'
import { reserve } from '../budget/moves.ts'
import { type Code, isLive, type Why } from '../codes/code.ts'
import { shownOf } from '../codes/code-card.ts'
import { revoke } from '../codes/code-life.ts'
import { countUses } from '../codes/code-uses.ts'
import { change, type Draft, put } from '../draft.ts'
import { enrolmentOf, mark } from '../enrolment/enrol.ts'
import { variantIn, variantNotes } from '../enrolment/variant.ts'
import { treatedAs } from '../folding/mixed.ts'
import { sendableAt } from '../joining/send-choices.ts'
import { withGift } from '../offers/gift.ts'
import type { Offer } from '../offers/offer.ts'
import { reserveOf, standTogether } from '../offers/use-terms.ts'
import { claimFirst, noteLikeness } from '../person/claim-first.ts'
import { flowOf } from '../rulebook.ts'
import { sayBot } from '../say.ts'
import type { Talk } from '../shopper.ts'
import type { Asked } from './asked.ts'
import { against } from './checks.ts'
import { asGiven, type Given } from './given.ts'
import { noted } from './notes.ts'
import { termsNow } from './offer-terms.ts'
import { type Refused, refused } from './refusal.ts'
import { countersFor } from './room.ts'
import { takeSpare } from './spare.ts'

export type Issued =
  | { readonly kind: 'issued'; readonly code: Code }
  /** The shopper has a live code: that one is shown again. */
  | { readonly kind: 'live'; readonly code: Code }
  | Refused

const reminderOf = (draft: Draft, offer: Offer, until: number): Pick<Code, 'reminder'> => {
  if (offer.remind === null) return {}
  const at = until - offer.remind
  return at > draft.at
    ? { reminder: { at, text: offer.bonus ? 'bot.bonus' : 'bot.reminder', rulebook: draft.now.hash } }
    : {}
}

/** Takes a spare, writes the code, reserves its worst case and marks the row; null where spares are lacking. */
export const make = (asked: Asked, why?: Why): Code | null => {
  const { draft, offer, row, given, notes = [] } = asked
  const spare = takeSpare(draft, offer)
  if (!spare) return null
  const ends = [draft.at + offer.valid, offer.until, spare.ends].filter((end) => end !== undefined)
  const until = Math.min(...ends)
  const reserved = reserveOf(offer)
  const counters = countersFor(asked)
  const code: Code = {
    ...spare,
    campaign: row.campaign,
    offer: offer.name,
    terms: termsNow(draft, offer),
    enrolment: row.id,
    state: 'issued',
    issued: draft.at,
    until,
    reserved,
    counted: counters.flatMap(({ short }) => short || []),
    redemptions: [],
    settle_by: until + draft.now.shop.settle_within,
    ...noted(why, row.campaign, [...notes, ...variantNotes(row)]),
    ...(offer.codes?.kind === 'shared' && { counts: offer.codes.plain }),
    ...(offer.first_order && { first_order: true as const }),
    ...(given && { agent: given.agent }),
    ...reminderOf(draft, offer, until),
  }
  change(draft, { codes: [...draft.shopper.codes, code] })
  put(draft, { kind: 'code', ...spare, until })
  claimFirst(draft, code, given === undefined)
  countUses(draft, null, code)
  reserve(draft, row.campaign, counters)
  const part = {
    ...{ id: code.id, offer: offer.name, state: code.state, issued: draft.at, amount: 0 },
    ...{ kind: code.terms.kind, ...(offer.apology && { apology: offer.apology }) },
  }
  mark(draft, row.id, (kept) => ({ codes: [...kept.codes, part], offered: kept.offered + 1 }))
  return code
}

/** The code that is out and stands in the way of another: every one that does not stand beside it, or is the same. */
const isInTheWay = (code: Code, offer: Offer | undefined, at: number): boolean =>
  isLive(code, at) && (!offer || code.offer === offer.name || !standTogether(code.terms, offer))

const liveOf = (draft: Draft, offer: Offer | undefined): Code | undefined =>
  draft.shopper.codes.find((code) => isInTheWay(code, offer, draft.at))

/** What stands beside the offer: an agent's terms, and what else had a part in it, for the explanation. */
type Beside = {
  readonly given?: Given | undefined
  readonly notes?: readonly string[]
  readonly further?: boolean
}

/** Everything that an issue asks first; what is ready may be issued, or wants an agent's yes. Writes nothing. */
export const prepare = (
  draft: Draft,
  offerName: string,
  enrolment: string,
  { given, notes, further = false }: Beside = {},
): Issued | { readonly kind: 'ready'; readonly asked: Asked; readonly live: Code | undefined } => {
  const row = enrolmentOf(draft, enrolment)
  const offers = { ...draft.now.offers, ...variantIn(draft, enrolment)?.offers }
  const written = Object.hasOwn(offers, offerName) ? offers[offerName] : undefined
  const live = liveOf(draft, written)
  if (treatedAs(row) === 'holdout' && !given) return refused('holdout')
  if (live && !given) return { kind: 'live', code: live }
  if (!written) return refused('no_such_offer')
  const offer = given ? asGiven(draft, written, given) : withGift(written, undefined)
  if (!offer) return refused('no_such_gift')
  if ('why' in offer) return offer
  if (live && live.offer === offerName && isSameTerms(live.terms, offer)) return { kind: 'live', code: live }
  const campaign = row && flowOf(draft.now, row.campaign)?.campaign
  if (!row || !campaign) return refused('no_such_campaign')
  const asked: Asked = { draft, offer, row, campaign, given, further, ...(notes && { notes }) }
  const refusal = against(asked)
  noteLikeness(draft, refusal)
  return refusal ? refused(refusal) : { kind: 'ready', asked, live }
}

/**
 * Issues a code of `offerName` within an enrolment. One issue per enrolment, unless `further`; a shopper with a live code
 * gets that one again, unless both may stand together. `given`: issued or approved by an agent, who is not bound by
 * arms, may change the terms and may replace a live code. `why`: the rule by which it is given, kept with the code.
 */
export const issue = (
  draft: Draft,
  offerName: string,
  enrolment: string,
  given?: Given,
  why?: Why,
  notes?: readonly string[],
  further = false,
): Issued => {
  const prepared = prepare(draft, offerName, enrolment, { given, further, ...(notes && { notes }) })
  if (prepared.kind !== 'ready') return prepared
  const code = make(prepared.asked, why)
  if (!code) return refused('wants_spare')
  // What an agent decides takes the place of what is out: a shopper has one at a time. (It may be two where an order
  // was cancelled and its code came back beside a newer one.)
  for (const other of draft.shopper.codes)
    if (other.id !== code.id && isInTheWay(other, prepared.asked.offer, draft.at))
      revoke(draft, other, draft.now.shop.settle_within)
  return { kind: 'issued', code }
}

/** What is said with a code: new, shown again, or in place of one that strangers had. */
type Shown = 'code' | 'code_again' | 'code_replaced'

const textFor = (name: Shown, { terms, shared }: Code): string => {
  if (terms.bonus) return 'bonus'
  if (name === 'code' && shared) return 'code_for_all'
  return name === 'code' && terms.uses !== undefined ? 'code_many' : name
}

/**
 * Shows a code to its shopper: the card, with the text `bot.NAME`; a bonus has nothing to type, and no card; one that
 * everybody has is not called personal.
 */
export const showCode = (draft: Draft, name: Shown, code: Code, talk: Talk | null): void =>
  sayBot(draft, textFor(name, code), talk, { ...sendableAt(draft, talk), ...shownOf(code) })
