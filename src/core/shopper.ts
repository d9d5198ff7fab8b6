// The shopper: the aggregate that decide reads and answers anew. One document, one version, plain JSON.

import type { Ticket } from './agents/ticket.ts'
import type { Trigger } from './campaign.ts'
import type { Cart } from './cart/cart.ts'
import type { CartPast } from './cart/cart-past.ts'
import type { Code } from './codes/code.ts'
import type { Unsent } from './contact/against.ts'
import type { Consent } from './contact/consent.ts'
import type { Enrolment } from './enrolment/enrolment.ts'
import type { Address, Seen } from './event.ts'
import type { Folded, FoldedInto } from './folding/folded.ts'
import type { Said } from './found.ts'
import type { Interests } from './goods/interests.ts'
import type { Hesitation } from './hesitation/hesitation.ts'
import type { AskedJoin, Joined, Proof, Sending } from './joining/proof.ts'
import type { Footing, Intent } from './ladder/ladder.ts'
import type { Lang } from './meaning.ts'
import type { Traits } from './person/traits.ts'
import type { Ledger } from './points/ledger.ts'
import type { Reaching } from './reaching/reached.ts'
import type { Visits } from './time/visits.ts'

/** One shopper's way through one flow. */
export type Talk = {
  readonly flow: string
  /** Hash of the rulebook whose steps and texts it keeps. */
  readonly rulebook: string
  readonly enrolment: string
  readonly began: number
  readonly at: Address | null
  readonly step: string
  /** What the step waits for; `until` is when silence, the pause or the agent's time is over. */
  readonly waits: 'answer' | 'pause' | 'agent'
  readonly until: number
  /** What was asked back so far at this step. */
  readonly asked_back: number
  /** When the question was put last, ms since 1970. */
  readonly asked?: number
  /** Where this turn leads it, for one step: the channels that the step names, and the unit that it is of. */
  readonly only?: readonly string[]
  readonly unit?: { readonly id: string; readonly lead: boolean }
  /** The unit of messages whose first did not arrive. */
  readonly broken?: string
  /** The step itself waits to be walked: for the end of quiet hours, or of another talk's question. */
  readonly held?: true
  /** Variables: reason and whatever was asked `into` or `set`. */
  readonly vars: Readonly<Record<string, string | number | boolean>>
}

/** A flow that was triggered and has not begun: it waits for its `after`, or for the other talk's end. */
export type Pending = {
  readonly flow: string
  /** Where it is enrolled already and only waits for the other talk's end. */
  readonly enrolment?: string
  readonly on: Trigger
  readonly due: number
  /** It must not go sooner: a variant's delay, or the end of quiet hours. */
  readonly not_before?: number
  /** Queued no longer than this. */
  readonly lapses: number
  readonly vars: Readonly<Record<string, string | number | boolean>>
}

/** An order still remembered by itself: the latest few. Older ones are in the sums only. */
export type KnownOrder = {
  readonly id: string
  readonly at: number
  /** What it still stands at after cancellations, minor units. */
  readonly total: number
  /** Goods in it; what exactly stays in the journal. */
  readonly count: number
  readonly code?: string
  /** What its goods cost the shop, where that is known. */
  readonly cost?: number
  /** The id of somebody else's code that paid for it. */
  readonly foreign?: string
  readonly cancelled?: boolean
  /** It is history: nobody told it when it happened. */
  readonly imported?: boolean
  /** When we heard that it is late, is there, has come back; ms since 1970. */
  readonly late?: number
  readonly delivered?: number
  readonly returned?: number
}

/** News of an order that nobody told us of (yet): the latest few. */
export type Parcel = Pick<KnownOrder, 'id' | 'late' | 'delivered' | 'returned'>

/** What was bought, as far as offers look at it. */
export type Bought = {
  /** The latest last. */
  readonly items: readonly string[]
  readonly categories: readonly string[]
  /** Something bought is not among the categories: too many, or goods whose category nobody told. */
  readonly more?: true
}

