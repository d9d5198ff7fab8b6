// A personal code and its life. Knows ids only: the text of a code exists in the shell, sealed.
import type { CountsFor, UseTerms } from '../offers/use-terms.ts'

/** A code made by the shell for a turn that may issue; its text is in `sealed` and nowhere else. */
export type Spare = {
  readonly id: string
  readonly hmac: string
  readonly sealed: string
  /** The pool that it was drawn from; then it ends at `ends`, whatever the offer says (missing: it does not). */
  readonly pool?: string
  readonly ends?: number
  /** The offer whose code for everybody it is. */
  readonly shared?: string
}

export type CodeState = 'issued' | 'redeemed' | 'expired' | 'revoked'

/** What happened against the rules and had to be taken as a fact. */
export type Overrun =
  | 'early'
  | 'late'
  | 'foreign'
  | 'twice'
  | 'below_minimum'
  /** A condition on the goods, the day or the buyer's orders. */
  | 'not_in_terms'
  | 'with_other_code'
  /** Uses of a code for everybody, or the budget, were used up. */
  | 'over_limit'
  | 'locked'

/** One line of an order: how many pieces, what the code took off them, and how many of them came back. */
export type UsedLine = {
  readonly item: string
  readonly quantity: number
  readonly amount: number
  readonly returned?: number
}

export type Redemption = {
  /** `<code id>-<n>`. */
  readonly id: string
  readonly order: string
  /** What the code took off, minor units. */
  readonly amount: number
  /** What of it fell on each line; the sum is `amount`. Missing where the order named no lines. */
  readonly lines?: readonly UsedLine[]
  readonly at: number
  /** What was given back of it with returned goods, minor units. */
  readonly returned?: number
  readonly rolled_back?: number
  readonly overrun?: Overrun
}

export type Code = {
  /** `<shopper id>.<random>`; what {code:ID} names. */
  readonly id: string
  readonly hmac: string
  readonly sealed: string
  /** Where it comes from, if it was not made for its shopper; see Spare. */
  readonly pool?: string
  readonly ends?: number
  readonly shared?: string
  /** Under what the uses of that code are counted: its plain text. */
  readonly counts?: string
  /** It is for a first order only. */
  readonly first_order?: true
  readonly campaign: string
  readonly offer: string
  /** The terms in force when it was issued; a later edit does not change a code that is out. */
  readonly terms: CodeTerms
  readonly enrolment: string
  readonly state: CodeState
  readonly issued: number
  /** When an agent took it back; it stays so, whatever becomes of an order. */
  readonly revoked?: number
  /** Revoked since strangers had its text; another took its place. */
  readonly frozen?: true
  /** The end of its validity; an order at this very millisecond is late. */
  readonly until: number
  /** Reserved in the campaign's budget for all uses that are left, minor units; 0 once settled or given back. */
  readonly reserved: number
  /** The counters that it was taken from beside its campaign's sum; see budget/names. */
  readonly counted?: readonly string[]
  readonly redemptions: readonly Redemption[]
  /** When its reservation goes back if no order has arrived. */
  readonly settle_by: number
  /** Why the rules gave it, as it was at that time; for whoever asks. */
  readonly why?: Why
  /** The agent who issued or approved it. */
  readonly agent?: string
  /** Kept for one order for a while. */
  readonly lock?: Lock
  /** Messages that show it and can be changed, the latest last. */
  readonly shown?: readonly CodeShown[]
  readonly reminder?: { readonly at: number; readonly text: string; readonly rulebook: string }
}

/** `ref`: what its channel calls the message; `text`: a mark of what it said. */
export type CodeShown = {
  readonly to: { readonly channel: string; readonly id: string }
  readonly ref: string
  readonly text: string
}

/** `id`: what releases it. Over at `until`, by itself. */
export type Lock = { readonly id: string; readonly order: string; readonly until: number }

/** Why a code was given: the rule that held, with the facts that it asked. Kept small; it is a part of the document. */
export type Why = {
  readonly flow: string
  /** The condition of the row that gave it, as its author wrote it; missing where there was none. */
  readonly rule?: string
  /** What the rule asked for, by name, in words: `cart.total: 2500 UAH`. */
  readonly facts: Readonly<Record<string, string>>
  /** What else had a part in it: a rung of a ladder, a guard that lowered it, a variant. */
  readonly notes?: readonly string[]
}

export type OfferKind = 'percent' | 'amount' | 'shipping' | 'points' | 'gift'

/** What a code gives. All sums in minor units of the shop's currency. */
export type CodeTerms = UseTerms & {
  readonly kind: OfferKind
  /** Percent (up to two decimals), minor units, or points; 0 for free shipping and for a gift. */
  readonly value: number
  /** The most one use may cost: what was reserved for it. */
  readonly worst: number
  readonly minimum: number
  /** What it counts for: the items or categories that it was bound to when it was issued, or none of the old ones. */
  readonly on?: CountsFor
  readonly items?: readonly string[]
  readonly categories?: readonly string[]
  /** Bought before; goods of a category that is not known don't count either. */
  readonly old_categories?: readonly string[]
  /** The key of a text that names the goods. */
  readonly words?: string
  /** Which gift; `title` is the key of a text. */
  readonly gift?: { readonly name: string; readonly title: string }
}

export const isLive = (code: Code, at: number): boolean => code.state === 'issued' && at < code.until
