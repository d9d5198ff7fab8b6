// Shoppers at the chat while there is too much to do: each says a word a second or so; a word that is refused is said again
// under its id, later and later, as the widget does, until it is heard.
import { WebSocket } from 'ws'
import type { ServerSays } from '../../../src/channels/web/protocol.ts'
import { KEYS } from '../../server-process.ts'
import type { createTally } from './tally.ts'

const FIRST_WAIT = 1_500
const LONGEST_WAIT = 30_000

export type Chats = {
  readonly say: (n: number) => void
  /** Words that nobody has heard yet. */
  readonly unheard: () => number
  readonly close: () => void
}

type Word = { readonly id: string; readonly meant: number; tries: number }

export const openChats = async (
  url: string,
  count: number,
  tally: ReturnType<typeof createTally>,
): Promise<Chats> => {
  const words = new Map<string, Word>()
  let next = 0
  const sockets = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/chat?key=${KEYS.page}`, {
        localAddress: `127.0.0.${40 + (n % 100)}`,
      })
      const say = (word: Word): void => {
        word.tries++
        socket.send(JSON.stringify({ kind: 'say', id: word.id, text: 'hello there' }))
      }
      socket.on('message', (data) => {
        const says = JSON.parse(data.toString()) as ServerSays
        if (says.kind !== 'heard' && says.kind !== 'refused') return
        const word = words.get(says.id)
        if (!word) return
        if (says.kind === 'heard') {
          words.delete(says.id)
          tally.heard(performance.now() - word.meant)
          return
        }
        if (says.reason !== 'busy' && says.reason !== 'too_fast') return tally.fault(`chat: ${says.reason}`)
        tally.refused()
        const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (word.tries - 1)) * (0.7 + Math.random() * 0.6)
        setTimeout(() => {
          // Measured from when it is said again: the wait was asked for.
          const again = { ...word, meant: performance.now() }
          words.set(word.id, again)
          say(again)
        }, wait)
      })
      socket.on('error', () => tally.fault('a socket of the chat was lost'))
      await new Promise((resolve) => socket.once('open', resolve))
      socket.send(JSON.stringify({ kind: 'hello', last: 0, lang: 'en' }))
      return say
    }),
  ).then((says) => ({ says }))
  return {
    say: (n) => {
      const id = `word-${String(next++).padStart(8, '0')}`
      const word = { id, meant: performance.now(), tries: 0 }
      words.set(id, word)
      sockets.says[n % sockets.says.length]!(word)
    },
    unheard: () => words.size,
    close: () => {},
  }
}
