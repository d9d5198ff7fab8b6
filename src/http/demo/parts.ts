// The demo shop's server, as far as its page speaks to it. Knows no routes.

export type Wanted = readonly { readonly id: string; readonly quantity: number }[]
export type Delivery = 'post' | 'courier' | 'pickup'
type Lang = 'ru' | 'uk' | 'en'

type Asked = {
  readonly visitor: string
  /** A token of signIn's; null: nobody is signed in. */
  readonly session: string | null
  readonly lines: Wanted
  readonly delivery: Delivery
  readonly code: string | null
}

export type DemoParts = {
  readonly shop: {
    readonly about: () => object
    readonly sells: (id: string) => boolean
    readonly quote: (asked: Asked) => Promise<object>
    readonly place: (
      wish: Asked & {
        readonly request: string
        readonly contact: { readonly name: string; readonly email: string }
        readonly language: Lang
        readonly expects: number | null
      },
    ) => Promise<object>
    readonly restore: (token: string, visitor: string, session: string | null) => Promise<object | null>
    readonly orders: (visitor: string) => readonly object[]
    readonly cancel: (visitor: string, number: string) => Promise<boolean>
    readonly signIn: (
      request: string,
      visitor: string,
      person: { readonly name: string; readonly email: string },
      language: Lang,
    ) => Promise<object>
    readonly subscribe: (request: string, visitor: string, email: string, language: Lang) => Promise<void>
  }
  readonly picture: (id: string) => string | null
  readonly clock: { readonly now: () => number; readonly forward: (ms: number) => number }
  readonly readForward: (text: string) => number | null
  /** Does what has become due; called when the clock was moved. */
  readonly catchUp: (now: number) => Promise<void>
}
