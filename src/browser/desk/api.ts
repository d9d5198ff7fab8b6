// The desk's page speaking to the server: who is signed in, tickets, acts. Refusals come as `Refused`.
import { newId } from '../new-id.ts'

export type Ticket = {
  readonly id: string
  readonly shopper: string
  readonly opened: number
  readonly reason: string
  readonly campaign: string
  readonly state: 'open' | 'taken' | 'approved' | 'declined' | 'closed' | 'expired'
  readonly cart: number
  readonly until: number
  readonly decided?: { readonly by: string; readonly at: number; readonly what: string }
}

export type Offer = {
  readonly name: string
  readonly kind: 'percent' | 'amount' | 'shipping' | 'points'
  readonly value: number
  readonly worst: number
  readonly minimum: number
  readonly valid: number
}

export type TicketView = {
  readonly ticket: Ticket
  readonly currency: string
  readonly time_zone: string
  readonly shopper: {
    readonly id: string
    readonly name: string | null
    readonly lang: string | null
    readonly since: number
    readonly active: number
    readonly channels: readonly string[]
    readonly stopped: boolean
    readonly with: string | null
  }
  readonly cart: {
    readonly lines: readonly { item: string; title?: string; price: number; quantity: number }[]
    readonly total: number
  }
  readonly orders: {
    readonly count: number
    readonly sum: number
    readonly recent: readonly { id: string; at: number; total: number; cancelled: boolean }[]
  }
  readonly codes: readonly { id: string; offer: string; state: string; until: number; agent: string | null }[]
  readonly lines: readonly {
    readonly seq: number
    readonly at: number
    readonly who: 'shopper' | 'bot' | 'agent' | 'note'
    readonly by: string | null
    readonly text: string
    readonly code: { readonly until: number; readonly terms: string } | null
  }[]
  readonly offers: readonly Offer[]
  readonly campaigns: readonly string[]
}

export type Refusal = {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly by?: string
  readonly at?: number
  readonly missing?: number
}

/** The server said no, and why. */
export class Refused extends Error {
  readonly why: Refusal
  constructor(why: Refusal) {
    super(why.title)
    this.why = why
  }
}

const ask = async <T>(path: string, body?: unknown, key?: string): Promise<T> => {
  const headers: Record<string, string> = { 'x-winback-desk': '1' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (key !== undefined) headers['idempotency-key'] = key
  const init: RequestInit = {
    headers,
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  }
  const response = await fetch(`/desk/api${path}`, init)
  const answer = await response.json()
  if (!response.ok) throw new Refused(answer as Refusal)
  return answer as T
}

export const deskApi = {
  me: () => ask<{ agent: string | null }>('/me'),
  signIn: (name: string, password: string) => ask<{ agent: string }>('/sign-in', { name, password }),
  signOut: () => ask('/sign-out', {}),
  tickets: (closed: boolean) =>
    ask<{ currency: string; time_zone: string; tickets: readonly Ticket[] }>(
      `/tickets${closed ? '?closed' : ''}`,
    ),
  ticket: (id: string) => ask<TicketView>(`/tickets/${encodeURIComponent(id)}`),
  /** Sent again under the same id where the answer was lost. */
  act: async (act: Readonly<Record<string, unknown>>): Promise<void> => {
    const key = newId()
    try {
      await ask('/acts', act, key)
    } catch (error) {
      if (error instanceof Refused) throw error
      await ask('/acts', act, key)
    }
  },
}
