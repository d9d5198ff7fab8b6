// Everything that is to be done after a decision, as plain data. Carried out by the commit and the relay.

import type { AgentAct } from './agents/agent-act.ts'
import type { OverLimit } from './agents/agent-terms.ts'
import type { DeclineReason, Ticket } from './agents/ticket.ts'
import type { LineAttachment } from './attachment.ts'
import type { CodeState, UsedLine } from './codes/code.ts'
import type { Purpose } from './contact/consent.ts'
import type { Enrolment } from './enrolment/enrolment.ts'
import type { Address, Happening } from './event.ts'
import type { FoldCause } from './folding/folded.ts'
import type { KeptBack, UnbackedWords } from './kept-back.ts'
import type { Message } from './message.ts'
import type { Mark } from './person/mark.ts'
import type { Wants } from './using/use.ts'

/** What an agent did, or what two shoppers were joined by, as a note in the talk: the desk words it. `text` of its line is the agent's own reason. */
export type Did = {
  readonly act: AgentAct['act'] | 'joined' | 'left' | 'kept_back' | 'first_yes' | 'first_dropped'
  readonly offer?: string
  readonly reason?: DeclineReason
  readonly from?: string
  /** Of what was assigned: to whom. */
  readonly to?: string
  /** Of what two agents agreed to: who said so first. */
  readonly with?: string
  /** Where it was done: web, slack, teams. */
  readonly desk?: string
  /** Of what was kept back: whose words it was in, and which. */
  readonly what?: KeptBack['what']
  readonly unbacked?: readonly UnbackedWords[]
}

/** What is told of a join once it is done. */
export type JoinedBy = Extract<Happening, { kind: 'arrived' | 'proved' }>

export type Effect =
  /** Say something at an address. `rulebook` is the hash whose texts are meant. */
  | {
      readonly kind: 'say'
      readonly to: Address
      readonly message: Message
      readonly rulebook: string
      /** Answers go before mailings. */
      readonly answer: boolean
      /** The enrolment whose talk it belongs to. */
      readonly enrolment?: string
      /** What it is for, where it is not to sell; an answer is always a service. */
      readonly purpose?: Purpose
      /** Quiet hours: it leaves no sooner, ms since 1970. */
      readonly not_before?: number
      /** After this time it is not sent any more. */
      readonly lapses?: number
      /** It is no line of the talk: it holds what only the owner of that address may see. */
      readonly unlined?: true
      /** Words of an agent, sent as they are. */
      readonly by?: string
      readonly words?: string
      /** The channels that its step names: it goes out by no other. */
      readonly only?: readonly string[]
      /** Where it went before and was not taken; it stands in the talk already. */
      readonly tried?: readonly Address[]
      /** Of several messages that are one; `lead`: the first of them. */
      readonly unit?: { readonly id: string; readonly lead: boolean }
    }
  /** A line of the talk that is not sent: the shopper's own words, an agent's note, what the engine did. */
  | {
      readonly kind: 'line'
      readonly who: 'shopper' | 'agent' | 'note'
      readonly by?: string
      readonly text: string
      readonly did?: Did
      readonly echo?: string
      readonly attachments?: readonly LineAttachment[]
    }
  /** A ticket was opened or changed; the desk is told. */
  | { readonly kind: 'ticket'; readonly ticket: Ticket }
  /** The enrolment's row as it is now. */
  | { readonly kind: 'enrolment'; readonly row: Enrolment }
  /** Moves in a campaign's budget, minor units. `ceiling`: refuse when reserved + spent would pass it. */
  | {
      readonly kind: 'budget'
      readonly budget: string
      readonly reserved: number
      readonly spent: number
      readonly ceiling?: number
    }
  /** A new code: its claim must be ours before the commit; storefronts that want codes are told. */
  | {
      readonly kind: 'code'
      readonly id: string
      readonly hmac: string
      readonly sealed: string
      readonly until: number
      /** Not to be claimed: it is the pool's, or everybody's. */
      readonly pool?: string
      readonly shared?: string
    }
  /** A code that a message showed has ended: the message says so from now on. */
  | {
      readonly kind: 'strike'
      readonly to: Address
      readonly ref: string
      /** A mark of what the message said. */
      readonly text: string
      readonly state: Exclude<CodeState, 'issued'>
      readonly code: { readonly id: string; readonly sealed: string }
    }
  /** What waits to leave to this shopper on our initiative is dropped: to one channel, or to all. */
  | { readonly kind: 'drop'; readonly channel?: string; readonly why: string }
  /** A friend's first order stands: whoever referred is told. */
  | { readonly kind: 'refer'; readonly to: string; readonly friend: string }
  /** `address` is this shopper's too, or that of `into`: claimed and folded behind the commit, and told by `what`. */
  | {
      readonly kind: 'join'
      readonly address: Address
      readonly into?: string
      readonly why: FoldCause
      readonly what: JoinedBy
    }
  /** `address` is not this shopper's any more: whoever is there is somebody new. */
  | { readonly kind: 'leave'; readonly address: Address }
  /** A first-order code: these marks of the person must be ours before the commit. */
  | { readonly kind: 'first_order'; readonly marks: readonly Mark[]; readonly refusable: boolean }

/** A bonus that an order used by itself; `amount` in minor units. */
export type BonusUsed = {
  readonly redemption: string
  readonly offer: string
  readonly amount: number
  readonly points?: number
}

/** What the caller is told; kept with the event's id, so that a repeat gets the same. */
export type Reply =
  | { readonly kind: 'ok'; readonly bonuses?: readonly BonusUsed[] }
  | {
      readonly kind: 'redeemed'
      readonly redemption: string
      readonly amount: number
      readonly points?: number
      readonly gift?: string
      /** What of it fell on each line, in the order's own order, where the lines bear it. */
      readonly lines?: readonly UsedLine[]
    }
  | {
      readonly kind: 'locked'
      readonly lock: string
      readonly until: number
      readonly amount: number
    }
  | { readonly kind: 'released'; readonly lock: string }
  | { readonly kind: 'rolled_back'; readonly redemption: string }
  /** `worth`: what they take off the order, minor units. */
  | {
      readonly kind: 'points_spent'
      readonly spend: string
      readonly points: number
      readonly balance: number
      readonly worth: number
    }
  | {
      readonly kind: 'points_back'
      readonly spend: string
      readonly points: number
      readonly balance: number
    }
  | {
      readonly kind: 'refused'
      readonly reason: string
      readonly missing?: number
      /** What of the order would have to be otherwise for the code. */
      readonly wants?: Wants
      /** For a code that is locked: until when, ms since 1970. */
      readonly until?: number
      readonly by?: string
      readonly at?: number
      /** What the code would take off the cart now, minor units. */
      readonly now?: number
      /** What the cart comes to now, minor units. */
      readonly cart?: number
      /** Which limit of agents stands in the way, and what it allows. */
      readonly over?: OverLimit
      /** Words that promise what nothing stands behind. */
      readonly unbacked?: readonly UnbackedWords[]
    }
  | { readonly kind: 'done'; readonly ticket?: string; readonly code?: string }
  /** What became of a piece of history. */
  | { readonly kind: 'imported'; readonly as: 'added' | 'changed' | 'unchanged' }
