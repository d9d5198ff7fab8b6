// What the desk's doors answer, as its page reads it. Sums are minor units, times ms since 1970 by the server's clock.
import type { OverLimit } from '../../core/agents/agent-terms.ts'
import type { Ticket } from '../../core/agents/ticket.ts'
import type { Alone } from '../../core/agents/wants-second.ts'
import type { ShownFile } from '../../core/attachment.ts'
import type { CartLine } from '../../core/cart/cart.ts'
import type { Delivery } from '../../core/delivery.ts'
import type { Did } from '../../core/effect.ts'
import type { Found } from '../../core/found.ts'
import type { HesitationNow } from '../../core/hesitation/hesitation-now.ts'
import type { UnbackedWords } from '../../core/kept-back.ts'
import type {
  CampaignState,
  Allowed as CoreAllowed,
  Possible as CorePossible,
} from '../../core/query/allowed.ts'
import type { Margin } from '../../core/query/margin.ts'
import type { Doing } from '../../core/steering/steering.ts'
import type { DeskLang } from './language.ts'

export type { Margin, ShownFile, Ticket }

/** In each language that the desk speaks. */
export type Said = { readonly ru: string; readonly uk: string; readonly en: string }
export type GiftView = { readonly name: string; readonly said: Said }

/** `said`: its conditions. `suggested`: the rules would give it and wait for a yes. */
export type Possible = Omit<CorePossible, 'gifts'> & {
  readonly gifts: readonly (GiftView & { readonly worth: number })[]
  readonly said: Said
  readonly suggested: boolean
}
export type Allowed = Omit<CoreAllowed, 'offers'> & { readonly offers: readonly Possible[] }

export type ListedTicket = Ticket & { readonly name: string | null; readonly email: string | null }

export type TicketList = {
  readonly currency: string
  readonly time_zone: string
  readonly now: number
  readonly tickets: readonly ListedTicket[]
}

export type Line = {
  readonly seq: number
  readonly at: number
  readonly who: 'shopper' | 'bot' | 'agent' | 'note'
  readonly by: string | null
  readonly text: string
  readonly did: Did | null
  readonly code: { readonly until: number; readonly terms: string } | null
  readonly failed: string | null
  readonly delivery: Delivery | null
  readonly attachments: readonly ShownFile[]
}

type InEvery = Readonly<Record<DeskLang, string>>

export type CodeView = {
  readonly id: string
  readonly offer: string
  readonly state: 'issued' | 'redeemed' | 'expired' | 'revoked'
  readonly issued: number
  readonly until: number
  readonly campaign: string
  readonly agent: string | null
  /** Why it was given, in a sentence. */
  readonly why: InEvery
  readonly terms: Pick<Possible, 'kind' | 'value' | 'worst' | 'minimum' | 'uses' | 'bonus' | 'said'> & {
    readonly gifts: readonly GiftView[]
  }
  readonly uses: readonly {
    readonly order: string
    readonly amount: number
    readonly at: number
    readonly rolled_back: boolean
    readonly overrun: string | null
  }[]
}

export type ShopperView = {
  readonly ticket: Ticket | null
  readonly team: readonly string[]
  /** What whoever looks may give alone. */
  readonly alone: Alone
  readonly now: number
  readonly currency: string
  readonly time_zone: string
  readonly shopper: {
    readonly id: string
    readonly name: string | null
    readonly email: string | null
    readonly phone: string | null
    readonly lang: string | null
    readonly region: string | null
    readonly device: string | null
    readonly source: string | null
    readonly looks_like: readonly string[]
    readonly friends: number
    readonly since: number
    readonly active: number
    readonly channels: readonly string[]
    readonly stopped: number | null
    /** Messages that were not sent or wait, newest first, each with why. */
    readonly unsent: readonly { readonly at: number; readonly said: InEvery }[]
    readonly with: string | null
    readonly segments: readonly string[]
    /** The same, each with why it holds; `about` says what a ready-made one is for. */
    readonly held: readonly { readonly name: string; readonly about: InEvery | null; readonly why: InEvery }[]
    /** `said`: signs of the latest visit in words, the weightiest first. */
    readonly hesitation: HesitationNow
    readonly said: Readonly<Record<string, string | number | boolean>>
    /** What was said that flows may use. */
    readonly wants?: Found
    readonly trouble: { readonly late: boolean; readonly complaint: boolean }
  }
  readonly cart: { readonly lines: readonly CartLine[]; readonly total: number }
  readonly margin: Margin
  readonly saved: number
  readonly orders: {
    readonly count: number
    readonly sum: number
    readonly recent: readonly { id: string; at: number; total: number; cancelled: boolean }[]
  }
  readonly codes: readonly CodeView[]
  readonly lines: readonly Line[]
  readonly rules: Allowed
  readonly campaigns: readonly { readonly name: string; readonly state: CampaignState }[]
}

export type Replies = {
  readonly lang: string
  readonly replies: readonly { readonly name: string; readonly text: string }[]
}

/** What an agent did; `text` is the reason, or what was written. */
export type Act = {
  readonly at: number
  readonly agent: string
  readonly act: string
  readonly shopper: string
  readonly desk: string | null
  readonly text: string
  readonly did: Did | null
}

export type Quote =
  | { readonly kind: 'possible'; readonly offer: Omit<CorePossible, 'least'> }
  | { readonly kind: 'over'; readonly over: OverLimit }
  | { readonly kind: 'senseless' }

export type Attention = {
  /** Channels and desks that do not answer now: what goes there waits. */
  readonly outages: readonly { readonly way: string; readonly since: number; readonly why: string }[]
  readonly undelivered: readonly {
    readonly id: string
    readonly shopper: string
    readonly kind: string
    readonly channel: string
    readonly why: string
    readonly tries: number
    readonly due: number
    readonly text: string
  }[]
  readonly events: readonly { readonly id: string; readonly at: number }[]
  /** Pools of codes that are nearly empty, with the offers that draw from them. */
  readonly pools: readonly {
    readonly pool: string
    readonly left: number
    readonly offers: readonly string[]
  }[]
  /** What steering did of late, newest last. */
  readonly steered: readonly Doing[]
}

/** A problem of the server's. */
export type Refusal = {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly by?: string
  readonly at?: number
  readonly now?: number
  readonly cart?: number
  readonly missing?: number
  readonly over?: OverLimit
  readonly unbacked?: readonly UnbackedWords[]
  /** What may be promised to this shopper. */
  readonly allowed?: readonly Said[]
  readonly wait?: number
}
