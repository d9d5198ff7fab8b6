// A message that its channel did not take goes out by the next one, once: under the same words, and only where it still
// makes sense. Knows no channel.
import { isLive } from '../codes/code.ts'
import { noteContact } from '../contact/caps.ts'
import { mayContact } from '../contact/may-contact.ts'
import { type Draft, put } from '../draft.ts'
import type { EventOf, SayAgain } from '../event.ts'
import { isAddress, isGone } from '../reach.ts'
import { keepTalk } from '../talk.ts'
import { ranked } from './choose.ts'
import { breakUnit } from './unit.ts'

/** It was meant for then: the code is used, the cart is ordered, nothing more is wanted. */
const isOver = ({ shopper, at }: Draft, { answer, lapses, message }: SayAgain): boolean => {
  const code = message.code && shopper.codes.find(({ id }) => id === message.code?.id)
  return (
    (shopper.stopped !== null && !answer) ||
    (lapses !== undefined && lapses <= at) ||
    (message.code !== undefined && !(code && isLive(code, at))) ||
    (message.goods !== undefined && shopper.cart === null)
  )
}

export const fallThrough = (draft: Draft, { say }: EventOf<'undelivered'>): void => {
  breakUnit(draft, say)
  if (isOver(draft, say)) return
  const tried = [...(say.tried ?? []), say.to]
  const purpose = say.answer ? 'service' : say.purpose
  const next = ranked(draft, say.only)
    .map(({ address }) => ({ address, against: mayContact(draft, address, purpose) }))
    .find(
      ({ address, against }) =>
        !tried.some(isAddress(address)) && !isGone(draft.shopper, address) && against?.why !== 'capped',
    )
  if (!next) return
  const { address: to, against } = next
  const { unit: _, not_before: __, ...rest } = say
  const night = !say.answer && against?.why === 'quiet' ? against.until : undefined
  if (!say.answer) noteContact(draft, to.channel, purpose ?? 'marketing')
  put(draft, { ...rest, kind: 'say', to, tried, ...(night !== undefined && { not_before: night }) })
  // The talk goes on there.
  for (const talk of draft.shopper.talks)
    if (talk.enrolment === say.enrolment && talk.at && isAddress(say.to)(talk.at))
      keepTalk(draft, { ...talk, at: to })
}
