// A channel's contract: it sends one message to one address. What it can do is data.

import type { GoodsLine } from '../core/cart/goods.ts'
import type { CodeState } from '../core/codes/code.ts'
import type { Address } from '../core/event.ts'
import type { Lang } from '../core/meaning.ts'

/** Goods with their words: `sum` is what the line costs, as the shopper reads it. Pictures are the catalogue's. */
export type ShownGoods = {
  readonly lines: readonly (GoodsLine & { readonly sum: string })[]
  /** Lines of the cart that are not among them. */
  readonly more: number
}

/** Signed addresses that were made for one message. */
export type MessageLinks = {
  /** Restores the cart that it is about, on any device. */
  readonly cart?: string
  /** Where whoever presses a choice comes to; `?choice=ID` is added. */
  readonly answer?: string
  /** Ends such messages: a page that asks by GET, at once by POST. Mailings have it, answers don't. */
  readonly stop?: string
}

/** A message with its words, as it leaves; the only place beside its making where a code's text exists. */
export type Outgoing = {
  readonly to: Address
  /** The same for every try of the same message. */
  readonly key: string
  readonly text: string
  /** The language of the text. */
  readonly lang: Lang
  /** It answers what the shopper has just written; otherwise it goes out on our own initiative. */
  readonly answer: boolean
  readonly choices: readonly { readonly id: string; readonly text: string }[]
  readonly code?: {
    readonly id: string
    readonly text: string
    readonly until: number
    readonly terms: string
  }
  /** What was left in the cart. */
  readonly goods?: ShownGoods
  /** Where the rulebook has a subject for this text. */
  readonly subject?: string
  readonly links?: MessageLinks
}

export type Abilities = {
  /** How many buttons fit under a message; 0: choices are written as a list. */
  readonly buttons: number
  /** The longest text, in characters. */
  readonly text: number
  /** May it write to a shopper who has not written lately? */
  readonly writes_first: boolean
  /** What comes again under the same key is dropped there, or takes the place of the first. */
  readonly takes_keys?: true
  /** It shows `links.cart` itself (true), or its shoppers have their cart at hand ('none'); else the text carries it. */
  readonly cart_link?: true | 'none'
}

export type Channel = {
  /** The `channel` of its addresses. */
  readonly name: string
  readonly can: Abilities
  /**
   * Throws DeliveryError and nothing else. `shown` is told what the channel itself calls the message that shows the code,
   * where it can change it later.
   */
  readonly send: (message: Outgoing, shown?: (ref: string) => void) => Promise<void>
  /** A code that was shown has ended: strikes it out in the message that showed it. Throws as `send` does. */
  readonly strike?: (over: OverCode) => Promise<void>
  /** Which of several servers stands behind an address, where a channel has more than one; a word for operators. */
  readonly server?: (to: Address) => string | null
  /** The address that opens this channel with a token of a signed link; null where it is not known (yet). */
  readonly deepLink?: (token: string) => string | null
  /** The bytes of what a shopper sent, for agents; null where it is gone. Channels that take no files have none. */
  readonly open?: (ref: string) => Promise<OpenedFile | null>
  /**
   * Drops what the channel itself keeps of an address, and of the files that came from there: the shopper is erased.
   * Repeatable. Channels that keep nothing have none.
   */
  readonly forget?: (address: Address, refs: readonly string[]) => Promise<void>
}

/** A code whose life has ended, and the message that showed it. */
export type OverCode = {
  readonly to: Address
  readonly ref: string
  readonly lang: Lang
  readonly state: Exclude<CodeState, 'issued'>
  /** The message's text as it went out; null: not known any more. */
  readonly text: string | null
  readonly code: { readonly id: string; readonly text: string; readonly terms: string }
}

export type OpenedFile = { readonly type: string; readonly bytes: Uint8Array }

/**
 * A delivery that failed. `retryAfterMs`: how long the other side asks us to wait. `gone`: the address takes nothing from
 * us any more (blocked, deactivated, bounced for good), until it is heard of again. `lost`: no answer came, so that it may
 * have arrived: another try may be a repeat, and there is only one; 'maybe': it said that it failed, and may have taken
 * it all the same. `alone`: it is about this message or this address, and says nothing of how
 * others would fare there; what may be tried again and is not alone is taken for trouble of the other side as a whole.
 */
export class DeliveryError extends Error {
  readonly code: string
  readonly retryable: boolean
  readonly retryAfterMs: number | null
  readonly gone: boolean
  readonly lost: boolean | 'maybe'
  readonly alone: boolean
  constructor(
    code: string,
    retryable: boolean,
    retryAfterMs: number | null = null,
    gone = false,
    lost: boolean | 'maybe' = false,
    alone = false,
  ) {
    super(code)
    this.name = 'DeliveryError'
    this.code = code
    this.retryable = retryable
    this.retryAfterMs = retryAfterMs
    this.gone = gone
    this.lost = lost
    this.alone = alone
  }
}
