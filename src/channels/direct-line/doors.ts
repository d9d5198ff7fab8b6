// What the Direct Line endpoint needs of the rest, handed in by main: it knows no engine and no store.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { CodeState } from '../../core/codes/code.ts'
import type { Seen } from '../../core/event.ts'
import type { Item } from '../../core/goods/item.ts'
import type { Lang } from '../../core/meaning.ts'
import type { OpenedFile } from '../../ports/channel.ts'
import type { Inbox } from '../../ports/inbox.ts'
import type { TalkLine } from '../../ports/records.ts'

/** A code of a shopper as that shopper sees it; its text is unsealed only when it is asked for. */
export type OwnCode = { readonly id: string; readonly state: CodeState; readonly text: () => string }

/** Whom the shop's server means, by its own id or by the visitor of its page. */
export type Named = { readonly userId?: string | undefined; readonly anonymousId?: string | undefined }

/** Counts one knock of `who`; how long to wait before the next try, ms. 0: come in. */
export type Pace = { readonly wait: (who: string) => number }

/** Where files of shoppers lie. A `ref` is all that is needed to read one, and nothing else reads it. */
export type Files = {
  /** null: there is no room. */
  readonly put: (type: string, bytes: Uint8Array) => Promise<string | null>
  readonly open: (ref: string) => Promise<OpenedFile | null>
  readonly remove: (ref: string) => Promise<void>
}

export type DirectLineDoors = {
  readonly inbox: Pick<Inbox, 'hear' | 'arrive' | 'shopName'>
  /** The shop's server says whose conversation it is. */
  readonly know: (conversation: string, named: Named) => Promise<boolean>
  /** The shopper of a conversation; null as long as nothing was said in it. */
  readonly find: (conversation: string) => Promise<string | null>
  /** Names the talk of a shopper towards its own page, which is not told the shopper's id. */
  readonly talkOf: (shopper: string) => string
  readonly lines: (shopper: string, after: number, limit: number) => Promise<readonly TalkLine[]>
  readonly lastLines: (shopper: string, before: number, limit: number) => Promise<readonly TalkLine[]>
  readonly codes: (shopper: string) => Promise<readonly OwnCode[]>
  readonly items: (ids: readonly string[]) => Promise<ReadonlyMap<string, Item>>
  /** Its language, and whether the bot is who answers. */
  readonly manner: (shopper: string) => Promise<{ readonly lang: Lang; readonly answers: boolean }>
  readonly zone: () => string
  /** These outbox items stand on lines that an open stream has taken. */
  readonly shown: (items: readonly string[]) => void
  /** Told of each commit that may have brought lines; answers how to stop listening. */
  readonly onLines: (listener: (shopper: string) => void) => () => void
  readonly files: Files
  readonly hmac: (text: string) => string
  /** The same under every key that is live. */
  readonly hmacs: (text: string) => readonly string[]
  readonly isSame: (given: string, expected: string) => boolean
  readonly random: (bytes: number) => Uint8Array
  /** The time of tokens, which no demo moves; ms since 1970. */
  readonly now: () => number
  /** Origins of the shop's pages. */
  readonly origins: readonly string[]
  /** Where paths of the shop's goods begin. */
  readonly shopUrl: () => string
  /** Our own address as WINBACK_URL says it; null: as the caller knows it. */
  readonly url: string | null
  /** Of one address: all doors; of one conversation: what is said in it, and files. */
  readonly pace: { readonly knocks: Pace; readonly words: Pace; readonly files: Pace }
  readonly hostOf: (request: IncomingMessage) => string
  /** Our own address as whoever opens a socket knows it, without a path. */
  readonly originOf: (request: IncomingMessage) => string
  readonly seen: (headers: IncomingHttpHeaders, sender: string) => Seen
  /** Lets one more socket in, and answers what to call when it has closed; null: there are too many. */
  readonly admit: (request: IncomingMessage) => (() => void) | null
  readonly onDefect: (error: unknown) => void
}
