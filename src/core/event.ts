// Everything that can happen to a shopper, as plain data. Knows no doors: who may send what is checked there.

import type { AgentAct } from './agents/agent-act.ts'
import type { Around } from './around.ts'
import type { Attachment } from './attachment.ts'
import type { CartChange, CartLine } from './cart/cart.ts'
import type { Spare } from './codes/code.ts'
import type { Purpose } from './contact/consent.ts'
import type { EnrolledElsewhere } from './enrolment/told-elsewhere.ts'
import type { Content, FoldCause, Older } from './folding/folded.ts'
import type { Lang, Meaning } from './meaning.ts'
import type { Message } from './message.ts'
import type { Order, OrderLine, OrderStatus, PastOrder } from './orders/order.ts'
import type { ToldConsent, Traits } from './person/traits.ts'
import type { Refusal } from './refused.ts'

/** A place where a shopper can be reached or is known by; `id` is the channel's own, never shown. */
export type Address = { readonly channel: string; readonly id: string }

/** What a door sees of whoever is at its other end; for reports, never for rules that give money. */
export type Seen = {
  readonly device?: string
  readonly region?: string
  readonly source?: string
  /** As the browser says it; an IANA name. */
  readonly time_zone?: string
}

/** What is counted of somebody who only looks; times in ms since 1970. */
export type Looked = { readonly views: number; readonly first: number; readonly last: number }

/** What the shell stamps on an event: everything that is not a function of the past. */
export type Stamp = {
  readonly id: string
  /** When it happened and when we heard of it; milliseconds since 1970. */
  readonly at: number
  readonly received: number
  /** A hint comes from the page, a fact from the shop or from us. */
  readonly trust: 'hint' | 'fact'
  /** The address it came from; the shopper is known by it from now on. */
  readonly from?: Address
  /** Other addresses of the same person, on the shop's word. */
  readonly also?: readonly Address[]
  readonly seen?: Seen
  /** Looks that were counted before this one was a shopper, here or at another of its addresses. */
  readonly looked?: readonly Looked[]
  /** What the shop as a whole is like at this moment, as far as rules may ask for it. */
  readonly around?: Around
  /** Spare codes, only where the turn may issue. */
  readonly spares?: readonly Spare[]
  readonly refused?: readonly Refusal[]
}

/** Everything of a message that its next channel needs. */
export type SayAgain = {
  readonly to: Address
  readonly rulebook: string
  readonly message: Message
  readonly answer: boolean
  readonly purpose?: Purpose
  /** Of the night before; the next channel's own counts. */
  readonly not_before?: number
  readonly enrolment?: string
  readonly lapses?: number
  readonly only?: readonly string[]
  readonly tried?: readonly Address[]
  readonly unit?: { readonly id: string; readonly lead: boolean }
}

