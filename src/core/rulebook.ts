// What marketers wrote, compiled: plain data plus conditions and texts that can be asked. Knows no YAML and no CEL.
import type { CampaignTerms, Start, Trigger } from './campaign.ts'
import type { Condition } from './condition.ts'
import type { Purpose } from './contact/consent.ts'
import type { Experiment } from './enrolment/experiment.ts'
import type { Goal } from './enrolment/goal.ts'
import type { Ladder } from './ladder/ladder.ts'
import type { Lang } from './meaning.ts'
import type { TextRef } from './message.ts'
import type { Offer } from './offers/offer.ts'
import type { Shop } from './shop.ts'

export type StepChoice = { readonly id: string; readonly text: string }

/** What is shown beside a text. */
export type Show = 'cart'

/** The channels that a step writes by, the first that reaches; whoever none of them reaches does not hear it. */
export type Channels = readonly string[]

/** A step of several messages that are one; `end`: where the walk goes on behind them. */
export type Unit = { readonly id: string; readonly lead: boolean; readonly end: string | null }

/** What a row of an offer table, or its else, does. */
export type RowAct =
  | { readonly kind: 'give'; readonly offer: string }
  /** `offers`: what its rungs can come to. */
  | { readonly kind: 'climb'; readonly ladder: string; readonly offers: readonly string[] }
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
  readonly unit?: Unit
}

/** `text` is a key into the locales; {name} in it stands for a variable of the talk. */
export type Step = StepShape &
  (
    | { readonly kind: 'say'; readonly text: string; readonly show?: Show; readonly channels?: Channels }
    | {
        readonly kind: 'ask'
        readonly text: string
        readonly into: string
        readonly choices: readonly StepChoice[]
        /** The choices that a bare yes and a bare no pick. */
        readonly yes?: string
        readonly no?: string
        readonly wait: number
        /** So much longer at most, varied by shopper and talk. */
        readonly spread?: number
        readonly show?: Show
        readonly channels?: Channels
        /** Where silence leads. */
        readonly silent: string | null
      }
    | { readonly kind: 'offer'; readonly rows: readonly OfferRow[]; readonly otherwise: RowAct }
    | {
        readonly kind: 'give'
        readonly offer: string
        readonly otherwise: RowAct
        readonly channels?: Channels
      }
    | {
        readonly kind: 'escalate'
        readonly reason: string /** Where it goes on when no agent answers. */
        readonly fallback: string | null
      }
    | { readonly kind: 'wait'; readonly for: number; readonly spread?: number }
    | { readonly kind: 'audience'; readonly name: string; readonly for: number }
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
  /** What it writes for; missing: as contact/purpose.ts says. */
  readonly purpose?: Purpose
  readonly start: Start
  readonly goal: Goal | null
  /** Missing: everybody gets the same. */
  readonly experiment?: Experiment
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
  readonly ladders: Readonly<Record<string, Ladder>>
  /** By priority, then name. */
  readonly flows: readonly Flow[]
  /** Every fact that some rule asks for: `rfm.money`, `reason`. */
  readonly asks: readonly string[]
  readonly hasText: (key: string) => boolean
  /** Every key that has a text in some language. */
  readonly textKeys?: readonly string[]
  /** The text in the first language of `lang` and the shop's chain that has it; never throws. {code:ID} for codes. */
  readonly text: (ref: TextRef, lang: Lang) => string
  /** A sum in minor units of the shop's currency, as it is written in that language. */
  readonly sum: (minor: number, lang: Lang) => string
}

/** The newest rulebook and those that talks are pinned to. */
export type Rulebooks = { readonly now: Rulebook; readonly pinned: Readonly<Record<string, Rulebook>> }

type Shelves = {
  readonly on: ReadonlyMap<Trigger, readonly Flow[]>
  readonly named: ReadonlyMap<string, Flow>
}

/** By the list itself, which never changes: looked through once, so that a turn costs the same with ten thousand flows. */
const shelves = new WeakMap<readonly Flow[], Shelves>()

/** Those asked for last: a turn asks ten times, nearly always for the same. */
let last: { readonly flows: readonly Flow[]; readonly made: Shelves } | null = null

const shelvesOf = (flows: readonly Flow[]): Shelves => {
  if (last?.flows === flows) return last.made
  const made = shelves.get(flows) ?? {
    on: Map.groupBy(flows, ({ start }) => start.on),
    named: new Map(flows.map((flow) => [flow.name, flow])),
  }
  shelves.set(flows, made)
  last = { flows, made }
  return made
}

const NONE: readonly Flow[] = []

/** The flows that begin by this trigger, in their order. */
export const flowsOn = (flows: readonly Flow[], on: Trigger): readonly Flow[] =>
  shelvesOf(flows).on.get(on) ?? NONE

export const flowNamed = (flows: readonly Flow[], name: string): Flow | null =>
  shelvesOf(flows).named.get(name) ?? null

export const flowOf = ({ flows }: Rulebook, name: string): Flow | null => flowNamed(flows, name)
