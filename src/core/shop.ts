// The shop's own terms, compiled from flows/shop.yaml: plain data. Knows no flows.
import type { Hours } from './hours.ts'
import type { Lang } from './meaning.ts'

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
}

/** All durations in milliseconds, all sums in minor units of `currency`. */
export type Shop = {
  readonly name: string
  readonly currency: string
  readonly time_zone: string
  /** The fallback chain: the first is the shop's own language. */
  readonly languages: readonly Lang[]
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
  /** What a message costs, by channel; a channel that is not named costs nothing. */
  readonly message_costs?: Readonly<Record<string, number>>
  /** Who has not ordered for so long after coming back is lost again. */
  readonly lost_after?: number
  /** Other facts of the shop, named by it; used in conditions as shop.NAME and in texts as {shop_NAME}. */
  readonly facts: Readonly<Record<string, string | number | boolean>>
}