export type Happening =
  /** `page`: a kind of page (hesitation/page-kinds.ts), or any other word; `step`: of the checkout. */
  | {
      readonly kind: 'viewed'
      readonly item?: string
      readonly category?: string
      readonly page?: string
      readonly step?: number
    }
  /** The page that was open was looked at for so long. */
  | { readonly kind: 'page_left'; readonly page?: string; readonly seconds: number }
  /** `page`: where it was told, the cart or the checkout. */
  | {
      readonly kind: 'cart_changed'
      readonly change: CartChange
      readonly lines: readonly CartLine[]
      readonly page?: string
    }
  | {
      readonly kind: 'item_saved'
      readonly item: string
      readonly saved: boolean
      readonly price?: number
      /** Further items of the same event. */
      readonly more?: readonly { readonly item: string; readonly price?: number }[]
    }
  | { readonly kind: 'hesitated'; readonly sign: string }
  | { readonly kind: 'identified'; readonly traits: Traits; readonly consents?: readonly ToldConsent[] }
  | { readonly kind: 'signed_in' }
  | { readonly kind: 'subscribed'; readonly list?: string; readonly consents?: readonly ToldConsent[] }
  /** Consent taken back elsewhere: write no more; with `consents` only what these say. */
  | { readonly kind: 'unsubscribed'; readonly consents?: readonly ToldConsent[] }
  /** Somebody agreed or refused, at this address: told by a channel, a form or a link that we signed. */
  | {
      readonly kind: 'consented'
      readonly address: Address
      readonly purpose: Purpose
      readonly given: boolean
      readonly source: string
      /** What was agreed to, as it was shown. */
      readonly wording?: string
    }
  /** `about`: what it was done to, an item or an order. `against`: why it earns nothing; stamped by the shell. */
  | {
      readonly kind: 'action_done'
      readonly action: string
      readonly about?: string
      readonly against?: string
    }
  /** Came by another shopper's word. `by` and `against` are stamped by the shell. */
  | {
      readonly kind: 'referred'
      readonly token: string
      readonly by?: string | null
      readonly against?: string
    }
  | { readonly kind: 'points_added'; readonly points: number; readonly balance?: number }
  /** `ask`: it may be refused; else it is a fact. */
  | {
      readonly kind: 'points_spent'
      readonly points: number
      readonly order?: string
      readonly ask?: true
    }
  /** A spend of points is taken back. */
  | { readonly kind: 'points_returned'; readonly spend: string }
  | { readonly kind: 'points_expiring'; readonly points: number; readonly on: number }
  /** `code` is the id of this shopper's own code; a foreign one goes to its owner as `code_used`. */
  | {
      readonly kind: 'order_completed'
      readonly order: Order
      readonly code?: string
      /** The offer whose code for everybody paid for it. */
      readonly shared?: string
      /** The id of somebody else's code that paid for it; its owner is told by `code_used`. */
      readonly foreign?: string
      /** Counted before: told of this shopper, or otherwise (as history, or of another); stamped by the shell. */
      readonly counted?: 'told' | 'otherwise'
    }
  /** Without lines the whole order is cancelled. `was`: what the shell knows of one that is no longer remembered. */
  | {
      readonly kind: 'order_cancelled'
      readonly order: string
      readonly lines?: readonly OrderLine[]
      /** What the goods of these lines cost the shop; stamped by the shell as an order's. */
      readonly cost?: number
      readonly was?: PastOrder
    }
  /** How an order that is under way stands. */
  | { readonly kind: 'order_updated'; readonly order: string; readonly status: OrderStatus }
  /** The shop heard a complaint, or settled it. */
  | { readonly kind: 'complaint'; readonly open: boolean }
  /** History: it happened at the event's own time, and nothing follows from it but the summary of orders. */
  | {
      readonly kind: 'order_imported'
      readonly order: PastOrder & { readonly id: string }
      /** As it was counted before, where the shell knows. */
      readonly was?: PastOrder
      /** How the order says its shopper can be reached; what is known already stays. */
      readonly traits?: Pick<Traits, 'email' | 'phone'>
    }
  /** What the shop has long known of a shopper. `consent`: may we write? `consented`: since when that is so. */
  | {
      readonly kind: 'shopper_imported'
      readonly traits: Traits
      readonly consent?: boolean
      readonly consented?: number
    }
  /** An experiment that another system runs, and what it says of this shopper: see core/enrolment/elsewhere.ts. */
  | ({ readonly kind: 'enrolled' } & EnrolledElsewhere)
  /** The shop took an order of somebody else's with this shopper's code. */
  | { readonly kind: 'code_used'; readonly code: string; readonly order: Order }
  /** That order was cancelled. */
  | {
      readonly kind: 'code_returned'
      readonly order: string
      /** Only these came back; `stood`: what the order's goods stood at before, minor units. */
      readonly part?: { readonly lines: readonly OrderLine[]; readonly stood: number }
    }
  /** The shop keeps a code for one order, for `for` ms. */
  | {
      readonly kind: 'lock'
      readonly code: string
      readonly order: Order
      readonly for: number
      readonly own: boolean
      /** As with `redeem`. */
      readonly shared?: string
    }
  | { readonly kind: 'release'; readonly lock: string }
  /** Strangers typed this shopper's code, so often that they must have its text. */
  | { readonly kind: 'code_leaked'; readonly code: string }
  /** The shop asks to use a code; it may be refused. `own`: the buyer is known to be this shopper. */
  | {
      readonly kind: 'redeem'
      readonly code: string
      readonly order: Order
      readonly own: boolean
      /** The offer whose code for everybody it is; `code` says nothing then. */
      readonly shared?: string
    }
  | { readonly kind: 'roll_back'; readonly redemption: string }
  /** The shopper wrote or pressed a button. `text` holds {code:ID} where a code was typed. */
  | {
      readonly kind: 'said'
      readonly text: string
      readonly address: Address
      /** The id of the choice, where a button was pressed. */
      readonly choice?: string
      /** The language of this text, as read. */
      readonly lang?: Lang
      /** What came beside the words; 10 at most. */
      readonly attachments?: readonly Attachment[]
      /** What its channel wants back with the line. */
      readonly echo?: string
      /** The words were digits of a number that we had sent: stamped by the shell, which takes them out of `text`. */
      readonly pin?: 'right' | 'wrong'
    }
  /** An address takes nothing from us any more, or does so again: told by its channel. */
  | { readonly kind: 'reachable'; readonly address: Address; readonly can: boolean; readonly why?: string }
  /** A message was given up by its channel: it may go out by the next. */
  | { readonly kind: 'undelivered'; readonly say: SayAgain; readonly why: string }
  /** A message that shows a code went out; `ref` is what its channel calls it, `text` a mark of what it said. */
  | {
      readonly kind: 'shown'
      readonly address: Address
      readonly code: string
      readonly ref: string
      readonly text: string
    }
  /** The chat was opened; nothing was said yet. `asked`: on purpose, so that it is greeted though it was here before. */
  | { readonly kind: 'chat_opened'; readonly address: Address; readonly lang?: Lang; readonly asked?: true }
  /**
   * Came by a signed link. `flow`: what it opens. `joined`: by it this address became the shopper's. `asks`: it would
   * make this shopper one with that one, which it is asked about first.
   */
  | {
      readonly kind: 'arrived'
      readonly address: Address
      readonly flow?: string
      readonly joined?: true
      readonly asks?: string
      /** It was to join, and the shop itself tells the two apart. */
      readonly apart?: true
      /** The link was one of ours and is of no use any more: too late, or somebody else has opened it. */
      readonly over?: true
      readonly lang?: Lang
    }
  /** An address was shown to be its owner's, who asked us to write there (joining/proof.ts). */
  | { readonly kind: 'proved'; readonly proof: string }
  /** Consent for one address and purpose, given or taken back. */
  | {
      readonly kind: 'consented'
      readonly address: Address
      readonly purpose: 'service' | 'marketing'
      readonly given: boolean
      /** Where it was said: `chat:web`, `shop`. */
      readonly source: string
      /** The very words that were agreed to. */
      readonly wording: string
    }
  /** The language that the shopper chose by name; it holds at all of its addresses. */
  | { readonly kind: 'lang_chosen'; readonly lang: Lang; readonly address: Address }
  /** `role`: under whose limits, a name of the shop's `agents: roles:`. `desk`: where it was done. */
  | {
      readonly kind: 'agent'
      readonly agent: string
      readonly does: AgentAct
      readonly role?: string
      readonly desk?: string
    }
  /** This shopper turned out to be the same person as an older one: it becomes a pointer to that one. */
  | { readonly kind: 'folded'; readonly into: Older; readonly why: FoldCause }
  /** A younger one, with its document as it was when it became a pointer, is taken in. */
  | { readonly kind: 'taken_in'; readonly content: Content; readonly why: FoldCause }
  /** That was done: the pointer need not carry it any more. */
  | { readonly kind: 'fold_cleared' }
  /** A due time has come. `meaning` is that of the pieces heard, joined and read by the shell. */
  | { readonly kind: 'wake_up'; readonly meaning?: Meaning }

export type Event = Stamp & Happening
export type EventKind = Happening['kind']
/** The event of one kind. */
export type EventOf<K extends EventKind> = Extract<Event, { kind: K }>

/** Of long ago: it is taken into the shopper's document, and nothing follows from it now. */
export const isHistory = ({ kind }: { readonly kind: EventKind }): boolean =>
  kind === 'order_imported' || kind === 'shopper_imported'
