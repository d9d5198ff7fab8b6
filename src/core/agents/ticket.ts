// A ticket as data: what the desk shows and the shopper's document keeps.

import type { Found } from '../found.ts'
import type { TermsChange } from './agent-terms.ts'

/** `expired`: nobody answered in time; it can still be decided. */
export type TicketState = 'open' | 'taken' | 'approved' | 'declined' | 'closed' | 'expired'

export const DECLINE_REASONS = [
  'too_small_margin',
  'not_eligible',
  'already_discounted',
  'suspected_misuse',
  'other',
] as const
export type DeclineReason = (typeof DECLINE_REASONS)[number]

/** What was done with it last, by whom and when. `what` is an offer, an act, or what settled it by itself. */
export type Decided = {
  readonly by: string
  readonly at: number
  readonly what: string
  readonly reason?: DeclineReason
  readonly why?: string
  /** Who said yes to it first, where it took two. */
  readonly with?: string
  /** The agent whom this one took the talk over from. */
  readonly from?: string
}

/** One agent's yes to what wants two, kept until another says the same, or what was seen has changed. */
export type FirstYes = {
  readonly by: string
  readonly at: number
  readonly offer: string
  readonly terms?: TermsChange
  readonly ceiling: number
  readonly digest: string
  readonly campaign: string
  /** Where it was said. */
  readonly desk?: string
  /** What this agent would say to the shopper beside the code; it goes out with it unless the second writes otherwise. */
  readonly words?: string
  /** It was by hand, for this reason: no ticket had asked for it. */
  readonly why?: string
}

export type Assigned = { readonly to: string; readonly by: string; readonly at: number }

export type Ticket = {
  /** `<shopper id>.t<n>`. */
  readonly id: string
  readonly shopper: string
  readonly opened: number
  readonly reason: string
  readonly campaign: string
  readonly enrolment: string
  readonly state: TicketState
  /** The cart's sum when it was opened, minor units. */
  readonly cart: number
  /**
   * Open: when the flow's fallback runs without an answer. Taken: when the talk goes back to the bot by itself,
   * because the shopper got no answer, or because nothing happened for long.
   */
  readonly until: number
  /** Outside the working hours: nobody waits for it, it is kept for the morning. */
  readonly away?: boolean
  /** When the shopper wrote last since it was opened. */
  readonly heard?: number
  /** Taken: the shopper has the last word. */
  readonly waiting?: boolean
  /** What the talk knew when it was opened, for the rules that are shown beside it. */
  readonly vars?: Readonly<Record<string, string | number | boolean>>
  /** What the shopper said: pieces, a sum, percent, a day, goods. */
  readonly said?: Found
  /** The offer that the rules would give, and want a yes for. */
  readonly suggests?: string
  readonly decided?: Decided
  readonly first?: FirstYes
  /** Who is to see to it; anybody else may all the same. */
  readonly assigned?: Assigned
}

/** Is it still somebody's to decide? */
export const isUndecided = ({ state }: Ticket): boolean =>
  state === 'open' || state === 'taken' || state === 'expired'
