// A shopper at the chat's socket, over whatever many connections it takes: what was not heard is said again.
import { WebSocket } from 'ws'
import type { ChatLine, ServerSays } from '../../../src/channels/web/protocol.ts'
import { KEYS } from '../../keys.ts'
import { type Door, Over, pause } from './door.ts'

export type Chat = {
  /** Comes back when it was heard; 'changed' and the like: refused. */
  readonly say: (id: string, text: string) => Promise<'heard' | string>
  /** The first line like this, seen on any connection; null where none comes within `ms`. */
  readonly line: (is: (line: ChatLine) => boolean, ms: number) => Promise<ChatLine | null>
  readonly close: () => void
}

type Shown = { readonly lines: ChatLine[]; readonly heard: Map<string, string> }

export const openChat = (door: Door, token: string, isOver: () => boolean): Chat => {
  const shown: Shown = { lines: [], heard: new Map() }
  let socket: WebSocket | null = null
  let told: () => void = () => {}
  let closed = false

  const take = (says: ServerSays): void => {
    if (says.kind === 'line') shown.lines.push(says.line)
    else if (says.kind === 'page') shown.lines.push(...says.lines)
    else if (says.kind === 'heard') shown.heard.set(says.id, 'heard')
    else if (says.kind === 'refused' && says.reason === 'changed') shown.heard.set(says.id, 'changed')
    told()
  }
  const connect = (): Promise<WebSocket | null> =>
    new Promise((resolve) => {
      const one = new WebSocket(`${door.url().replace('http', 'ws')}/v1/chat?key=${KEYS.page}`)
      one.on('error', () => {})
      one.on('close', () => {
        if (socket === one) socket = null
        resolve(null)
        told()
      })
      one.on('message', (data) => take(JSON.parse(data.toString()) as ServerSays))
      one.on('open', () => {
        one.send(JSON.stringify({ kind: 'hello', token, last: 0, lang: 'en' }))
        resolve(one)
      })
    })
  /** Until something is told, or a while has passed. */
  const news = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      told = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const connected = async (): Promise<WebSocket> => {
    while (!socket) {
      if (isOver() || closed) throw new Over()
      socket = await connect()
      if (!socket) await pause(60)
    }
    return socket
  }

  return {
    say: async (id, text) => {
      for (;;) {
        const to = await connected()
        to.send(JSON.stringify({ kind: 'say', id, text }))
        const until = performance.now() + 5_000
        while (socket === to && !shown.heard.has(id) && performance.now() < until && !isOver())
          await news(1_000)
        const answer = shown.heard.get(id)
        if (answer) return answer
        if (isOver()) throw new Over()
        door.counts.unanswered++
        await pause(100)
      }
    },
    line: async (is, ms) => {
      const until = performance.now() + ms
      for (;;) {
        const found = shown.lines.find(is)
        if (found) return found
        if (performance.now() > until || isOver()) return null
        await connected()
        if (!shown.lines.some(is)) await news(500)
      }
    },
    close: () => {
      closed = true
      socket?.close()
    },
  }
}
