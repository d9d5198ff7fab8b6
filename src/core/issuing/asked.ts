// One issue as it is asked for, and what a rule against it is. Types only.
import type { CampaignTerms } from '../campaign.ts'
import type { Draft } from '../draft.ts'
import type { Enrolment } from '../enrolment/enrolment.ts'
import type { Offer } from '../offers/offer.ts'
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
  readonly notes?: readonly string[]
  /** Its ladder gives a further one after one that was not used, also within one enrolment. */
  readonly further?: boolean
}

export type Check = (asked: Asked) => IssueRefusal | null
