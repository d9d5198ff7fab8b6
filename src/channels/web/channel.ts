// The chat on the shop's page as a channel. The commit has already delivered: a send only wakes the sockets.
import type { Channel } from '../../ports/channel.ts'
import { CHANNEL } from './parse.ts'
import { MAX_TEXT } from './protocol.ts'

export const createWebChannel = (wakeVisitor: (visitor: string) => void): Channel => ({
  name: CHANNEL,
  can: { buttons: 12, text: MAX_TEXT, writes_first: true, cart_link: 'none' },
  send: async ({ to }) => wakeVisitor(to.id),
})
