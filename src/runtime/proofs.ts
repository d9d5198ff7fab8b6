// What shows that an address is somebody's own: the link in a letter and the number on a phone. Both are made of the
// proof's id and the key, when they are sent and when they come back, and are kept nowhere.
import type { Address, Event } from '../core/event.ts'
import { numberAwaited } from '../core/joining/proof.ts'
import type { Shopper } from '../core/shopper.ts'
import { DeliveryError } from '../ports/channel.ts'
import type { Seal } from '../ports/seal.ts'

const DIGITS = 6
const PROOF = /\{proof:[\w.-]+\}/
const PROOFS = /\{proof:([\w.-]+)\}/g
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

export type Proofs = {
  /** What is shown to the owner of an address, in place of {proof:ID}. */
  readonly show: (proof: string, to: Address) => string
  /** May one more go to this address? Counts it. Whoever asks, a stranger's mailbox is not filled. */
  readonly may: (to: Address) => boolean
}

/** The text as it goes to `to` alone. Throws a DeliveryError where too many went there. */
export const withProofs = (text: string, to: Address, proofs: Proofs | undefined): string => {
  if (!PROOF.test(text)) return text
  if (!proofs?.may(to)) throw new DeliveryError('too_many_proofs', false)
  return text.replace(PROOFS, (_, id: string) => proofs.show(id, to))
}

const DAY = 86_400_000
const MOST_A_DAY = 6
const KEPT = 20_000

/** `linkOf`: the address of the page that confirms a proof. Counted in memory: a restart forgets a burst, not the pace. */
export const createProofs = (
  seal: Hashes,
  clock: () => number,
  linkOf: (proof: string) => string,
): Proofs => {
  const sent = new Map<string, readonly number[]>()
  return {
    show: (proof, to) => (to.channel === 'sms' ? pinOf(seal, proof, to) : linkOf(proof)),
    may: (to) => {
      const key = seal.hmac('address', `${to.channel}:${to.id}`)
      const lately = (sent.get(key) ?? []).filter((at) => at > clock() - DAY)
      sent.delete(key)
      if (sent.size >= KEPT) sent.delete(sent.keys().next().value!)
      sent.set(key, [...lately, clock()].slice(-MOST_A_DAY))
      return lately.length < MOST_A_DAY
    },
  }
}
