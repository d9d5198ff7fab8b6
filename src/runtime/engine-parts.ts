// What main hands to the engine. Clock and randomness are parts, so that a replay and a test bring their own.

import type { Chance } from '../ports/chance.ts'
import type { Channel } from '../ports/channel.ts'
import type { Desk } from '../ports/desk.ts'
import type { Finder } from '../ports/finder.ts'
import type { Log } from '../ports/log.ts'
import type { Meter } from '../ports/meter.ts'
import type { NewsWire } from '../ports/news.ts'
import type { Phrase } from '../ports/phrase.ts'
import type { RulebookShelf } from '../ports/rulebooks.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import type { Understand } from '../ports/understand.ts'
import type { ReadAround } from './around.ts'
import type { MakeLinks } from './message-links.ts'
import type { Proofs } from './proofs.ts'

export type EngineParts = {
  readonly store: Store
  readonly understand: Understand
  /** Says answers in other words; left out: they are said as they stand. */
  readonly phrase?: Phrase | undefined
  /** How likely a visit ends in an order; nobody says so where it is left out. */
  readonly chance?: Chance
  /** What messages bring along; without it they bring nothing. */
  readonly finder?: Finder
  readonly rulebooks: RulebookShelf
  readonly seal: Seal
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** What the shop as a whole is like; stamped on every event. */
  readonly around?: ReadAround
  /** Random bytes; from node:crypto, or seeded in a replay. */
  readonly random: (bytes: number) => Uint8Array
  readonly channels: readonly Channel[]
  readonly desks: readonly Desk[]
  /** Links that messages carry; without it they have none. */
  readonly links?: MakeLinks
  /** The link of a letter, or the number of an SMS, that shows an address to be its owner's. */
  readonly proofs?: Proofs
  readonly log: Log
  /** Counts for /metrics; nobody counts where it is left out. */
  readonly meter?: Meter
  /** Other processes on the same store; left out: there are none. */
  readonly news?: NewsWire
  /** There is so much to do that what can wait should; nobody says so where it is left out. */
  readonly isPressed?: () => boolean
  /** Names this process in leases. */
  readonly holder: string
  /** How long a lease lasts, ms; 0 where nobody else shares the store. */
  readonly lease: number
  /** An order within a live code's terms counts as redeeming it; for histories, where nobody types codes. */
  readonly ordersRedeem?: boolean
}
