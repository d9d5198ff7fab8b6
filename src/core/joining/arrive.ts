// Somebody came by a signed link: the talk goes on where they are now, or the flow begins that the link names.

import { isLive } from '../codes/code.ts'
import { change, type Draft, rulebookOf } from '../draft.ts'
import type { Address, EventOf } from '../event.ts'
import { showCode } from '../issuing/issue.ts'
import { isAddress, reachAt } from '../reach.ts'
import { keyIn, say, sayBot } from '../say.ts'
import { fire } from '../start.ts'
import { answerTime } from '../steps/ask.ts'
import { asking, keepTalk } from '../talk.ts'
import { stepOf } from '../walk.ts'
import { NOT_ME, YES_OR_NO } from './presses.ts'

/** A question that a link raised waits so long for its answer, ms. */
const ASKED_FOR = 30 * 60_000

/** The question that stands is put again, here; what it waits for is never shortened by that. */
const askAgain = (draft: Draft, address: Address): boolean => {
  const talk = asking(draft)
  const step = talk && stepOf(draft, talk)
  if (!talk || step?.kind !== 'ask') return false
  const rulebook = rulebookOf(draft, talk) ?? draft.now
  const here = { ...talk, at: address }
  say(draft, rulebook, keyIn(draft, rulebook, step.text, talk), here, {
    choices: step.choices,
    show: step.show,
  })
  keepTalk(draft, {
    ...here,
    asked: draft.at,
    until: Math.max(talk.until, draft.at + answerTime(step, talk)),
  })
  return true
}

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
  const { address, flow, joined, lang, asks, apart } = event
  const { joined: known, lang: spoken } = draft.shopper
  const isNew = draft.shopper.reply_to === null
  const before = elsewhere(draft, address)
  draft.answering = true
  if (apart) return sayBot(draft, 'join_apart')
  change(draft, { reply_to: address, ...(lang && !spoken && { lang }) })
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
