// What shows that an address is somebody's own: the link in a letter and the number on a phone. Both are made of the
// proof's id and the key, when they are sent and when they come back, and are kept nowhere.
import type { Address, Event } from '../core/event.ts'
import { numberAwaited } from '../core/joining/proof.ts'
import type { Shopper } from '../core/shopper.ts'
import type { Seal } from '../ports/seal.ts'

const DIGITS = 6
const PROOF = /\{proof:([\w.-]+)\}/g
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
export const withPin = (seal: Hashes, shopper: Shopper, event: Event): Event => {
  if (event.kind !== 'said' || event.choice !== undefined || event.pin) return event
  const proof = numberAwaited(shopper, event.received)
  const digits = proof && digitsIn(event.text)
  if (!digits) return event
  const pin = isSame(digits, pinOf(seal, proof.id, proof.address)) ? 'right' : 'wrong'
  return { ...event, text: HIDDEN, pin }
}

/** What is shown to the owner of an address, in place of {proof:ID}. */
export type ShowProof = (proof: string, to: Address) => string

/** The text as it goes to `to` alone. */
export const withProofs = (text: string, to: Address, show: ShowProof): string =>
  text.replace(PROOF, (_, id: string) => show(id, to))
