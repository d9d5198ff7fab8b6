// How core says something: to which address, as an answer or on our own initiative. Knows no words, only keys.

import { goodsOf } from './cart/goods.ts'
import { isSameMoment, noteContact } from './contact/caps.ts'
import type { Purpose } from './contact/consent.ts'
import { mayContact } from './contact/may-contact.ts'
import { purposeIn } from './contact/purpose.ts'
import { noteUnsent } from './contact/unsent.ts'
import { type Draft, put } from './draft.ts'
import { variantOf } from './enrolment/variant.ts'
import type { Address } from './event.ts'
import type { Arg, CodeCard, Message } from './message.ts'
import { isGone, reachAt } from './reach.ts'
import { bestAt } from './reaching/choose.ts'
import { flowOf, type Rulebook, type Show } from './rulebook.ts'
import type { Talk } from './shopper.ts'
import { textArgs } from './text-args.ts'

export type Said = {
  readonly args?: Readonly<Record<string, Arg>>
  readonly choices?: Message['choices']
  readonly code?: CodeCard
  readonly lapses?: number
  readonly show?: Show | undefined
  /** Where, other than where the shopper is. */
  readonly to?: Address
  readonly purpose?: Purpose
  readonly unlined?: true
}

/** An answer goes where the shopper wrote from; what we say by ourselves where it works best. */
const placeOf = (draft: Draft) =>
  (draft.answering ? null : bestAt(draft)) ?? reachAt(draft.now.shop, draft.shopper)

/** Says the text `key` of `rulebook`; what nobody asked for only as far as the contact policy allows. */
export const say = (
  draft: Draft,
  rulebook: Rulebook,
  key: string,
  talk: Talk | null,
  said: Said = {},
): void => {
  const at = talk?.at
  const to = said.to ?? (at && !isGone(draft.shopper, at) ? at : placeOf(draft))
  if (!to) return
  const { choices, code, lapses, show } = said
  const purpose = said.purpose ?? purposeIn(draft.now, talk?.flow, code !== undefined)
  const against = draft.answering ? null : mayContact(draft, to, purpose)
  if (against && against.why !== 'quiet' && !isSameMoment(draft, against))
    return noteUnsent(draft, { ...against, ...(talk ? { flow: talk.flow } : { text: key }) })
  const night = against?.why === 'quiet' ? against.until : undefined
  noteContact(draft, to.channel, purpose)
  const args = textArgs(rulebook.shop, draft.shopper, talk)
  const goods = show === 'cart' ? goodsOf(draft.shopper.cart) : null
  put(draft, {
    kind: 'say',
    to,
    rulebook: rulebook.hash,
    // What nobody asked for goes after answers.
    answer: draft.answering,
    ...(purpose === 'service' && !draft.answering && { purpose }),
    // Told to somebody who sleeps by something that can't wait itself: its message does.
    ...(night !== undefined && { not_before: night }),
    ...(talk && { enrolment: talk.enrolment }),
    ...(talk?.only && { only: talk.only }),
    ...(talk?.unit && { unit: talk.unit }),
    message: {
      text: { key, args: said.args ? { ...args, ...said.args } : args },
      ...(choices && { choices }),
      ...(code && { code }),
      ...(goods && { goods }),
    },
    ...(lapses !== undefined && { lapses }),
    ...(said.unlined && { unlined: true as const }),
  })
}

/** A text of the engine itself, in the newest rulebook. */
export const sayBot = (draft: Draft, name: string, talk: Talk | null = null, said: Said = {}): void =>
  say(draft, draft.now, `bot.${name}`, talk, said)

/** The key of a talk's text: as the shopper's variant has it, with its {variables} filled in. */
export const keyIn = (draft: Draft, rulebook: Rulebook, key: string, talk: Talk): string => {
  const row = draft.shopper.enrolments.find((one) => one.id === talk.enrolment)
  const texts = variantOf(flowOf(rulebook, talk.flow), row)?.texts
  return keyFor(texts && Object.hasOwn(texts, key) ? (texts[key] ?? key) : key, talk.vars)
}

/** The key of a flow's text with its {variables} filled in: answers.{reason} becomes answers.price. */
export const keyFor = (key: string, vars: Talk['vars']): string =>
  !key.includes('{') ? key : key.replace(/\{(\w+)\}/g, (whole, name: string) => String(vars[name] ?? whole))
