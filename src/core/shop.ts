// The shop's own terms, compiled from flows/shop.yaml: plain data. Knows no flows.

import type { Hours } from './agents/hours.ts'
import type { DiscountedOrders, ShopLimits } from './budget/limits.ts'
import type { ContactRules } from './contact/rules.ts'
import type { Lang } from './meaning.ts'
import type { SteeringRules } from './steering/steering-rules.ts'

/** What one role of agents may give by itself; what it does not name is as the shop has it. */
export type RoleLimits = {
  readonly percent?: number
  /** The most that one code may cost, minor units. */
  readonly amount?: number
  readonly points?: number
  readonly minimum?: number
  readonly valid?: number
}

/** An agent whom the shop names: `also` are the names by which other desks know the same one. */
export type AgentPerson = {
  readonly role?: string
  readonly also: readonly string[]
  /** Missing: as the shop's agents. */
  readonly hours?: Hours
}

/** How far agents may change an offer, and when they work; null: not beyond what the offer itself says. */
export type AgentRules = {
  readonly percent: number | null
  /** The most that one code may take off, minor units. */
  readonly amount: number | null
  readonly points: number | null
  /** The smallest order that an agent may ask for, minor units. */
  readonly minimum: number | null
  readonly valid: number | null
  /** null: around the clock. */
  readonly hours: Hours | null
  readonly roles?: Readonly<Record<string, RoleLimits>>
  /** A code that may cost more than this wants the yes of two, whoever they are; minor units. */
  readonly second_agent_above?: number
  readonly people?: Readonly<Record<string, AgentPerson>>
  /** New tickets are shared out among the people who are in. */
  readonly assign?: 'evenly'
}

/** A day in the shop's calendar: `2026-12-25` and what it is called. */
export type Holiday = { readonly date: string; readonly name: string }
/** What is known of the years from the first to the last; a year's days, in their order, are worked out when they are asked for. */
export type Holidays = {
  readonly first: number
  readonly last: number
  readonly in: (year: number) => readonly Holiday[]
}
/** A ledger of ours: what one point is worth in minor units, when it ends, and how long before that it is told. */
export type PointsRules = {
  readonly worth: number
  readonly expire: number | null
  readonly remind: number | null
}

/** How long a friend's first order has to stand before whoever referred is told. */
export type ReferralRules = { readonly settle: number }

/** All durations in milliseconds, all sums in minor units of `currency`. */
export type Shop = {
  readonly name: string
  readonly currency: string
  readonly time_zone: string
  /** The fallback chain: the first is the shop's own language. */
  readonly languages: readonly Lang[]
  /** The channels that the shop writes by, where it says so; null: every address but those of its own kind. */
  readonly channels: readonly string[] | null
  /** The prefix of every code. */
  readonly code_prefix: string
  /** Carts from this sum go to an agent. */
  readonly large_order: number | null
  /** How long after a code's end an order made in its time may still arrive. */
  readonly settle_within: number
  /** Pieces of one message that come within this time are read as one. */
  readonly pieces_within: number
  /** How long an agent has to answer before the flow's fallback runs. */
  readonly agent_answers_within: number
  readonly agents: AgentRules
  /** Messages on our own initiative: at most `count` in `within`; null: no cap. */
  readonly contact: { readonly count: number; readonly within: number } | null
  /** Quiet hours, and what holds for single channels; missing: nothing beside the cap. */
  readonly contacting?: ContactRules
  /** A discount needs a condition: checked when offers are read. */
  readonly offers?: { readonly condition: 'required' }
  /** Missing: the shop keeps its points itself. */
  readonly points?: PointsRules
  readonly referral?: ReferralRules
  /** Share of shoppers who are held out of every campaign, 0..1; missing: none. */
  readonly holdout?: number
  /** How budgets follow success; missing: they stay as they are written. */
  readonly steering?: SteeringRules
  /** Codes that one shopper gets of the whole shop; missing: no cap. */
  readonly codes_per_shopper?: { readonly count: number; readonly within: number }
  /** What all codes of all campaigns may come to together. */
  readonly budget?: ShopLimits
  readonly discounted_orders?: DiscountedOrders
  /** What a message costs, by channel; a channel that is not named costs nothing. */
  readonly message_costs?: Readonly<Record<string, number>>
  /** Who has not ordered for so long after coming back is lost again. */
  readonly lost_after?: number
  /** Pages of the shop that links lead to; `{cart}` stands for what restores a cart. */
  readonly links?: { readonly cart?: string }
  /** Other facts of the shop, named by it; used in conditions as shop.NAME and in texts as {shop_NAME}. */
  readonly facts: Readonly<Record<string, string | number | boolean>>
  /** Those of the shop's countries and its own; missing: the shop names none. */
  readonly holidays?: Holidays
  /** Its first country lies where December is summer. */
  readonly southern?: boolean
}
