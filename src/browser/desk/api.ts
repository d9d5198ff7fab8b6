// The desk's page speaking to the server: who is signed in, tickets, shoppers, acts. Refusals come as `Refused`.
import { newId } from '../new-id.ts'
import type { Act, Attention, Quote, Refusal, Replies, ShopperView, TicketList } from './types.ts'

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

const part = encodeURIComponent

/** What an agent looks at: a ticket, or a shopper without one. */
export type Place =
  | { readonly kind: 'ticket'; readonly id: string }
  | { readonly kind: 'shopper'; readonly id: string; readonly campaign?: string }

export const deskApi = {
  me: () => ask<{ agent: string | null }>('/me'),
  signIn: (name: string, password: string) => ask<{ agent: string }>('/sign-in', { name, password }),
  signOut: () => ask('/sign-out', {}),
  tickets: (closed: boolean) => ask<TicketList>(`/tickets${closed ? '?closed' : ''}`),
  view: (place: Place) => {
    if (place.kind === 'ticket') return ask<ShopperView>(`/tickets/${part(place.id)}`)
    const campaign = place.campaign ? `?campaign=${part(place.campaign)}` : ''
    return ask<ShopperView>(`/shoppers/${part(place.id)}${campaign}`)
  },
  replies: (shopper: string) => ask<Replies>(`/shoppers/${part(shopper)}/replies`),
  fileUrl: (shopper: string, seq: number, n: number) =>
    `/desk/api/shoppers/${part(shopper)}/files/${seq}/${n}`,
  quote: (asked: Readonly<Record<string, unknown>>) => ask<Quote>('/quotes', asked),
  find: (by: string, id: string) => ask<{ shopper: string }>('/find', { by, id }),
  audit: () => ask<{ acts: readonly Act[] }>('/audit'),
  attention: () => ask<Attention>('/attention'),
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
