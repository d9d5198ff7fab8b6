// Buttons that the engine itself shows beside the talk: they answer no flow's question, and leave it open.
import { type Draft, put } from '../draft.ts'
import type { EventOf } from '../event.ts'
import type { Choice } from '../message.ts'
import { isAddress } from '../reach.ts'
import { sayBot } from '../say.ts'
import { leave } from './leave.ts'
import { BY_ADDRESS, type ByAddress } from './proof.ts'
import { agreed, beginSending, refusedSending } from './send-there.ts'

export const NOT_ME: readonly Choice[] = [{ id: 'not_me', text: 'bot.press_not_me' }]
export const YES_OR_NO: readonly Choice[] = [
  { id: 'join_yes', text: 'bot.press_join_yes' },
  { id: 'join_no', text: 'bot.press_join_no' },
]

/** The yes to a join counts at the address that was asked, and once. */
const answerJoin = (draft: Draft, event: EventOf<'said'>): void => {
  const { asked_join: asked, ...rest } = draft.shopper
  const { address } = event
  if (!asked || asked.until <= draft.at || !isAddress(asked.address)(address))
    return sayBot(draft, 'join_over')
  draft.shopper = rest
  if (event.choice === 'join_no') return sayBot(draft, 'join_refused')
  const { into, flow } = asked
  const what = { kind: 'arrived', address, joined: true, ...(flow && { flow }) } as const
  put(draft, { kind: 'join', address, into, why: 'link', what })
}

const channelOf = (word: string): ByAddress | null =>
  BY_ADDRESS.find((name) => word === `send_${name}` || word === `/${name}`) ?? null

/** True: it was one of ours, and is done. `/email`, `/sms` and `/leave` may be typed. */
export const pressedOurs = (draft: Draft, event: EventOf<'said'>): boolean => {
  const word = event.choice ?? event.text.trim().toLowerCase()
  const channel = channelOf(word)
  const does: Readonly<Record<string, () => unknown>> = {
    join_yes: () => answerJoin(draft, event),
    join_no: () => answerJoin(draft, event),
    not_me: () => leave(draft) || sayBot(draft, 'join_over'),
    send_yes: () => agreed(draft, event.address),
    send_no: () => refusedSending(draft),
  }
  const typed = word === '/leave' ? 'not_me' : ''
  const act = does[event.choice ?? typed]
  if (!act && !channel) return false
  draft.answering = true
  if (channel) beginSending(draft, channel)
  else act?.()
  return true
}
