// One use of a code as it is asked for, and what may stand against it: the shapes that all rules share.

import type { HourRange, Weekday } from '../agents/hours.ts'
import type { Code } from '../codes/code.ts'
import type { NamedGoods } from '../offers/use-terms.ts'
import type { Shop } from '../shop.ts'
import type { Shopper } from '../shopper.ts'
import type { OrderSums } from './amount.ts'

export type UseRefusal =
  | 'expired'
  | 'redeemed'
  | 'revoked'
  | 'locked'
  | 'same_order'
  | 'minimum'
  | 'only_first_order'
  | 'not_now'
  | 'not_with_other_codes'
  | 'with_goods'
  | 'not_these_goods'
  | 'nothing_to_discount'

/** What would have to be otherwise. `from`: when the code may be used next, ms since 1970. */
export type Wants = NamedGoods & {
  readonly count?: number
  /** How many of them the order holds. */
  readonly has?: number
  readonly not_on_sale?: true
  readonly days?: readonly Weekday[]
  readonly hours?: HourRange
  readonly from?: number
  /** The offer whose code is on the order already. */
  readonly other?: string
}

/** One use as it is asked for. `at`: the order's own time; the caller has made sure that the asker owns the code. */
export type Use = {
  readonly code: Code
  readonly order: OrderSums & { readonly id?: string }
  readonly at: number
  /** When it is asked, which is not before; missing: at the order's own time. */
  readonly now?: number
  readonly shopper: Shopper
  readonly shop: Shop
}

/** `missing`: to the minimum, minor units; `until`: the end of a lock, ms since 1970. */
export type Against = {
  readonly reason: UseRefusal
  readonly missing?: number
  readonly until?: number
  readonly wants?: Wants
}

export type Check = (use: Use) => Against | null
