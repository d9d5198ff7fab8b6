// A personal code and its life. Knows ids only: the text of a code exists in the shell, sealed.

/** A code made by the shell for a turn that may issue; its text is in `sealed` and nowhere else. */
export type Spare = { readonly id: string; readonly hmac: string; readonly sealed: string }

export type CodeState = 'issued' | 'redeemed' | 'expired' | 'revoked'

/** What happened against the rules and had to be taken as a fact. */
export type Overrun = 'early' | 'late' | 'foreign' | 'twice' | 'locked' | 'below_minimum'

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
  /** Reserved in the campaign's budget, minor units; 0 once settled or given back. */
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
  readonly reminder?: { readonly at: number; readonly text: string; readonly rulebook: string }
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

export type OfferKind = 'percent' | 'amount' | 'shipping' | 'points'

/** What a code gives. All sums in minor units of the shop's currency. */
export type CodeTerms = {
  readonly kind: OfferKind
  /** Percent (up to two decimals), minor units, or points; 0 for free shipping. */
  readonly value: number
  /** The most it may take off: what was reserved. */
  readonly worst: number
  readonly minimum: number
  /** Counts only goods that the shopper had set aside. */
  readonly on?: 'saved_items'
  readonly items?: readonly string[]
}

export const isLive = (code: Code, at: number): boolean => code.state === 'issued' && at < code.until
