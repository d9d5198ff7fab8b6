// What marketers wrote, compiled: plain data plus conditions and texts that can be asked. Knows no YAML and no CEL.
import type { OfferKind } from './code.ts'
import type { Facts } from './fact.ts'
import type { Hours } from './hours.ts'
import type { Lang } from './meaning.ts'
import type { TextRef } from './message.ts'

/** A rule over facts. One that meets a missing value does not hold, whatever stands around it. */
export type Condition = {
  readonly source: string
  readonly holds: (facts: Facts) => boolean
  /** What it asks, one by one, where it is several joined by &&; for whoever wants to know why it does not hold. */
  readonly parts?: readonly Condition[]
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
  /** Other facts of the shop, named by it; used in conditions as shop.NAME and in texts as {shop_NAME}. */
  readonly facts: Readonly<Record<string, string | number | boolean>>
}

export type Offer = {
  readonly name: string
  readonly kind: OfferKind
  /** Percent, minor units, or points; 0 for free shipping. */
  readonly value: number
  /** The most that one code can cost, minor units. */
  readonly worst: number
  readonly minimum: number
  readonly valid: number
  /** How long before the end a reminder is sent; null: none. */
  readonly remind: number | null
  readonly on: 'saved_items' | null
}

export type Trigger =
  | 'cart_abandoned'
  | 'cart_changed'
  | 'hesitation'
  | 'message'
  | 'ask_discount'
  | 'order_completed'
  | 'order_cancelled'
  | 'signed_in'
  | 'subscribed'
  | 'action_done'
  | 'segment_entered'
  | 'birthday'
  | 'points_added'
  | 'points_expiring'
  | 'date'

export type Start = {
  readonly on: Trigger
  /** Waited from the trigger on; for cart_abandoned: this long without any activity. */
  readonly after: number
  readonly when: Condition | null
  /** At most `count` starts per shopper within `within`; null: no cap of its own. */
  readonly at_most: { readonly count: number; readonly within: number | null } | null
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
  /** Share without an offer, 0..1. */
  readonly holdout: number
  /** The end; null: none on purpose. */
  readonly until: number | null
  /** A paused campaign starts no talk and issues no code. */
  readonly paused: boolean
}

export type StepChoice = { readonly id: string; readonly text: string }

/** What is shown beside a text. */
export type Show = 'cart'

/** What a row of an offer table, or its else, does. */
export type RowAct =
  | { readonly kind: 'give'; readonly offer: string }
  | { readonly kind: 'escalate'; readonly reason: string }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'end' }

export type OfferRow = { readonly when: Condition | null; readonly act: RowAct }

type StepShape = {
  readonly id: string
  /** Where it does not hold, the walk goes to `skip`. */
  readonly when: Condition | null
  readonly skip: string | null
  /** The next step; null: the talk ends. */
  readonly next: string | null
}

/** `text` is a key into the locales; {name} in it stands for a variable of the talk. */
export type Step = StepShape &
  (
    | { readonly kind: 'say'; readonly text: string; readonly show?: Show }
    | {
        readonly kind: 'ask'
        readonly text: string
        readonly into: string
        readonly choices: readonly StepChoice[]
        readonly wait: number
        readonly show?: Show
        /** Where silence leads. */
        readonly silent: string | null
      }
    | { readonly kind: 'offer'; readonly rows: readonly OfferRow[]; readonly otherwise: RowAct }
    | { readonly kind: 'give'; readonly offer: string; readonly otherwise: RowAct }
    | {
        readonly kind: 'escalate'
        readonly reason: string /** Where it goes on when no agent answers. */
        readonly fallback: string | null
      }
    | { readonly kind: 'wait'; readonly for: number }
    | { readonly kind: 'remind'; readonly text: string; readonly before: number }
    | { readonly kind: 'set'; readonly values: Readonly<Record<string, string | number | boolean>> }
    | { readonly kind: 'go'; readonly to: string }
    | { readonly kind: 'end' }
  )

export type Flow = {
  readonly name: string
  readonly about: string
  /** Higher goes first. */
  readonly priority: number
  readonly start: Start
  readonly goal: { readonly order_within: number } | null
  readonly campaign: CampaignTerms
  readonly first: string | null
  readonly steps: Readonly<Record<string, Step>>
}

export type Rulebook = {
  /** SHA-256 of the sources, hex. */
  readonly hash: string
  readonly shop: Shop
  readonly segments: Readonly<Record<string, Condition>>
  readonly offers: Readonly<Record<string, Offer>>
  /** By priority, then name. */
  readonly flows: readonly Flow[]
  readonly hasText: (key: string) => boolean
  /** The text in the first language of `lang` and the shop's chain that has it; never throws. {code:ID} for codes. */
  readonly text: (ref: TextRef, lang: Lang) => string
  /** A sum in minor units of the shop's currency, as it is written in that language. */
  readonly sum: (minor: number, lang: Lang) => string
}

/** The newest rulebook and those that talks are pinned to. */
export type Rulebooks = { readonly now: Rulebook; readonly pinned: Readonly<Record<string, Rulebook>> }

export const flowOf = (rulebook: Rulebook, name: string): Flow | null =>
  rulebook.flows.find((flow) => flow.name === name) ?? null
