// "Send it to my e-mail": asked for in the chat, agreed to in words that are kept, and sent once the address is shown
// to be the shopper's own.

import { isLive } from '../codes/code.ts'
import { shownOf } from '../codes/code-card.ts'
import { noteConsents } from '../contact/note-consent.ts'
import { change, type Draft } from '../draft.ts'
import type { Address, EventOf } from '../event.ts'
import type { Choice } from '../message.ts'
import { isGone } from '../reach.ts'
import { sayBot } from '../say.ts'
import type { Shopper } from '../shopper.ts'
import type { ByAddress, Sent, Wording } from './proof.ts'
import { goesBy } from './send-choices.ts'

/** What is asked waits so long for its answer, ms. */
const ASKED_FOR = 30 * 60_000

const AGREE: readonly Choice[] = [
  { id: 'send_yes', text: 'bot.press_send_yes' },
  { id: 'send_no', text: 'bot.press_send_no' },
]

const whatToSend = ({ shopper, at }: Draft): Sent | null => {
  if (shopper.codes.some((code) => isLive(code, at) && !code.terms.bonus)) return 'code'
  return shopper.cart ? 'cart' : null
}

/** Nobody is sent anything of nothing; where the shop does not write there, that is said. */
export const beginSending = (draft: Draft, channel: ByAddress): void => {
  const what = whatToSend(draft)
  if (!goesBy(draft, channel)) return sayBot(draft, 'send_not_there', null, { args: { channel } })
  if (!what) return sayBot(draft, 'send_nothing')
  change(draft, { sending: { channel, what, step: 'agree', until: draft.at + ASKED_FOR, wrong: 0 } })
  sayBot(draft, `send_asks_${channel}`, null, { choices: AGREE })
}

export const withoutSending = (shopper: Shopper): Shopper => {
  const { sending: _, ...rest } = shopper
  return rest
}

export const refusedSending = (draft: Draft): void => {
  if (draft.shopper.sending?.step !== 'agree') return sayBot(draft, 'join_over')
  draft.shopper = withoutSending(draft.shopper)
  sayBot(draft, 'send_refused')
}

/** The address that was shown to be the shopper's own before; null: none is. */
const provenAt = ({ shopper }: Draft, channel: ByAddress): Address | null =>
  shopper.addresses.findLast((one) => one.channel === channel && !isGone(shopper, one)) ?? null

export const agreed = (draft: Draft, at: Address): void => {
  const { sending, lang, traits } = draft.shopper
  if (sending?.step !== 'agree' || sending.until <= draft.at) return sayBot(draft, 'join_over')
  const { channel } = sending
  const asked = { key: `bot.send_asks_${channel}`, args: { shop: draft.now.shop.name } }
  const spoken = lang ?? traits.language ?? draft.now.shop.languages[0] ?? 'en'
  const wording = { text: draft.now.text(asked, spoken), at: draft.at, source: `chat:${at.channel}` }
  const known = provenAt(draft, channel)
  if (known) {
    draft.shopper = withoutSending(draft.shopper)
    return sendThere(draft, known, wording, sending.what)
  }
  change(draft, { sending: { ...sending, step: 'address', until: draft.at + ASKED_FOR, wording } })
  sayBot(draft, `send_where_${channel}`)
}

/** "o•••@example.com", "+38067•••67": enough to be known again by its owner. */
export const masked = ({ channel, id }: Address): string =>
  channel === 'email' ? id.replace(/^(.)[^@]*/, '$1•••') : `${id.slice(0, 6)}•••${id.slice(-2)}`

/** The consent is kept, and what was asked for goes there; whatever has ended meanwhile does not. */
export const sendThere = (draft: Draft, address: Address, wording: Wording, what: Sent): void => {
  const { text, ...when } = wording
  noteConsents(draft, [{ ...address, purpose: 'marketing', given: true, ...when, wording: text }])
  const there = { to: address, purpose: 'service' } as const
  const live = draft.shopper.codes.filter((code) => isLive(code, draft.at) && !code.terms.bonus)
  for (const code of what === 'code' ? live : [])
    sayBot(draft, 'send_code', null, { ...shownOf(code), ...there })
  if ((what === 'cart' || live.length === 0) && draft.shopper.cart)
    sayBot(draft, 'send_cart', null, { show: 'cart', ...there })
  sayBot(draft, 'send_done', null, { args: { address: masked(address) }, purpose: 'service' })
}

/** The address is its owner's, and that one is this shopper by now: what was asked for is sent. */
export const proved = (draft: Draft, { proof: id }: EventOf<'proved'>): void => {
  const { proofs = [], left = [] } = draft.shopper
  const proof = proofs.find((one) => one.id === id)
  if (!proof) {
    draft.reply = { kind: 'refused', reason: 'over' }
    return
  }
  const { address } = proof
  draft.answering = true
  draft.shopper = withoutSending(draft.shopper)
  change(draft, {
    proofs: proofs.filter((one) => one !== proof),
    left: left.filter((one) => one.id !== address.id || one.channel !== address.channel),
  })
  sendThere(draft, address, proof.wording, proof.what)
}
