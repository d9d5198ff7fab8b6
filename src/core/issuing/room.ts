// Is there room for a code? What the store refused before, in an earlier try of the same event, and what one shopper's
// codes may cost, which the shopper's own document knows.
import { type Counter, countersOf, nameOf } from '../budget/counters.ts'
import { costOfShopper } from '../budget/per-shopper.ts'
import type { CampaignTerms } from '../campaign.ts'
import type { Draft } from '../draft.ts'
import type { Enrolment } from '../enrolment.ts'
import type { Offer } from '../offer.ts'
import { flowOf } from '../rulebook.ts'
import { ceilingOf } from './ceiling.ts'
import type { IssueRefusal } from './refusal.ts'

type Asked = {
  readonly draft: Draft
  readonly offer: Offer
  readonly row: Enrolment
  readonly campaign: CampaignTerms
}

/** What this issue would take from. */
export const countersFor = ({ draft, row, campaign, offer }: Asked): readonly Counter[] => {
  const flow = flowOf(draft.now, row.campaign)
  return countersOf({
    ...{ campaign: row.campaign, terms: campaign, ceiling: flow ? ceilingOf(draft, flow) : campaign.budget },
    ...{ shop: draft.now.shop, worst: offer.worst, at: draft.at },
    without: new Set(draft.event.refused?.map(({ budget }) => budget)),
  })
}

/** A counter that refused may still have room for less. */
export const hasRoom = (asked: Asked): IssueRefusal | null => {
  const { row, draft } = asked
  const refused = draft.event.refused ?? []
  const spent = countersFor(asked).some(
    (counter) =>
      counter.ceiling !== undefined &&
      refused.some(
        ({ budget, amount }) => budget === nameOf(row.campaign, counter) && counter.takes >= amount,
      ),
  )
  return spent ? 'budget_spent' : null
}

/** The most that one shopper's codes may cost, in the campaign and in the whole shop. */
export const hasRoomForShopper = ({ offer, row, draft, campaign }: Asked): IssueRefusal | null => {
  const passes = (most: number | undefined, of: string | null) =>
    most !== undefined && costOfShopper(draft.shopper, of) + offer.worst > most
  const spent =
    passes(campaign.limits?.per_shopper, row.campaign) || passes(draft.now.shop.budget?.per_shopper, null)
  return spent ? 'shopper_budget_spent' : null
}
