// What shows that an address is somebody's own: the link in a letter and the number on a phone. Both are made of the
// proof's id and the key, when they are sent and when they come back, and are kept nowhere.
import type { Address, Event } from '../core/event.ts'
import { BY_ADDRESS, numberAwaited } from '../core/joining/proof.ts'
import type { Shopper } from '../core/shopper.ts'
import { DeliveryError } from '../ports/channel.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import { createProofPlaces } from './proof-places.ts'

const DIGITS = 6
const PROOF = /^\{proof:([\w.-]+)\}$/
/** Stands in the talk where the number stood. */
const HIDDEN = '••••••'

type Hashes = Pick<Seal, 'hmac'>

/** Six digits, each number as likely as any other to one part in 2^28. */
export const pinOf = ({ hmac }: Hashes, proof: string, address: Address): string => {
  const bytes = Buffer.from(hmac('token', `pin:${proof}:${address.channel}:${address.id}`), 'base64url')
  return String(bytes.readUIntBE(0, 6) % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** In the same time wherever they differ. */
const isSame = (given: string, right: string): boolean => {
  let differs = given.length ^ right.length
  for (let n = 0; n < right.length; n++) differs |= right.charCodeAt(n) ^ (given.charCodeAt(n) || 0)
  return differs === 0
}

/** "123 456" and "123-456" are the number; null: it is none. */
const digitsIn = (text: string): string | null => {
  const digits = text.trim().replace(/[\s-]/g, '')
  return /^\d{6}$/.test(digits) ? digits : null
}

/** A number that is awaited is judged here, and taken out before anything is kept or decided. */
export const withPin = async (
  { seal, proofs }: { readonly seal: Hashes; readonly proofs?: Proofs },
  shopper: Shopper,
  event: Event,
): Promise<Event> => {
  if (event.kind !== 'said' || event.choice !== undefined || event.pin) return event
  const proof = numberAwaited(shopper, event.received)
  const digits = proof && digitsIn(event.text)
  if (!digits) return event
  const isRight = isSame(digits, pinOf(seal, proof.id, proof.address))
  const wasSent = await proofs?.wasSent(proof.id, proof.address)
  return { ...event, text: HIDDEN, pin: isRight && wasSent ? 'right' : 'wrong' }
}

export type Proofs = {
  /** What is shown to the owner of an address, in place of {proof:ID}. */
  readonly show: (proof: string, to: Address) => string
  /** May this one go to that address? Counts it, once. Whoever asks, a stranger's mailbox is not filled. */
  readonly may: (proof: string, to: Address) => Promise<boolean>
  /** A number that never went out is nobody's. */
  readonly wasSent: (proof: string, to: Address) => Promise<boolean>
}

/** What stands for a proof in a text; null: the text is about none. */
export const proofOf = (args: Readonly<Record<string, unknown>>): string | null =>
  PROOF.exec(String(args.proof ?? ''))?.[1] ?? null

/**
 * The text as it goes to `to` alone, with this proof and no other in it. Throws a DeliveryError where too many went
 * there, and where it is no mailbox and no phone: what shows an address to be somebody's is for that address.
 */
export const withProof = async (
  text: string,
  to: Address,
  proof: string | undefined,
  proofs: Proofs | undefined,
): Promise<string> => {
  if (proof === undefined) return text
  if (!BY_ADDRESS.some((name) => name === to.channel)) throw new DeliveryError('proof_elsewhere', false)
  if (!(await proofs?.may(proof, to))) throw new DeliveryError('too_many_proofs', false)
  return text.replaceAll(`{proof:${proof}}`, () => proofs!.show(proof, to))
}

/** `linkOf`: the address of the page that confirms a proof. */
export const createProofs = (
  store: Pick<Store, 'claim' | 'owners'>,
  seal: Hashes,
  clock: () => number,
  linkOf: (proof: string) => string,
): Proofs => {
  const places = createProofPlaces(store, seal, clock)
  return {
    show: (proof, to) => (to.channel === 'sms' ? pinOf(seal, proof, to) : linkOf(proof)),
    may: places.take,
    wasSent: places.has,
  }
}
