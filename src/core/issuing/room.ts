// Is there room for a code? What the store refused before, in an earlier try of the same event, and what one shopper's
// codes may cost, which the shopper's own document knows.
import { type Counter, countersOf, nameOf } from '../budget/counters.ts'
import { costOfShopper } from '../budget/per-shopper.ts'
import type { CampaignTerms } from '../campaign.ts'
import type { Draft } from '../draft.ts'
import type { Enrolment } from '../enrolment/enrolment.ts'
import type { Offer } from '../offers/offer.ts'
import { reserveOf } from '../offers/use-terms.ts'
import { flowOf } from '../rulebook.ts'
import { ceilingOf } from '../steering/budget-in-force.ts'
import type { IssueRefusal } from './refusal.ts'

type Asked = {
  readonly draft: Draft
  readonly offer: Offer
  readonly row: Enrolment
  readonly campaign: CampaignTerms
}

/** Budgets that refused an earlier try of this event. */
const refusedBy = ({ event }: Draft) => (event.refused ?? []).filter((one) => one.kind === 'budget_spent')

/** What this issue would take from. */
export const countersFor = ({ draft, row, campaign, offer }: Asked): readonly Counter[] => {
  const flow = flowOf(draft.now, row.campaign)
  return countersOf({
    ...{
      campaign: row.campaign,
      terms: campaign,
      ceiling: flow ? ceilingOf(draft, flow.name) : campaign.budget,
    },
    ...{ shop: draft.now.shop, worst: reserveOf(offer), at: draft.at },
    without: new Set(refusedBy(draft).map(({ budget }) => budget)),
  })
}

/** A counter that refused may still have room for less. */
export const hasRoom = (asked: Asked): IssueRefusal | null => {
  const { row, draft } = asked
  const refused = refusedBy(draft)
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
    most !== undefined && costOfShopper(draft.shopper, of) + reserveOf(offer) > most
  const spent =
    passes(campaign.limits?.per_shopper, row.campaign) || passes(draft.now.shop.budget?.per_shopper, null)
  return spent ? 'shopper_budget_spent' : null
}
