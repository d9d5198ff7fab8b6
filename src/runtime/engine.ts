// The entrance to the engine: what doors, desks, replays and the command line may call. Carried out by intake,
// turn and relay; knows no HTTP.
import type { Around } from '../core/around.ts'
import type { Reply } from '../core/effect.ts'
import type { Address, Happening, Seen } from '../core/event.ts'
import type { FoldCause } from '../core/folding/folded.ts'
import type { Order } from '../core/orders/order.ts'
import type { SharedAnswer } from '../core/query/ask-shared.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Shopper } from '../core/shopper.ts'
import type { CodeAnswer } from '../core/using/answer.ts'
import type { changeSignals, SignalChange } from './signals.ts'
import type { Outage } from './ways.ts'

/** One thing that happened, as a door hands it in. Texts are raw here: intake takes typed codes out. */
export type Incoming = {
  /** Unique; a repeat of the same id gets the same reply. */
  readonly id: string
  readonly at: number
  readonly trust: 'hint' | 'fact'
  /** Whose it is: an address, or the shopper itself where the door knows. */
  readonly from: Address | { readonly shopper: string }
  /**
   * Other addresses of the same person, on the shop's word: each that is nobody's yet becomes this shopper's, and
   * whoever has one already is joined with this one, unless the shop itself tells the two apart (fold.ts).
   */
  readonly also?: readonly Address[]
  /** `alias`: the shop says in so many words that they are one, whatever ids of its own they have. */
  readonly joins?: 'alias'
  /** The addresses named are facts, although what is told of them is a hint: the page showed the shop's signature. */
  readonly vouched?: true
  /**
   * This address was shown to be the shopper's own: it becomes its, and whoever had it is joined with it. Refused as
   * `two_customers` where the shop itself tells them apart.
   */
  readonly proven?: { readonly address: Address; readonly why: FoldCause }
  /** What the door sees of the sender; kept with the shopper, no part of what makes a repeat. */
  readonly seen?: Seen
  /** The door has let it in already, with others: it waits for its turn, however long that takes. */
  readonly patient?: boolean
  readonly what: Happening
}

export type Accepted =
  | { readonly kind: 'done'; readonly reply: Reply; readonly shopper: string; readonly repeat: boolean }
  /** Counted as a look of somebody who is no shopper yet. */
  | { readonly kind: 'counted'; readonly repeat: boolean }
  | { readonly kind: 'refused'; readonly reason: 'changed' | 'too_old' | 'unknown_shopper' | 'two_customers' }
  /** A defect: the event is kept with its error, the process stays up. */
  | { readonly kind: 'parked'; readonly why: string }

/** What a code takes off, or why it can't be used. `not_found` is the one answer for unknown, foreign and unreadable codes. */
export type Validation =
  | CodeAnswer
  | SharedAnswer
  | { readonly valid: false; readonly reason: 'not_found'; readonly missing?: never; readonly wants?: never }
  /** Too many wrong codes; `wait`: how long until the next is looked at, ms. */
  | { readonly valid: false; readonly reason: 'too_many_tries'; readonly wait: number }

export type Engine = {
  readonly accept: (incoming: Incoming) => Promise<Accepted>
  /**
   * May this code be used on this order by this buyer? Changes nothing. `buyer`: the buyer's addresses, the
   * surest first; the first that is somebody's counts. None: nobody known. `network`: where the buyer is, for
   * counting wrong codes.
   */
  readonly validate: (
    typed: string,
    order: Order,
    buyer: readonly Address[],
    network?: string,
  ) => Promise<Validation>
  /** Uses a code by its typed text; the same rules as validate, then one turn of its owner. Idempotent by id. */
  readonly redeem: (
    id: string,
    typed: string,
    order: Order,
    buyer: readonly Address[],
    at: number,
    network?: string,
  ) => Promise<Accepted>
  /** Gives a spend of points back, by its id. */
  readonly returnPoints: (id: string, spend: string, at: number) => Promise<Accepted>
  /** Keeps a code for one order for `time` ms; the same rules as redeem. Idempotent by id. */
  readonly lock: (
    id: string,
    typed: string,
    order: Order,
    buyer: readonly Address[],
    time: number,
    network?: string,
  ) => Promise<Accepted>
  readonly release: (lock: string) => Promise<Accepted>
  readonly rollBack: (id: string, redemption: string, at: number) => Promise<Accepted>
  /** The word by which this shopper's friends come: short and signed. */
  readonly referralOf: (shopper: string) => string
  /** The id that somebody new at this address will get. */
  readonly idFor: (address: Address) => string
  /** The shopper of an address; null where there is none. */
  readonly find: (address: Address) => Promise<string | null>
  readonly shopper: (id: string) => Promise<Shopper | null>
  /** Who a shopper is by now. */
  readonly root: (id: string) => Promise<string>
  readonly rulebook: () => Rulebook
  /** Runs all wake-ups that are due and empties the outbox as far as `now` allows; for virtual time and tests. */
  readonly settle: (now: number) => Promise<void>
  /**
   * After a change of the rulebook: wakes every shopper for whom the new rules want something sooner (a date, a
   * birthday, a segment). Answers how many.
   */
  readonly review: () => Promise<number>
  /** What the shop as a whole is like now, and its catalogue of this shopper's goods: all that a rule may ask. */
  readonly around: (shopper: Shopper) => Promise<Around | null>
  /** Measures how the shoppers stand to each other (rfm); answers how many have ordered. A scan. */
  readonly measure: () => Promise<number>
  /** What the shop says of itself; answers what is in force, and until when (ms since 1970). */
  readonly signal: (change: SignalChange) => ReturnType<typeof changeSignals>
  /** Other sides that are down, as this process has found them: what goes there waits. */
  readonly outages: () => readonly Outage[]
  /** Starts taking wake-ups and outbox items by itself. */
  readonly start: () => void
  /** Finishes what is under way and takes nothing new. */
  readonly stop: () => Promise<void>
  /** Called after each commit of a shopper, in whatever process; answers how to stop listening. */
  readonly onLines: (listener: (shopper: string) => void) => () => void
}
