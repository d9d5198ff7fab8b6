// What may stand against an issue, one rule each, asked in this order; the first that answers is the reason. A new
// rule is a small function and a line in CHECKS. None of them writes.
import type { CampaignTerms } from '../campaign.ts'
import type { Draft } from '../draft.ts'
import type { Enrolment } from '../enrolment.ts'
import type { Offer } from '../offer.ts'
import type { Given } from './given.ts'
import type { IssueRefusal } from './refusal.ts'
import { hasRoom, hasRoomForShopper } from './room.ts'

export type Asked = {
  readonly draft: Draft
  /** As it would be issued: an agent's changes are in it. */
  readonly offer: Offer
  readonly row: Enrolment
  readonly campaign: CampaignTerms
  /** Missing: the rules give it by themselves. */
  readonly given: Given | undefined
}

export type Check = (asked: Asked) => IssueRefusal | null

const isOpen: Check = ({ campaign, draft }) => {
  if (campaign.paused) return 'paused'
  return campaign.until !== null && draft.at >= campaign.until ? 'ended' : null
}

/** One issue per enrolment; an agent may give another. */
const isFirst: Check = ({ row, given }) => (row.codes.length > 0 && !given ? 'already_issued' : null)

const hasSaved: Check = ({ offer, draft }) =>
  offer.on === 'saved_items' && draft.shopper.saved.length === 0 ? 'nothing_saved' : null

const CHECKS: readonly Check[] = [isOpen, isFirst, hasSaved, hasRoomForShopper, hasRoom]

export const against = (asked: Asked): IssueRefusal | null => {
  for (const check of CHECKS) {
    const why = check(asked)
    if (why) return why
  }
  return null
}
