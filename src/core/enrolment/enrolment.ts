// An enrolment: one shopper's part in one campaign, one row. Every report is a scan of these rows.
import type { CodeState } from '../codes/code.ts'

/** `mixed`: two shoppers of different arms turned out to be one; left out of comparisons and counted as such. */
export type Arm = 'offer' | 'holdout' | 'mixed'

/** One row; sums in minor units, times in milliseconds since 1970. */
export type Enrolment = {
  /** `<shopper id>:<campaign>:<n>`. */
  readonly id: string
  readonly shopper: string
  readonly campaign: string
  readonly arm: Arm
  /** Where the arm is `mixed`: how this shopper is treated all the same. */
  readonly treated?: 'offer' | 'holdout'
  readonly at: number
  /** The order that started it, where one did: it counts for no goal of it. */
  readonly begun_by?: string
  /** Other orders of its very moment or after it that had been told before it began: they count for no goal either. */
  readonly earlier?: readonly string[]
  /** Which variant of the campaign's experiment; missing where there is none. */
  readonly variant?: string
  /** The name of that experiment, where it has one. */
  readonly experiment?: string
  /** Held out by the whole shop's holdout, not by the campaign's. */
  readonly shop_holdout?: true
  readonly lang?: string
  readonly reason?: string
  readonly channel?: string
  readonly device?: string
  readonly region?: string
  readonly source?: string
  /** Segments that held when it began. */
  readonly segments: readonly string[]
  readonly talked: boolean
  /** How often an offer was made, with or without a code. */
  readonly offered: number
  readonly escalated: boolean
  /** How often we wrote by ourselves without an offer. */
  readonly touches?: number
  /** When the campaign's goal was met, and by which order. */
  readonly goal_met?: number
  readonly goal_order?: string
  readonly codes: readonly {
    readonly id: string
    readonly offer: string
    readonly state: CodeState
    readonly issued: number
    readonly amount: number
    /** What it cost the shop, where that is not what it took off: points. */
    readonly cost?: number
    readonly kind?: string
    /** When it was last used; missing or null: not, or given back. */
    readonly redeemed?: number | null
    /** Given to make good for something: no promotion, kept apart. */
    readonly apology?: true
  }[]
  /** Orders of the shopper within the goal's time: of one campaign's rows the latest before the order counts it. */
  readonly orders: number
  /** What their goods cost before any code. */
  readonly revenue: number
} & Begun &
  Followed

/** How it began, beside what every row has. */
type Begun = {
  /** What it began with: a sign of hesitation, or the trigger's name. */
  readonly sign?: string
  /** An agent began it; nobody drew an arm for it, so that it is in no comparison. */
  readonly by_hand?: true
  /** The arm was drawn by another system, which told us. */
  readonly elsewhere?: true
  /** Of what is in the cart, or was ordered: a few. */
  readonly categories?: readonly string[]
  /** The goal's time as it was then, ms: orders within it count. */
  readonly within?: number
  /** Orders ever, before it. */
  readonly past?: number
  /** Orders in a time of equal length before; missing where not all of them are remembered. */
  readonly before?: Sums
}

/** What came of it, beside what every row has. */
type Followed = {
  /** Messages of this talk by channel, sent or on their way. */
  readonly messages?: Readonly<Record<string, number>>
  /** Of the orders that count, those that were paid with a code. */
  readonly with_code?: number
  /** Of the orders that count, those whose goods' cost the catalogue knew: what they brought, and that cost. */
  readonly costed?: { readonly revenue: number; readonly cost: number }
  /** Orders of which this row is the latest of all campaigns: over all rows each order is there once. */
  readonly own?: Sums
  /** The first activity at the shop after it; talking is none. */
  readonly back?: number
  /** The first order after it, whenever it came. */
  readonly first_order?: number | null
  /** The latest order; kept true on the shopper's latest row only. */
  readonly last_order?: number | null
}

export type Sums = { readonly orders: number; readonly revenue: number }
