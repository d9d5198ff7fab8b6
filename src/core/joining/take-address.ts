// The address that somebody types for "send it to my e-mail", and the number that went to a phone: taken at once, with
// no meaning read. What is neither is talk like any other.
import { change, type Draft, put } from '../draft.ts'
import type { Address, EventOf } from '../event.ts'
import { plainPhone } from '../person/phone.ts'
import { sayBot } from '../say.ts'
import {
  type ByAddress,
  HOUR,
  MOST_AN_HOUR,
  MOST_WRONG,
  numberAwaited,
  PROVEN_WITHIN,
  type Sending,
  withProof,
} from './proof.ts'
import { masked, withoutSending } from './send-there.ts'

const EMAIL = /[^\s@<>"',;:()]{1,64}@[^\s@<>"',;:()]{1,180}\.[\p{L}\d-]{2,60}/u
/** Texts that were meant as an address and are none, until we ask no more. */
const MOST_UNREAD = 3

/** null: none in it. An e-mail in lower case, a telephone as +DIGITS. */
const addressIn = (text: string, channel: ByAddress, currency: string): Address | null => {
  if (channel === 'email') {
    const found = EMAIL.exec(text)?.[0].toLowerCase()
    return found ? { channel, id: found } : null
  }
  const digits = /^[\s\d()+.-]{7,25}$/.test(text) ? plainPhone(text, currency) : null
  return digits && digits.length >= 9 ? { channel, id: `+${digits}` } : null
}

const isTry = (text: string, channel: ByAddress): boolean =>
  channel === 'email' ? text.includes('@') : /^[\s\d()+.-]{5,}$/.test(text)

const lately = ({ shopper, at }: Draft): readonly number[] =>
  (shopper.proofs_asked ?? []).filter((time) => time > at - HOUR)

const askProof = (draft: Draft, sending: Sending, address: Address): void => {
  const { id, proofs } = draft.shopper
  const asked = lately(draft)
  if (asked.length >= MOST_AN_HOUR) {
    draft.shopper = withoutSending(draft.shopper)
    return sayBot(draft, 'send_too_often')
  }
  const { channel, what, wording } = sending
  const until = draft.at + PROVEN_WITHIN[channel]
  const proof = { id: `${id}.${draft.at.toString(36)}`, address, until, wrong: 0, wording: wording!, what }
  const rest = withoutSending(draft.shopper)
  draft.shopper = channel === 'sms' ? { ...rest, sending: { ...sending, step: 'number', until } } : rest
  change(draft, { proofs: withProof(proofs, proof, draft.at), proofs_asked: [...asked, draft.at] })
  // Only the owner of the address may see what stands in it: no line of the talk, and no word of it here.
  sayBot(draft, `prove_${channel}`, null, {
    ...{ to: address, args: { proof: `{proof:${proof.id}}` }, lapses: until },
    ...{ purpose: 'service', unlined: true },
  })
  sayBot(draft, `prove_sent_${channel}`, null, { args: { address: masked(address) } })
}

const takeNumber = (draft: Draft, pin: 'right' | 'wrong'): boolean => {
  const { proofs = [] } = draft.shopper
  const proof = numberAwaited(draft.shopper, draft.at)
  if (!proof) return false
  const others = proofs.filter((one) => one !== proof)
  if (pin === 'right') {
    draft.shopper = withoutSending(draft.shopper)
    put(draft, {
      ...{ kind: 'join', address: proof.address, why: 'phone', what: { kind: 'proved', proof: proof.id } },
    })
    return true
  }
  const wrong = proof.wrong + 1
  if (wrong >= MOST_WRONG) {
    draft.shopper = withoutSending(draft.shopper)
    change(draft, { proofs: others })
    sayBot(draft, 'prove_over')
    return true
  }
  change(draft, { proofs: [...others, { ...proof, wrong }] })
  sayBot(draft, 'prove_wrong')
  return true
}

/** True: it was an address or a number, and is dealt with. */
export const tookAddress = (draft: Draft, event: EventOf<'said'>): boolean => {
  const { sending } = draft.shopper
  if (event.choice !== undefined || draft.shopper.agent_mode) return false
  if (!sending || sending.until <= draft.at) return false
  draft.answering = true
  if (event.pin && takeNumber(draft, event.pin)) return true
  if (sending.step === 'agree') return false
  const text = event.text.trim()
  const { channel } = sending
  const address = addressIn(text, channel, draft.now.shop.currency)
  if (address) {
    askProof(draft, sending, address)
    return true
  }
  if (sending.step !== 'address' || !isTry(text, channel)) return false
  const wrong = sending.wrong + 1
  if (wrong >= MOST_UNREAD) draft.shopper = withoutSending(draft.shopper)
  else change(draft, { sending: { ...sending, wrong } })
  sayBot(draft, wrong >= MOST_UNREAD ? 'send_refused' : `send_unread_${channel}`)
  return true
}
