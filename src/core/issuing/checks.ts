// What may stand against an issue, one rule each, asked in this order; the first that answers is the reason. A new
// rule is a small function and a line in CHECKS. None of them writes.
import { isPausedBySteering } from '../budget-in-force.ts'
import type { CampaignTerms } from '../campaign.ts'
import type { Draft } from '../draft.ts'
import type { Enrolment } from '../enrolment.ts'
import type { Offer } from '../offer.ts'
import type { Given } from './given.ts'
import type { IssueRefusal } from './refusal.ts'

export type Asked = {
  readonly draft: Draft
  /** As it would be issued: an agent's changes are in it. */
  readonly offer: Offer
  readonly row: Enrolment
  readonly campaign: CampaignTerms
  /** Missing: the rules give it by themselves. */
  readonly given: Given | undefined
  /** What else had a part in it, for the explanation. */
  readonly notes: readonly string[]
}

export type Check = (asked: Asked) => IssueRefusal | null

const isOpen: Check = ({ campaign, draft, row }) => {
  if (campaign.paused || isPausedBySteering(draft, row.campaign)) return 'paused'
  return campaign.until !== null && draft.at >= campaign.until ? 'ended' : null
}

/** One issue per enrolment; an agent may give another. */
const isFirst: Check = ({ row, given }) => (row.codes.length > 0 && !given ? 'already_issued' : null)

/** So many codes a shopper gets of the whole shop; an agent may go beyond. */
const hasFewCodes: Check = ({ draft, given }) => {
  const cap = draft.now.shop.codes_per_shopper
  if (!cap || given) return null
  const had = draft.shopper.codes.filter((code) => code.issued > draft.at - cap.within).length
  return had >= cap.count ? 'too_many_codes' : null
}

const hasSaved: Check = ({ offer, draft }) =>
  offer.on === 'saved_items' && draft.shopper.saved.length === 0 ? 'nothing_saved' : null

/** What the store refused before, in an earlier try of the same event. */
const hasRoom: Check = ({ offer, row, draft }) => {
  const spent = draft.event.refused?.some(
    ({ budget, amount }) => budget === row.campaign && offer.worst >= amount,
  )
  return spent ? 'budget_spent' : null
}

const CHECKS: readonly Check[] = [isOpen, isFirst, hasFewCodes, hasSaved, hasRoom]

export const against = (asked: Asked): IssueRefusal | null => {
  for (const check of CHECKS) {
    const why = check(asked)
    if (why) return why
  }
  return null
}
