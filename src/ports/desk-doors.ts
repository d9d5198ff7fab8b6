// What a desk may ask and do, whatever it is drawn with: the same for the built-in one, Slack and Teams. Whoever calls has
// made sure who the agent is. Sums are minor units of `currency`, times ms since 1970, durations ms.

import type { AgentAct } from '../core/agents/agent-act.ts'
import type { Bounds, OverLimit, TermsChange } from '../core/agents/agent-terms.ts'
import type { Actor } from '../core/agents/people.ts'
import type { Ticket } from '../core/agents/ticket.ts'
import type { Alone, WantsSecond } from '../core/agents/wants-second.ts'
import type { ShownFile } from '../core/attachment.ts'
import type { Delivery } from '../core/delivery.ts'
import type { Did } from '../core/effect.ts'
import type { UnbackedWords } from '../core/kept-back.ts'
import type { Lang } from '../core/meaning.ts'
import type { OrderLine } from '../core/orders/order.ts'
import type { CampaignState, Possible } from '../core/query/allowed.ts'
import type { Margin } from '../core/query/margin.ts'
import type { OpenedFile } from './channel.ts'

/** A text of the shop in each language that agents read. */
export type InEach = Readonly<Record<Lang, string>>

export type ShownOffer = Pick<
  Possible,
  | 'name'
  | 'kind'
  | 'value'
  | 'worst'
  | 'minimum'
  | 'valid'
  | 'cost'
  | 'ceiling'
  | 'missing'
  | 'has_room'
  | 'allowed'
  | 'least'
  | 'replaces'
  | 'apology'
  | 'against'
  | 'digest'
  | 'second'
> & {
  readonly bounds: Bounds
  /** Its conditions as the shopper reads them. */
  readonly said: InEach
  readonly gifts: readonly { readonly name: string; readonly said: InEach }[]
  /** The rules would give this one, and want a yes for it. */
  readonly suggested: boolean
}

/** Everything that a card shows of a shopper, with or without a ticket. No code's text is in it. */
export type DeskView = {
  readonly ticket: Ticket | null
  /** The agents whom a ticket may be assigned to. */
  readonly team: readonly string[]
  readonly now: number
  readonly currency: string
  readonly time_zone: string
  readonly shopper: {
    readonly id: string
    readonly name: string | null
    readonly email: string | null
    readonly phone: string | null
    readonly lang: Lang | null
    readonly region: string | null
    readonly channels: readonly string[]
    readonly stopped: number | null
    /** Messages that were not sent or wait, newest first, each with why. */
    readonly unsent: readonly { readonly at: number; readonly said: InEach }[]
    /** The agent who has the talk. */
    readonly with: string | null
    readonly segments: readonly string[]
    readonly said: Readonly<Record<string, string | number | boolean>>
    readonly trouble: { readonly late: boolean; readonly complaint: boolean }
  }
  readonly cart: {
    readonly lines: readonly (OrderLine & { readonly title?: string })[]
    readonly total: number
  }
  readonly margin: Margin
  readonly orders: {
    readonly count: number
    readonly sum: number
    readonly recent: readonly {
      readonly id: string
      readonly at: number
      readonly total: number
      readonly cancelled: boolean
    }[]
  }
  readonly codes: readonly {
    readonly id: string
    readonly offer: string
    readonly state: string
    readonly issued: number
    readonly until: number
    readonly campaign: string
    readonly agent: string | null
  }[]
  readonly lines: readonly {
    readonly seq: number
    readonly at: number
    readonly who: 'shopper' | 'bot' | 'agent' | 'note'
    readonly text: string
    readonly by: string | null
    readonly did: Did | null
    /** Why it did not arrive; null: it did, or may still. */
    readonly failed: string | null
    /** Of agents' words: how far they have got; null: nobody asks that of this line. */
    readonly delivery: Delivery | null
    /** What came beside the words; DeskDoors.file fetches it by `n`. */
    readonly attachments: readonly ShownFile[]
  }[]
  readonly rules: {
    readonly campaign: { readonly name: string; readonly state: CampaignState }
    readonly budget: { readonly limit: number | null; readonly reserved: number; readonly spent: number }
    /** Those that the rules allow first, the cheapest first; then the others. */
    readonly offers: readonly ShownOffer[]
    readonly live: { readonly id: string; readonly offer: string; readonly until: number } | null
  }
  readonly campaigns: readonly { readonly name: string; readonly state: CampaignState }[]
}

