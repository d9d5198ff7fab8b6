// Why a code is not issued: a value, never thrown. Each reason is known to the desk and to the API by this name.
import type { OverLimit } from '../agents/agent-terms.ts'

export type IssueRefusal =
  | 'no_such_offer'
  | 'no_such_campaign'
  | 'paused'
  | 'ended'
  | 'holdout'
  | 'budget_spent'
  | 'shopper_budget_spent'
  | 'already_issued'
  | 'nothing_saved'
  /** Nothing in the catalogue goes with what was bought. */
  | 'nothing_related'
  /** It counts for new kinds of goods, and what was bought before is not known by kind. */
  | 'kinds_unknown'
  | 'only_first_order'
  | 'not_for_region'
  | 'not_for_channel'
  /** The offer's own end has passed. */
  | 'offer_ended'
  /** An order is late, or a complaint is open. */
  | 'in_trouble'
  /** An apology is given out of a campaign of its own. */
  | 'apology_elsewhere'
  | 'only_apologies'
  /** There is no such gift among those of the offer. */
  | 'no_such_gift'
  /** The shopper has had as many codes as the shop gives one in that time. */
  | 'too_many_codes'
  | 'stopped'
  /** An agent's terms pass a limit of the shop. */
  | 'over_limit'
  | 'senseless_terms'
  /** The cart would cost more than was approved. */
  | 'cart_changed'
  /** Nothing is left that the code could take off. */
  | 'nothing_off'
  /** The pool has no code left. */
  | 'pool_empty'
  /** The code for everybody has been used as often as it may be: by this shopper, or in all. */
  | 'limit_reached'
  /** Too much like another account that had a first-order code. */
  | 'same_person'
  | 'wants_spare'

/** `now`: what the code would cost on the cart as it stands, `missing`: how much that is too much; minor units. */
export type Refused = {
  readonly kind: 'refused'
  readonly why: IssueRefusal
  readonly over?: OverLimit
  readonly now?: number
  readonly missing?: number
}

export const refused = (why: IssueRefusal, more: Omit<Refused, 'kind' | 'why'> = {}): Refused => ({
  kind: 'refused',
  why,
  ...more,
})
