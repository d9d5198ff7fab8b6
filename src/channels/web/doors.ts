// What the web chat needs of the rest, handed in by main: it knows no engine and no store.
import type { IncomingMessage } from 'node:http'
import type { Happening, Seen } from '../../core/event.ts'
import type { TalkLine } from '../../ports/records.ts'
import type { Visitors } from './visitor.ts'

export type Heard = 'heard' | 'changed' | 'failed'

export type ChatDoors = {
  readonly visitors: Visitors
  readonly isPageKey: (key: string) => boolean
  /** Answers after the commit. */
  readonly hear: (visitor: string, id: string, what: Happening, seen: Seen) => Promise<Heard>
  /** What the request that opens a socket shows of its sender. */
  readonly seen: (request: IncomingMessage) => Seen
  /** Lets one more socket of this sender in, and answers what to call when it has closed; null: there are too many. */
  readonly admit: (request: IncomingMessage) => (() => void) | null
  /** The shopper of a visitor; null as long as there is none. */
  readonly find: (visitor: string) => Promise<string | null>
  readonly lines: (shopper: string, after: number, limit: number) => Promise<readonly TalkLine[]>
  /** The text of a shopper's own code, unsealed; null where there is none. */
  readonly codeText: (shopper: string, code: string) => Promise<string | null>
  readonly shop: () => { readonly name: string; readonly time_zone: string }
  /** Origins beside the server's own that may open the chat. */
  readonly origins: readonly string[]
  readonly onDefect: (error: unknown) => void
}