export type Reply = { readonly name: string; readonly text: string }

export type ActAnswer =
  | { readonly kind: 'done'; readonly code?: string }
  | {
      readonly kind: 'refused'
      /** The same word as in act_* problems of the desk's API. */
      readonly reason: string
      /** In words, English. */
      readonly title: string
      readonly by?: string
      readonly at?: number
      /** What the code would take off the cart now. */
      readonly now?: number
      /** What the cart comes to now. */
      readonly cart?: number
      readonly over?: OverLimit
      readonly unbacked?: readonly UnbackedWords[]
    }
  /** Nothing was kept: do it again under the same key. */
  | { readonly kind: 'failed' }

/** What changed terms would come to, or which limit they pass; null: there is no such offer. */
export type Quoted =
  | {
      readonly kind: 'possible'
      readonly ceiling: number
      readonly cost: number
      readonly allowed: boolean
      /** It will wait for another agent's yes, and why; null: not where `who` says yes. */
      readonly second: WantsSecond | null
      /** Of the cart and the terms as quoted. */
      readonly digest: string
    }
  | { readonly kind: 'over'; readonly over: OverLimit }
  | { readonly kind: 'senseless' }
  | null

export type DeskDoors = {
  /** null: there is no such ticket or shopper. */
  readonly ticket: (ticket: string) => Promise<DeskView | null>
  readonly shopper: (shopper: string, campaign?: string) => Promise<DeskView | null>
  /** Those that wait for an agent, oldest first. */
  readonly waiting: () => Promise<readonly Ticket[]>
  /** An id of ours, an e-mail, a phone, the shop's own id; null: nobody is known by it. */
  readonly find: (told: string) => Promise<string | null>
  readonly quote: (
    shopper: string,
    ticket: string | null,
    campaign: string,
    offer: string,
    terms?: TermsChange,
    who?: Actor,
  ) => Promise<Quoted>
  /** What this agent may give without anybody else. */
  readonly alone: (who: Actor) => Alone
  /**
   * `key`: the same for every repeat of the same wish of this agent; such a repeat gets the same answer. `role`: whose
   * limits count, a name under `agents: roles:`; one that the shop names for this agent goes first. `desk`: the desk's
   * own name, for the trail and so that one agent at two desks is not taken for two.
   */
  readonly act: (
    agent: string,
    key: string,
    shopper: string,
    does: AgentAct,
    role?: string,
    desk?: string,
  ) => Promise<ActAnswer>
  /** What a shopper sent, by the number of its line; null: it is not there (any more). Throws DeliveryError. */
  readonly file: (shopper: string, seq: number, n: number) => Promise<OpenedFile | null>
  /** Saved replies in that language; who is written to and who writes are put in where they are given. */
  readonly replies: (
    lang: Lang,
    about?: { readonly name?: string | null; readonly agent?: string },
  ) => readonly Reply[]
  /** Whom the shop means by a name or an id at any desk, and the other names of the same; null: it names nobody so. */
  readonly person: (told: string) => { readonly name: string; readonly also: readonly string[] } | null
  readonly budgets: () => Promise<
    readonly {
      readonly campaign: string
      readonly state: CampaignState
      readonly limit: number | null
      readonly reserved: number
      readonly spent: number
    }[]
  >
  /** The shop's large-order sum, languages and name. */
  readonly shop: () => {
    readonly name: string
    readonly currency: string
    readonly time_zone: string
    readonly lang: Lang
  }
}
