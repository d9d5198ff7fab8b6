// Somebody came by a signed link: the talk goes on where they are now, or the flow begins that the link names.

import { askAgain } from '../ask-again.ts'
import { isLive } from '../codes/code.ts'
import { change, type Draft } from '../draft.ts'
import type { Address, EventOf } from '../event.ts'
import { showCode } from '../issuing/issue.ts'
import { isAddress, reachAt } from '../reach.ts'
import { sayBot } from '../say.ts'
import { fire } from '../start.ts'
import { asking } from '../talk.ts'
import { NOT_ME, YES_OR_NO } from './presses.ts'

/** A question that a link raised waits so long for its answer, ms. */
const ASKED_FOR = 30 * 60_000

/** Where the shopper was reached before it came here. */
const elsewhere = ({ now, shopper }: Draft, address: Address): Address | null => {
  const isHere = isAddress(address)
  const others = shopper.addresses.filter((one) => !isHere(one))
  return reachAt(now.shop, { ...shopper, addresses: others })
}

/** Told at both ends, so that whoever did not mean it can say so. */
const tellJoined = (draft: Draft, address: Address, before: Address | null): void => {
  const args = { channel: address.channel }
  if (before && !isAddress(address)(before))
    sayBot(draft, 'joined_there', null, { to: before, args, choices: NOT_ME, purpose: 'service' })
  sayBot(draft, 'joined_here', null, { to: address, choices: NOT_ME, purpose: 'service' })
}

const goOn = (draft: Draft, address: Address): void => {
  const { talks, codes } = draft.shopper
  change(draft, { talks: talks.map((talk) => (talk.at ? { ...talk, at: address } : talk)) })
  for (const code of codes) if (isLive(code, draft.at)) showCode(draft, 'code_again', code, null)
  askAgain(draft, address)
}

export const arrive = (draft: Draft, event: EventOf<'arrived'>): void => {
  const { address, flow, joined, lang, asks, apart, over } = event
  const { joined: known, lang: spoken } = draft.shopper
  const isNew = draft.shopper.reply_to === null
  const before = elsewhere(draft, address)
  draft.answering = true
  if (apart) return sayBot(draft, 'join_apart')
  change(draft, { reply_to: address, ...(lang && !spoken && { lang }) })
  if (over) return sayBot(draft, 'link_over', null, { purpose: 'service' })
  if (asks !== undefined) {
    change(draft, { asked_join: { address, into: asks, until: draft.at + ASKED_FOR, ...(flow && { flow }) } })
    return sayBot(draft, 'join_asked', null, { choices: YES_OR_NO, purpose: 'service' })
  }
  if (joined) {
    if (!known || !isAddress(address)(known.address)) tellJoined(draft, address, before)
    change(draft, { joined: { address, at: draft.at } })
    goOn(draft, address)
  }
  const began = flow !== undefined && fire(draft, 'link', {}, ({ name }) => name === flow)
  if (!joined && !began && isNew && !asking(draft)) sayBot(draft, 'greeting')
}
