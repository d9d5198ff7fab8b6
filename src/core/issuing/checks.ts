// What may stand against an issue, one rule each, asked in this order; the first that answers is the reason. A new
// rule is a small function and a line in CHECKS. None of them writes.
import { isPausedBySteering } from '../steering/budget-in-force.ts'
import type { Asked, Check } from './asked.ts'
import { CODE_CHECKS } from './code-checks.ts'
import { againstWhom } from './for-whom.ts'
import type { IssueRefusal } from './refusal.ts'
import { hasRoom, hasRoomForShopper } from './room.ts'

const isOpen: Check = ({ campaign, draft, row }) => {
  if (campaign.paused || isPausedBySteering(draft, row.campaign)) return 'paused'
  return campaign.until !== null && draft.at >= campaign.until ? 'ended' : null
}

/** One issue per enrolment; an agent may give another, and so may a ladder whose rungs follow what was not used. */
const isFirst: Check = ({ row, given, further }) => {
  const had = further ? row.codes.filter(({ state }) => state === 'redeemed') : row.codes
  return had.length > 0 && !given ? 'already_issued' : null
}

/** So many codes a shopper gets of the whole shop; an agent may go beyond. */
const hasFewCodes: Check = ({ draft, given }) => {
  const cap = draft.now.shop.codes_per_shopper
  if (!cap || given) return null
  const had = draft.shopper.codes.filter((code) => code.issued > draft.at - cap.within).length
  return had >= cap.count ? 'too_many_codes' : null
}

const isForThem: Check = ({ draft, offer, campaign, given }) =>
  againstWhom({
    ...{ offer, campaign, shopper: draft.shopper, shop: draft.now.shop, at: draft.at },
    ...{ around: draft.event.around, byAgent: given !== undefined },
  })

const CHECKS: readonly Check[] = [
  ...[isOpen, isFirst, hasFewCodes, isForThem],
  ...[hasRoomForShopper, hasRoom],
  ...CODE_CHECKS,
]

export const against = (asked: Asked): IssueRefusal | null => {
  for (const check of CHECKS) {
    const why = check(asked)
    if (why) return why
  }
  return null
}