export type Shopper = {
  readonly id: string
  readonly created: number
  /** The latest event of any kind by the shopper; what abandonment is measured from. */
  readonly active: number
  readonly addresses: readonly Address[]
  /** The address that the shopper wrote from last. */
  readonly reply_to: Address | null
  /** Addresses that take nothing from us any more: blocked, deactivated, bounced. */
  readonly gone?: readonly Address[]
  /** What the shop vouches for, and the language that the page told. */
  readonly traits: Traits
  /** When the shop said the traits, and the balance of points, last: what is older does not go over it. */
  readonly told?: { readonly traits?: number; readonly points?: number }
  /** What doors saw; the shop's word in `traits` goes first. */
  readonly seen?: Seen
  readonly lang: Lang | null
  /** When the language was chosen by name, ms since 1970: what is read from a text does not go over it. */
  readonly lang_chosen?: number
  /** Addresses that this shopper said are not its own: they don't come back by themselves. */
  readonly left?: readonly Address[]
  /** The address that came last by a signed link, and when: it may be taken off again. */
  readonly joined?: Joined
  /** "Send it to my e-mail", as far as it has come. */
  readonly sending?: Sending
  /** Addresses that are to be shown to be the shopper's own; the latest few. */
  readonly proofs?: readonly Proof[]
  /** When they were asked for lately. */
  readonly proofs_asked?: readonly number[]
  /** A link would make this shopper one with another: asked, and not answered yet. */
  readonly asked_join?: AskedJoin
  readonly stopped: number | null
  /** When the shop last told of a new consent. */
  readonly consented?: number
  /** What was agreed to or refused by channel, address and purpose (contact/consent.ts). */
  readonly consents?: readonly Consent[]
  /** "Not now": nothing that wants a purchase is said before, ms since 1970. */
  readonly snoozed?: number
  /** Times of what we wrote to sell, by channel, where the shop caps it. */
  readonly contacted?: Readonly<Record<string, readonly number[]>>
  /** The latest messages that were not sent or wait, and why. */
  readonly unsent?: readonly Unsent[]
  /** Whose word the latest stop is; missing: the shopper's own. */
  readonly stopped_by?: 'shop' | 'shopper'
  readonly visits: Visits
  readonly interests?: Interests
  readonly cart: Cart | null
  /** What a change of the cart that is told late is put into. */
  readonly cart_past?: CartPast
  readonly carts_abandoned: number
  /** Ids of the goods looked at last, the latest last. */
  readonly looked_at?: readonly string[]
  /** What was said that flows may use: see said.ts. */
  readonly said?: Said
  readonly saved: readonly { readonly item: string; readonly price?: number }[]
  readonly orders: {
    readonly count: number
    readonly sum: number
    readonly cancelled: number
    readonly first: number | null
    readonly last: number | null
    readonly recent: readonly KnownOrder[]
    /** Orders that the shop said came late, or came back. */
    readonly late?: number
    readonly returned?: number
    /** What the first order stood at when it was last among `recent`, minor units. */
    readonly first_total?: number
    readonly first_id?: string
  }
  readonly parcels?: readonly Parcel[]
  /** A complaint that is open, since when. */
  readonly complaint?: { readonly since: number }
  readonly points: { readonly expiring: number; readonly expires: number } | null
  /** Points that we keep ourselves. */
  readonly ledger?: Ledger
  /** Uses of codes for everybody that stand or may still come, by the code's plain text: older codes are forgotten. */
  readonly uses?: Readonly<Record<string, number>>
  /** What actions of flows that are once_per: about were about, as short hashes. */
  readonly done?: Readonly<Record<string, readonly string[]>>
  /** By whose word it came; `order` is the first one, `due` when it has stood long enough, `told` once that one knows. */
  readonly referral?: {
    readonly by: string
    readonly at: number
    readonly order?: string
    readonly due?: number
    readonly told?: true
  }
  /** Friends won, and why the latest one was refused. */
  readonly referrals?: {
    readonly won: number
    readonly refused?: { readonly at: number; readonly why: string }
  }
  /** What made it look like another account that had a first-order code, when last asked. */
  readonly looks_like?: { readonly at: number; readonly by: readonly string[] }
  readonly talks: readonly Talk[]
  readonly pending: readonly Pending[]
  /** Free text that waits for its next piece; read as one at `due`. */
  readonly heard: {
    /** In the order in which they were written, at `times`, ms since 1970. */
    readonly pieces: readonly string[]
    readonly times?: readonly number[]
    /** When the first and the last of them were heard. */
    readonly since?: number
    readonly last?: number
    /** A button was pressed since, and was the answer. */
    readonly aside?: true
    readonly address: Address
    readonly due: number
    readonly lang?: Lang
  } | null
  /** When we last said that a person will look at what was sent. */
  readonly told_files?: number
  /** When we did not understand and showed what there is to choose from; until the next message. */
  readonly shown_help?: number
  /** Starts of each flow, latest last; kept as long as at_most needs them. */
  readonly starts: Readonly<Record<string, readonly number[]>>
  /** Segments it was in when last looked at, for segment_entered. */
  readonly segments: readonly string[]
  /** When segments, birthdays and dates are looked at again. */
  readonly look_again: number | null
  /** Times of messages sent on our initiative, latest last. */
  readonly contacts: readonly number[]
  /** What became of what we wrote, by channel. */
  readonly reaching?: Reaching
  /** Audiences for advertisers, and until when, ms since 1970. */
  readonly audiences?: Readonly<Record<string, number>>
  readonly enrolments: readonly Enrolment[]
  readonly enrolled: number
  readonly codes: readonly Code[]
  /** Where it stands on each ladder. */
  readonly ladders?: Readonly<Record<string, Footing>>
  /** Its latest signs of intent. */
  readonly intent?: Intent
  /** What codes cost that are no longer among them, by campaign, minor units. */
  readonly gone_codes?: Readonly<Record<string, number>>
  /** Signs of hesitation in the latest visit; none since the latest order. */
  readonly hesitation?: Hesitation | null
  /** The talk is an agent's: the bot keeps silent. */
  readonly agent_mode: { readonly agent: string; readonly ticket: string } | null
  readonly tickets: readonly Ticket[]
  readonly ticket_count: number
  /** This document is a pointer: its shopper is another one by now (fold.ts). */
  readonly folded_into?: FoldedInto
  /** Who was folded into this one, latest last. */
  readonly folded?: readonly Folded[]
  /** Campaigns that two of them were enrolled in with different arms: their rows count for no comparison. */
  readonly mixed?: readonly string[]
}

export const newShopper = (id: string, at: number): Shopper => ({
  id,
  created: at,
  active: at,
  addresses: [],
  reply_to: null,
  traits: {},
  lang: null,
  stopped: null,
  visits: { views: 0, first: at, last: at },
  cart: null,
  carts_abandoned: 0,
  saved: [],
  orders: { count: 0, sum: 0, cancelled: 0, first: null, last: null, recent: [] },
  points: null,
  talks: [],
  pending: [],
  heard: null,
  starts: {},
  segments: [],
  look_again: null,
  contacts: [],
  enrolments: [],
  enrolled: 0,
  codes: [],
  agent_mode: null,
  tickets: [],
  ticket_count: 0,
})
