// What the desk's doors answer, as its page reads it. Sums are minor units, times ms since 1970 by the server's clock.
import type { OverLimit } from '../../core/agent-terms.ts'
import type { CartLine } from '../../core/cart.ts'
import type { Did } from '../../core/effect.ts'
import type { Allowed, CampaignState, Possible } from '../../core/query/allowed.ts'
import type { Margin } from '../../core/query/margin.ts'
import type { Doing } from '../../core/steering.ts'
import type { Ticket } from '../../core/ticket.ts'

export type { Allowed, Margin, Possible, Ticket }

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
}

export type CodeView = {
  readonly id: string
  readonly offer: string
  readonly state: 'issued' | 'redeemed' | 'expired' | 'revoked'
  readonly issued: number
  readonly until: number
  readonly campaign: string
  readonly agent: string | null
  readonly terms: Pick<Possible, 'kind' | 'value' | 'worst' | 'minimum'>
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
    readonly since: number
    readonly active: number
    readonly channels: readonly string[]
    readonly stopped: number | null
    readonly with: string | null
    readonly segments: readonly string[]
    readonly said: Readonly<Record<string, string | number | boolean>>
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

export type Quote =
  | { readonly kind: 'possible'; readonly offer: Omit<Possible, 'least'> }
  | { readonly kind: 'over'; readonly over: OverLimit }
  | { readonly kind: 'senseless' }

export type Attention = {
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
  readonly missing?: number
  readonly over?: OverLimit
  readonly wait?: number
}
