// The buttons that send a code elsewhere, where the shop writes there. Knows nothing of what they lead to.
import type { Draft } from '../draft.ts'
import type { Choice } from '../message.ts'
import { reachAt } from '../reach.ts'
import type { Talk } from '../shopper.ts'
import { BY_ADDRESS, type ByAddress } from './proof.ts'

/** Does the shop name this channel among those that it writes by? */
export const goesBy = ({ now }: Draft, channel: ByAddress): boolean =>
  now.shop.channels?.includes(channel) ?? false

const isLetter = (channel: string | undefined): boolean => BY_ADDRESS.some((name) => name === channel)

/** A button for every way that the shop sends by, under what is shown in a chat; a letter has none. */
export const sendableAt = (draft: Draft, talk: Talk | null): { readonly choices?: readonly Choice[] } => {
  const at = talk?.at ?? reachAt(draft.now.shop, draft.shopper)
  const ways = isLetter(at?.channel) ? [] : BY_ADDRESS.filter((channel) => goesBy(draft, channel))
  if (ways.length === 0) return {}
  return {
    choices: ways.map((channel) => ({ id: `send_${channel}`, text: `bot.press_send_${channel}` })),
  }
}
