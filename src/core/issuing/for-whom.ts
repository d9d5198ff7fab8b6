// Whom an offer is for, and what it needs to count for anything: one rule each, asked before a code is issued.
import type { Around } from '../around.ts'
import type { CampaignTerms } from '../campaign.ts'
import { neverBought } from '../goods/interests.ts'
import type { Offer } from '../offers/offer.ts'
import { isInTrouble } from '../orders/trouble.ts'
import { reachAt } from '../reach.ts'
import { seenOf } from '../seen.ts'
import type { Shop } from '../shop.ts'
import type { Shopper } from '../shopper.ts'
import { hasOrderedBefore } from '../using/conditions.ts'
import type { IssueRefusal } from './refusal.ts'

export type ForWhom = {
  readonly offer: Offer
  readonly campaign: Pick<CampaignTerms, 'apology'>
  readonly shopper: Shopper
  readonly shop: Pick<Shop, 'channels'>
  /** ms since 1970. */
  readonly at: number
  readonly around: Around | undefined
  /** An agent gives it: what agents give may go to anybody, but a code that could not be used is none. */
  readonly byAgent: boolean
}

type Rule = (asked: ForWhom) => IssueRefusal | null

/** Apologies have a budget of their own, which pays for nothing else. */
const isItsCampaign: Rule = ({ offer, campaign }) => {
  if (offer.apology && !campaign.apology) return 'apology_elsewhere'
  return campaign.apology && !offer.apology ? 'only_apologies' : null
}

/** Nothing is offered to somebody whose order is late or who complains; an apology is no offer. */
const isTimely: Rule = ({ offer, shopper, at, byAgent }) =>
  !byAgent && !offer.apology && isInTrouble(shopper, at) ? 'in_trouble' : null

const hasNotEnded: Rule = ({ offer, at }) =>
  offer.until !== undefined && at >= offer.until ? 'offer_ended' : null

const isFirstOrder: Rule = ({ offer, shopper, at }) =>
  offer.first_order && hasOrderedBefore(shopper, undefined, at) ? 'only_first_order' : null

const isThere: Rule = ({ offer, shopper, byAgent }) =>
  !byAgent && offer.region && !offer.region.includes(seenOf(shopper).region ?? '') ? 'not_for_region' : null

const isReached: Rule = ({ offer, shopper, shop, byAgent }) =>
  !byAgent && offer.channel && !offer.channel.includes(reachAt(shop, shopper)?.channel ?? '')
    ? 'not_for_channel'
    : null

const hasGoods: Rule = ({ offer, shopper, around }) => {
  if (offer.on === 'saved_items' && shopper.saved.length === 0) return 'nothing_saved'
  if (offer.on === 'related_goods') return around?.goods?.related?.length ? null : 'nothing_related'
  // Of who bought goods whose kinds nobody told, none can be called new.
  const isUnknown = neverBought(shopper.interests, shopper.orders.count, []) === undefined
  return offer.on === 'new_category' && isUnknown ? 'kinds_unknown' : null
}

const RULES: readonly Rule[] = [
  ...[isItsCampaign, isTimely, hasNotEnded],
  ...[isFirstOrder, isThere, isReached, hasGoods],
]

export const againstWhom = (asked: ForWhom): IssueRefusal | null => {
  for (const rule of RULES) {
    const why = rule(asked)
    if (why) return why
  }
  return null
}
