// What channel adapters hand in: something that a shopper did at an address. Carried out by the engine; an adapter
// confirms to its other side only after this has answered.
import type { Address, Happening, Seen } from '../core/event.ts'
import type { Lang } from '../core/meaning.ts'
import type { Link } from './links.ts'

export type Arrival = {
  /** Unique at this channel, and the same for every repeat: what its other side calls the message or the press. */
  readonly id: string
  readonly from: Address
  /** Other addresses of the same person, where the channel's other side may vouch for them. */
  readonly also?: readonly Address[]
  /** When it happened there, ms since 1970; left out: now. */
  readonly at?: number
  readonly seen?: Seen
  readonly what: Extract<
    Happening,
    { kind: 'said' | 'chat_opened' | 'reachable' | 'lang_chosen' | 'consented' }
  >
}

/** `failed`: nothing was kept, so that it is to be handed in again. `changed`: something else came under this id before. */
export type Heard = 'heard' | 'repeat' | 'changed' | 'failed'

export type Inbox = {
  readonly hear: (arrival: Arrival) => Promise<Heard>
  /**
   * Somebody came by a signed link: what it stands for is done. `over`: it is of no use any more, and whoever came is
   * told so. null: none of ours.
   * `id`: as of an arrival. `lang`: what the channel says of somebody new. Throws where nothing could be kept: hand it in
   * again. After null the chat is opened as by anybody (`chat_opened`); else all that is to be said is said.
   */
  readonly arrive: (
    id: string,
    from: Address,
    token: string,
    seen?: Seen,
    lang?: Lang,
  ) => Promise<Link['use'] | 'over' | null>
  /** The language that this address is spoken to in; null where nobody is known there. */
  readonly langOf: (address: Address) => Promise<Lang | null>
  /** What a shopper may call by name, beside talking: for a menu of commands. */
  readonly shopName: () => string
}
