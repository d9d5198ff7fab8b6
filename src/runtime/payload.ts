// What an outbox item carries, as JSON: everything of a message but the text of its code.

import type { Ticket } from '../core/agents/ticket.ts'
import type { Purpose } from '../core/contact/consent.ts'
import type { Address } from '../core/event.ts'
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
}

/** A friend's first order stands; `to` referred. */
export type ReferPayload = { readonly to: string; readonly friend: string }

export type TicketPayload = { readonly desk: string; readonly ticket: Ticket }
