// Another way in and out for a transcript's shopper than the engine's own ports: a real channel with its client at the
// other end. Without one a transcript is played on the ports.
import type { Address } from '../../core/event.ts'
import type { Channel } from '../../ports/channel.ts'
import type { Inbox } from '../../ports/inbox.ts'
import type { Log } from '../../ports/log.ts'
import type { Seal } from '../../ports/seal.ts'
import type { Store } from '../../ports/store.ts'
import type { Engine } from '../../runtime/engine.ts'

/** What a channel may want of where it is played. `engine`: there once something happens. */
export type Scene = {
  readonly engine: () => Engine
  readonly inbox: Inbox
  readonly store: Store
  readonly seal: Seal
  readonly clock: () => number
  readonly log: Log
}

export type Client = {
  readonly address: Address
  readonly channel: Channel
  /** The shopper writes, presses a button or opens the chat there; comes back when it was taken in. */
  readonly does: (what: {
    readonly kind: 'said' | 'chat_opened'
    readonly text?: string
    readonly choice?: string
  }) => Promise<void>
  readonly close: () => Promise<void>
}

export type Through = (scene: Scene) => Promise<Client>
