// A server that hangs: its connection stands, what is sent to it is taken, and nothing comes back. Whoever waits is told
// after a while, and nothing more is sent until it says something or the connection is made anew. The socket's own
// timeout can't tell: it counts what is sent, too, and runs out only once nobody writes any more.
import { ClientOfflineError, SocketTimeoutError } from 'redis'

export type Asked = { readonly sendCommand: (command: string[]) => Promise<unknown> }

/** A connection that was asked and said nothing for so long hangs, ms: a slow script of a well server takes less. */
export const SILENCE = 4_000
const LOOKED_EVERY = 250

/** The same connection, but for that nobody waits on it for ever. `now`: ms that run evenly. */
const listenTo = (client: Asked, now: () => number): Asked => {
  const waiting = new Set<(error: Error) => void>()
  /** When it said something last, or was first asked after everything was answered. */
  let heard = now()
  let watch: NodeJS.Timeout | null = null
  let looked = 0
  /** What was given up is not answered yet. */
  let unanswered = 0

  const rest = (): void => {
    if (watch) clearInterval(watch)
    watch = null
  }
  const look = (): void => {
    if (waiting.size === 0) return rest()
    // Where this process itself stood still, the answers may be there and not read yet.
    heard += Math.max(0, now() - looked - LOOKED_EVERY)
    looked = now()
    if (now() - heard < SILENCE) return
    for (const giveUp of waiting) giveUp(new SocketTimeoutError(SILENCE))
    waiting.clear()
  }
  return {
    sendCommand: (command) => {
      // Not sent: it is none of those that may have been done.
      if (unanswered > 0 && now() - heard >= SILENCE) return Promise.reject(new ClientOfflineError())
      if (unanswered === 0) heard = now()
      if (!watch) {
        looked = now()
        watch = setInterval(look, LOOKED_EVERY)
        watch.unref()
      }
      unanswered++
      return new Promise((resolve, giveUp) => {
        waiting.add(giveUp)
        const answered = (): void => {
          heard = now()
          unanswered--
          waiting.delete(giveUp)
        }
        client.sendCommand(command).then(
          (answer) => {
            answered()
            resolve(answer)
          },
          (error) => {
            answered()
            giveUp(error)
          },
        )
      })
    },
  }
}

export const createSilence = (now: () => number) => {
  const known = new WeakMap<object, Asked>()
  return (client: Asked): Asked => {
    const one = known.get(client) ?? listenTo(client, now)
    known.set(client, one)
    return one
  }
}
