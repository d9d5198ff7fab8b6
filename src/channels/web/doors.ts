// What the web chat needs of the rest, handed in by main: it knows no engine and no store.
import type { IncomingMessage } from 'node:http'
import type { CodeState } from '../../core/codes/code.ts'
import type { Happening, Seen } from '../../core/event.ts'
import type { Item } from '../../core/goods/item.ts'
import type { TalkLine } from '../../ports/records.ts'
import type { Visitors } from './visitor.ts'

/** `busy`: nothing was kept, since there is too much to do: it is to be said again later. */
export type Heard = 'heard' | 'changed' | 'failed' | 'busy'

/** A code of a shopper as its own page sees it; its text is unsealed only when it is asked for. */
export type OwnCode = { readonly id: string; readonly state: CodeState; readonly text: () => string }

export type MessengerLinks = {
  readonly links: readonly { readonly channel: string; readonly url: string }[]
  /** ms since 1970. */
  readonly until: number
}

export type ChatDoors = {
  readonly visitors: Visitors
  readonly isPageKey: (key: string) => boolean
  /** Answers after the commit. */
  readonly hear: (visitor: string, id: string, what: Happening, seen: Seen) => Promise<Heard>
  /** The host that the request was sent to, as its page knows it. */
  readonly hostOf: (request: IncomingMessage) => string
  /** The key that pages subscribe to notifications with; null: there are none. */
  readonly pushKey: string | null
  /** A time zone as a browser says it; undefined: none. */
  readonly zoneIn: (said: string | undefined) => string | undefined
  /** What the request that opens a socket shows of its sender. */
  readonly seen: (request: IncomingMessage) => Seen
  /** Lets one more socket of this sender in, and answers what to call when it has closed; null: there are too many. */
  readonly admit: (request: IncomingMessage) => (() => void) | null
  /** The shopper of a visitor; null as long as there is none. */
  readonly find: (visitor: string) => Promise<string | null>
  /** Names the talk of a shopper towards its own browser, which is not told the shopper's id. */
  readonly talkOf: (shopper: string) => string
  readonly lines: (shopper: string, after: number, limit: number) => Promise<readonly TalkLine[]>
  /** The last lines before `before`, in order. */
  readonly lastLines: (shopper: string, before: number, limit: number) => Promise<readonly TalkLine[]>
  /** These lines were sent to a page that is open; does not wait. */
  readonly shown: (lines: readonly TalkLine[]) => void
  /** By which this shopper's talk goes on in a messenger, where it is not yet; each counts once, until then. */
  readonly links: (shopper: string) => Promise<MessengerLinks>
  readonly codes: (shopper: string) => Promise<readonly OwnCode[]>
  /** Those of `ids` that the shop's catalogue knows. */
  readonly items: (ids: readonly string[]) => Promise<ReadonlyMap<string, Item>>
  /** Milliseconds since 1970, by the server's clock. */
  readonly now: () => number
  readonly shop: () => { readonly name: string; readonly time_zone: string }
  /** Origins beside the server's own that may open the chat. */
  readonly origins: readonly string[]
  readonly onDefect: (error: unknown) => void
}
