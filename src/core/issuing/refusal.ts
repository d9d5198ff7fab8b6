// Why a code is not issued: a value, never thrown. Each reason is known to the desk and to the API by this name.
import type { OverLimit } from '../agent-terms.ts'

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
  | 'stopped'
  /** An agent's terms pass a limit of the shop. */
  | 'over_limit'
  | 'senseless_terms'
  /** The cart would cost more than was approved. */
  | 'cart_changed'
  /** Nothing is left that the code could take off. */
  | 'nothing_off'
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
