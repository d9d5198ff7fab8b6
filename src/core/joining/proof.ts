// What a document keeps while an address is being shown to be the shopper's own. Holds no secret: links and numbers are
// made by the shell out of a proof's id and the key, and stand nowhere.
import type { Address } from '../event.ts'

/** The words that a consent was given to, when (ms since 1970) and where. */
export type Wording = { readonly text: string; readonly at: number; readonly source: string }

/** What is sent there: the code that lives, or the cart. */
export type Sent = 'code' | 'cart'

export type Proof = {
  /** `<shopper id>.<when, in base 36>`, 27 characters: it stays the same when the shopper is folded. */
  readonly id: string
  readonly address: Address
  readonly until: number
  /** Wrong numbers so far. */
  readonly wrong: number
  readonly wording: Wording
  readonly what: Sent
}

/** The channels that somebody may ask to be written to by, with an address of their own. */
export const BY_ADDRESS = ['email', 'sms'] as const
export type ByAddress = (typeof BY_ADDRESS)[number]

export type Sending = {
  readonly channel: ByAddress
  readonly what: Sent
  /** A yes is awaited, or the address, or the number that went there. */
  readonly step: 'agree' | 'address' | 'number'
  readonly until: number
  readonly wording?: Wording
  /** Texts that were no address, so far. */
  readonly wrong: number
}

export type Joined = { readonly address: Address; readonly at: number }

/** A link from a stranger's hand would make two of one: the shopper is asked first. */
export type AskedJoin = {
  readonly address: Address
  /** The shopper that it would be one with. */
  readonly into: string
  readonly until: number
  readonly flow?: string
}

/** How long a letter's link counts, and how long a number does, ms. */
export const PROVEN_WITHIN = { email: 24 * 3_600_000, sms: 10 * 60_000 } as const
/** Wrong numbers after which it is over. */
export const MOST_WRONG = 5
/** Proofs that one shopper may ask for within an hour. */
export const MOST_AN_HOUR = 3
export const HOUR = 3_600_000
const KEPT = 5

/** Those that count still, of each address the last. */
export const withProof = (proofs: readonly Proof[] | undefined, one: Proof, at: number): readonly Proof[] =>
  [...(proofs ?? []).filter(({ until, address }) => until > at && address.id !== one.address.id), one].slice(
    -KEPT,
  )

/** The proof whose number is awaited; null: none is. */
export const numberAwaited = (
  { sending, proofs }: { readonly sending?: Sending; readonly proofs?: readonly Proof[] },
  at: number,
): Proof | null =>
  sending?.step === 'number'
    ? (proofs?.findLast(({ address, until }) => address.channel === 'sms' && until > at) ?? null)
    : null
