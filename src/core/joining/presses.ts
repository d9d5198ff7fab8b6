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

const CHANNELS: ReadonlyMap<string, ByAddress> = new Map(
  BY_ADDRESS.flatMap((name) => [[`send_${name}`, name] as const, [`/${name}`, name] as const]),
)

const DOES: ReadonlyMap<string, (draft: Draft, event: EventOf<'said'>) => unknown> = new Map([
  ['join_yes', answerJoin],
  ['join_no', answerJoin],
  ['not_me', (draft) => leave(draft) || sayBot(draft, 'join_over')],
  ['send_yes', (draft, { address }) => agreed(draft, address)],
  ['send_no', (draft) => refusedSending(draft)],
])

/** True: it was one of ours, and is done. `/email`, `/sms` and `/leave` may be typed. */
export const pressedOurs = (draft: Draft, event: EventOf<'said'>): boolean => {
  const word = event.choice ?? event.text.trim().toLowerCase()
  const channel = CHANNELS.get(word)
  const typed = word === '/leave' ? 'not_me' : ''
  const act = DOES.get(event.choice ?? typed)
  if (!act && !channel) return false
  draft.answering = true
  if (channel) beginSending(draft, channel)
  else act?.(draft, event)
  return true
}
