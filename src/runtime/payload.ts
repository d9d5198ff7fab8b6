// What an outbox item carries, as JSON: everything of a message but the text of its code.

import type { Ticket } from '../core/agents/ticket.ts'
import type { CodeState } from '../core/codes/code.ts'
import type { Purpose } from '../core/contact/consent.ts'
import type { Effect } from '../core/effect.ts'
import type { Address, SayAgain } from '../core/event.ts'
import type { Lang } from '../core/meaning.ts'
import type { ShownGoods } from '../ports/channel.ts'

export type MessagePayload = {
  readonly to: Address
  /** {code:ID} where a code stands. */
  readonly text: string
  /** Missing: of before there were other channels than our own. */
  readonly lang?: Lang
  readonly answer?: boolean
  readonly purpose?: Purpose
  readonly choices: readonly { readonly id: string; readonly text: string }[]
  readonly code?: {
    readonly id: string
    readonly until: number
    readonly terms: string
    readonly sealed: string
  }
  readonly goods?: ShownGoods
  readonly subject?: string
  /** What is decided on again where its channel gives it up; what an agent wrote is the agent's to send again. */
  readonly say?: SayAgain
  /** Of the proof that stands in it as {proof:ID}: it goes to no other address. */
  readonly proof?: string
  /** The id of the cart that it is about. */
  readonly cart?: string
}

/** A code that was shown has ended; `shown`: the mark of the text that showed it. */
export type StrikePayload = {
  readonly to: Address
  readonly ref: string
  readonly lang: Lang
  readonly state: Exclude<CodeState, 'issued'>
  readonly code: { readonly id: string; readonly sealed: string }
  readonly shown: string
}

/** A friend's first order stands; `to` referred. */
export type ReferPayload = { readonly to: string; readonly friend: string }

/** `erased`: what the desk had noted of a ticket whose shopper is no more; it names nobody. */
export type TicketPayload = { readonly desk: string } & (
  | { readonly ticket: Ticket }
  | { readonly erased: string }
)

/** A join or a leave, carried out behind the commit that decided it. */
export type JoinPayload = Extract<Effect, { kind: 'join' | 'leave' }>
