// When a campaign starts and what it may cost: plain data. Knows no steps.
import type { Limits } from './budget/limits.ts'
import type { Condition } from './condition.ts'

export type Trigger =
  | 'cart_abandoned'
  | 'cart_changed'
  | 'hesitation'
  | 'message'
  | 'ask_discount'
  | 'order_completed'
  | 'order_cancelled'
  | 'order_late'
  | 'signed_in'
  | 'subscribed'
  | 'action_done'
  | 'segment_entered'
  | 'birthday'
  | 'points_added'
  | 'points_expiring'
  | 'date'
  /** A signed link was opened: the code on a parcel, a button in a letter. */
  | 'link'
  /** Nothing starts here: another system runs it, and tells us who is in it. */
  | 'elsewhere'

export type Start = {
  readonly on: Trigger
  /** Waited from the trigger on; for cart_abandoned: this long without any activity. */
  readonly after: number
  /** So much longer at most, varied by shopper and occasion. */
  readonly spread?: number
  readonly when: Condition | null
  /** At most `count` starts per shopper within `within`; null: no cap of its own. */
  readonly at_most: { readonly count: number; readonly within: number | null } | null
  /** For action_done: once for each thing that the action is about. */
  readonly once_per?: 'about'
  /** For segment_entered: the segment. */
  readonly segment: string | null
  /** For date: milliseconds since 1970, the beginning of that day or that minute in the shop's zone. */
  readonly date: number | null
  /** For points_expiring: how long before the end. For birthday: how long before (0: on the day). */
  readonly before: number
}

export type CampaignTerms = {
  /** The most its codes may cost together, minor units; null: none on purpose. */
  readonly budget: number | null
  /** Bounds beside that sum. */
  readonly limits?: Limits
  /** Share without an offer, 0..1. */
  readonly holdout: number
  /** The end; null: none on purpose. */
  readonly until: number | null
  /** A paused campaign starts no talk and issues no code. */
  readonly paused: boolean
  /** Whether an agent must say yes to what the rules would give: always, or above this worst case, minor units. */
  readonly approve?: 'always' | { readonly above: number }
  /** It gives apologies, and nothing else. */
  readonly apology?: true
}
