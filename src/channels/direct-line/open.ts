// Direct Line 3.0 of our own: the page's Web Chat component, or any client of that protocol, speaks to us with nobody in
// between. As with the chat on the page, the delivery is the commit: a stream reads the talk's lines out of the store.
import type { Adapter } from '../../ports/adapter.ts'
import type { DirectLineDoors } from './doors.ts'
import { createHear } from './hear.ts'
import { createHooks } from './hooks.ts'
import { CHANNEL, MAX_TEXT } from './protocol.ts'
import { createSockets } from './sockets.ts'
import { createTokens } from './token.ts'
import { createGuard } from './who.ts'

export const openDirectLine = (secret: string, doors: DirectLineDoors): Adapter => {
  const tokens = createTokens(doors)
  const sockets = createSockets(doors, tokens)
  const hear = createHear(doors, sockets)
  const guard = createGuard(doors, tokens, secret)
  let unlisten = (): void => {}
  return {
    channels: [
      {
        name: CHANNEL,
        can: { buttons: 12, text: MAX_TEXT, writes_first: true },
        send: async ({ to }) => sockets.wake(to.id),
        open: doors.files.open,
        forget: async (_address, refs) => {
          for (const ref of refs) await doors.files.remove(ref)
        },
      },
    ],
    hooks: createHooks({ doors, tokens, guard, hear }),
    upgrades: [{ takes: sockets.takes, upgrade: sockets.upgrade, close: sockets.close }],
    start: async () => {
      unlisten = doors.onLines(sockets.wakeShopper)
    },
    stop: async () => unlisten(),
  }
}
