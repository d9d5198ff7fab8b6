// What a report says: the types. Sums in minor units of the shop's currency, times in ms since 1970. Knows no rows.
import type { Goal } from '../enrolment/goal.ts'
import type { CodeLine } from './code-list.ts'
import type { Dimension } from './dimension.ts'
import type { Effect } from './effect.ts'
import type { Figures, Ratios } from './figures.ts'
import type { PriceRise } from './price-rise.ts'
import type { ReturnOnCosts } from './return-on-costs.ts'

export type Wants = NonNullable<Goal['wants']>

/** What is asked. `from` and `to` bound when an enrolment began. */
export type ReportQuery = {
  readonly campaign?: string
  readonly by?: Dimension
  readonly from?: number
  readonly to?: number
}

export type Counted = { readonly figures: Figures; readonly ratios: Ratios }

export type Compared = Counted & {
  readonly effect: Effect
  readonly returns: ReturnOnCosts
  /** Shoppers left out of the comparison, since they turned out to be in both arms. */
  readonly mixed: number
}

export type VariantReport = {
  readonly variant: string
  readonly shoppers: number
  readonly against_holdout: Effect
  /** Against the first variant by name; null for that one itself. */
  readonly against_first: Effect | null
}

export type BudgetReport = {
  readonly limit: number | null
  readonly reserved: number
  readonly spent: number
}

export type CampaignReport = Compared & {
  readonly campaign: string
  readonly about: string
  /** The goal's time, ms; null: it has none, so that no order counts for it. */
  readonly goal: number | null
  /** What the goal wants beyond an order: then `effect.goal` judges by that. */
  readonly wants: Wants | null
  /** It is in the rulebook as it stands. */
  readonly exists: boolean
  readonly paused: boolean
  readonly variants: readonly VariantReport[]
  readonly budget: BudgetReport | null
}

export type GroupReport = Counted & {
  /** null: not known of these. */
  readonly value: string | null
  /** null where treated and holdout can't be compared within these groups. */
  readonly effect: Effect | null
}

export type Breakdown = {
  readonly by: Dimension
  /** A row can be in several groups: they don't add up. */
  readonly overlaps: boolean
  /** Why there are no effects: what the groups are by is known of the treated only, or campaigns are mixed. */
  readonly incomparable: 'known_of_treated_only' | 'choose_a_campaign' | null
  readonly groups: readonly GroupReport[]
  /** Groups beyond those that are kept, together in none. */
  readonly left_out: number
  /** Of so many comparisons about this many look different by chance alone. */
  readonly compared: number
  readonly by_chance: number
}

export type DayReport = {
  readonly day: string
  readonly enrolled: number
  readonly talked: number
  readonly issued: number
  readonly redeemed: number
  readonly orders: number
  readonly revenue: number
}

/** `told` named some reason, `price` this one: shoppers, each once a month. */
export type MonthReport = {
  /** As 2026-11, by the shop's clock. */
  readonly month: string
  readonly enrolled: number
  readonly orders: number
  readonly with_code: number
  readonly told: number
  readonly price: number
}

export type Report = {
  readonly query: ReportQuery
  readonly currency: string
  readonly digits: number
  readonly time_zone: string
  readonly made: number
  readonly level: number
  readonly rows: number
  /** All campaigns; the effect is against the holdout of the whole shop, each order once. */
  readonly shop: Compared
  readonly campaigns: readonly CampaignReport[]
  readonly breakdown: Breakdown | null
  readonly codes: { readonly lines: readonly CodeLine[]; readonly all: number } | null
  /** By the day on which the enrolment began. */
  readonly days: readonly DayReport[]
  /** By the month in which it began, and whether the price is named more often than before. */
  readonly months: readonly MonthReport[]
  readonly price_rise: PriceRise | null
}

/** What a report needs of the shop. */
export type ReportGround = {
  readonly currency: string
  readonly time_zone: string
  readonly now: number
  readonly lost_after: number
  readonly message_costs: Readonly<Record<string, number>>
  readonly flows: readonly {
    readonly name: string
    readonly about: string
    readonly goal: number | null
    readonly budget: number | null
    readonly paused: boolean
    /** What the goal wants beyond an order; missing: an order is all. */
    readonly wants?: Wants
    /** The name of its experiment, '' where it has none of its own; missing: there is none now. */
    readonly experiment?: string
  }[]
  readonly budgets: readonly { readonly budget: string; readonly reserved: number; readonly spent: number }[]
}
