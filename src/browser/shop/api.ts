// The demo shop's page speaking to its own server. Knows no elements and no chat.
import type { Lang } from './lang.ts'

export type Told = { readonly [lang in Lang]: string }
export type Category = 'kitchen' | 'home' | 'outdoor' | 'clothes' | 'electronics'

/** Sums in minor units. */
export type Product = {
  readonly id: string
  readonly title: Told
  readonly about: Told
  readonly details: Told
  readonly category: Category
  readonly price: number
  /** The usual price of what is on sale; else null. */
  readonly was: number | null
  readonly left: number
}

export type Shop = {
  readonly name: string
  readonly currency: string
  /** How many digits the currency's minor unit has. */
  readonly digits: number
  readonly time_zone: string
  readonly languages: readonly Lang[]
  readonly free_from: number | null
  readonly delivery: number
  readonly products: readonly Product[]
  readonly now: number
}

export type Sums = {
  readonly goods: number
  readonly shipping: number
  readonly discount: number
  readonly total: number
}
export type Quote = Sums & {
  readonly lines: readonly { readonly id: string; readonly price: number; readonly left: number }[]
  readonly to_free: number | null
  readonly code:
    | null
    | { readonly valid: true; readonly points?: number; readonly gift?: string }
    | { readonly valid: false; readonly reason: string; readonly missing?: string }
}
export type Placed =
  | { readonly placed: true; readonly number: string; readonly quote: Sums; readonly points?: number }
  | {
      readonly placed: false
      readonly reason: string
      readonly missing?: string
      readonly items?: readonly { readonly id: string; readonly left: number }[]
    }
export type Order = {
  readonly number: string
  readonly at: number
  readonly state: 'placed' | 'cancelled'
  readonly lines: readonly { readonly id: string; readonly quantity: number; readonly price: number }[]
  readonly quote: Sums
}

export type Line = { readonly id: string; readonly quantity: number }
export type Delivery = 'post' | 'courier' | 'pickup'
export type Asked = {
  readonly visitor: string
  readonly session: string | null
  readonly lines: readonly Line[]
  readonly delivery: Delivery
  readonly code: string
}
export type Wish = Asked & {
  readonly request: string
  readonly language: Lang
  readonly contact: Readonly<Record<string, string>>
  readonly payment: string
  readonly expects: number | null
}
export type Account = { readonly session: string; readonly name: string; readonly email: string }
type Person = {
  readonly request: string
  readonly visitor: string
  readonly email: string
  readonly language: Lang
}

/** `withheld`: there is a code, and it is not for this browser. */
export type Restored = {
  readonly lines: readonly Line[]
  readonly code: string | null
  readonly withheld: boolean
}

/** The server did not answer (`status` null), or not as it should. What was asked may be asked again. */
export class Failed extends Error {
  readonly status: number | null
  constructor(path: string, status: number | null) {
    super(`${path}: ${status ?? 'no answer'}`)
    this.name = 'Failed'
    this.status = status
  }
}

const ANSWER_WITHIN = 20_000

const ask = async <T>(path: string, body?: unknown): Promise<T> => {
  const signal = AbortSignal.timeout(ANSWER_WITHIN)
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  let response: Response
  try {
    response = await fetch(path, body === undefined ? { signal } : { signal, ...post })
  } catch {
    throw new Failed(path, null)
  }
  if (!response.ok) throw new Failed(path, response.status)
  return (await response.json()) as T
}

export const shopApi = {
  shop: () => ask<Shop>('/demo/shop'),
  quote: (asked: Asked) => ask<Quote>('/demo/quotes', asked),
  place: (wish: Wish) => ask<Placed>('/demo/orders', wish),
  /** null: the link is over. */
  restore: async (token: string, visitor: string, session: string | null): Promise<Restored | null> => {
    try {
      return await ask<Restored>('/demo/carts/restore', { token, visitor, session })
    } catch (error) {
      if (error instanceof Failed && error.status === 404) return null
      throw error
    }
  },
  orders: (visitor: string) => ask<{ readonly orders: readonly Order[] }>('/demo/orders/list', { visitor }),
  cancel: (visitor: string, number: string) =>
    ask<object>(`/demo/orders/${encodeURIComponent(number)}/cancel`, { visitor }),
  signIn: (person: Person & { readonly name: string }) => ask<Account>('/demo/sign-in', person),
  subscribe: (person: Person) => ask<object>('/demo/newsletter', person),
  forward: async (forward: string) =>
    Date.parse((await ask<{ now: string }>('/demo/clock', { forward })).now),
}
