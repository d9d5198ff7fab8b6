// An enrolment: one shopper's part in one campaign, one row. Every report is a scan of these rows.
import type { CodeState } from './code.ts'

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
  /** Which variant of the campaign's experiment; missing where there is none. */
  readonly variant?: string
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
  readonly codes: readonly {
    readonly id: string
    readonly offer: string
    readonly state: CodeState
    readonly issued: number
    readonly amount: number
  }[]
  /** Orders of the shopper within the goal's time. */
  readonly orders: number
  readonly revenue: number
}
