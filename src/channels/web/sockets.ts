// The sockets of the web chat: who may connect, whose each is, and whom to wake. Knows nothing of what is said.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { Seen } from '../../core/event.ts'
import type { ChatDoors } from './doors.ts'
import { parseClient } from './parse.ts'
import { MAX_FRAME, type ServerSays } from './protocol.ts'
import { openSession, type Session } from './session.ts'

export const CHAT_PATH = '/v1/chat'

const HELLO_WITHIN = 10_000
const PING_EVERY = 30_000
const GOODBYE = 1000
/** Words of one client that may wait for their turn. */
const WAITING = 20
/** A client that does not read is let go before its lines fill our memory. */
const UNSENT = 256 * 1024

export type Sockets = {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  readonly wakeVisitor: (visitor: string) => void
  readonly wakeShopper: (shopper: string) => void
  /** Tells all of them the time: only the demo's clock ever moves. */
  readonly tellTime: () => void
  /** How many are open. */
  readonly count: () => number
  readonly close: () => void
}

export const createSockets = (doors: ChatDoors): Sockets => {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME })
  let closing = false
  const sessions = new Map<string, Set<Session>>()
  const file = (key: string, session: Session) =>
    void sessions.set(key, (sessions.get(key) ?? new Set()).add(session))
  const forget = (key: string, session: Session) => {
    const set = sessions.get(key)
    set?.delete(session)
    if (set?.size === 0) sessions.delete(key)
  }
  const wake = (key: string) => {
    for (const session of sessions.get(key) ?? []) session.wake()
  }

  const serve = (socket: WebSocket, seen: Seen): void => {
    let session: Session | null = null
    let waiting = 0
    let turn = Promise.resolve()
    let alive = true
    const send = (says: ServerSays) => {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > UNSENT) socket.terminate()
      else socket.send(JSON.stringify(says))
    }
    const late = setTimeout(() => session ?? socket.close(1008, 'say hello first'), HELLO_WITHIN)
    const pings = setInterval(() => {
      if (!alive) return socket.terminate()
      alive = false
      socket.ping()
    }, PING_EVERY)
    socket.on('pong', () => {
      alive = true
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clearTimeout(late)
      clearInterval(pings)
      if (!session) return
      forget(`visitor:${session.visitor}`, session)
      forget(`shopper:${session.shopper()}`, session)
    })
    socket.on('message', (data: RawData, isBinary: boolean) => {
      const says = isBinary ? null : parseClient(data.toString())
      if (!says) return socket.close(1008, 'not of the protocol')
      if (!session) {
        if (says.kind !== 'hello') return socket.close(1008, 'say hello first')
        const onShopper = (one: Session, shopper: string, before: string | null) => {
          if (before !== null) forget(`shopper:${before}`, one)
          if (socket.readyState === socket.OPEN) file(`shopper:${shopper}`, one)
        }
        session = openSession(doors, says, send, onShopper, seen)
        return file(`visitor:${session.visitor}`, session)
      }
      const { take } = session
      if (waiting >= WAITING) return socket.close(1008, 'too much at once')
      waiting += 1
      turn = turn
        .then(() => take(says))
        .catch(doors.onDefect)
        .finally(() => {
          waiting -= 1
        })
    })
  }

  return {
    upgrade: (request, socket, head) => {
      const refuse = (why: string) =>
        void socket.end(`HTTP/1.1 ${why}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      const refusal = closing ? '503 Service Unavailable' : refusalOf(request, doors)
      if (refusal) return refuse(refusal)
      const leave = doors.admit(request)
      if (!leave) return refuse('429 Too Many Requests\r\nRetry-After: 10')
      socket.once('close', leave)
      server.handleUpgrade(request, socket, head, (opened) => serve(opened, doors.seen(request)))
    },
    wakeVisitor: (visitor) => wake(`visitor:${visitor}`),
    wakeShopper: (shopper) => wake(`shopper:${shopper}`),
    tellTime: () => {
      for (const set of sessions.values()) for (const session of set) session.tellTime()
    },
    count: () => server.clients.size,
    close: () => {
      closing = true
      for (const client of server.clients) client.close(1001, 'going down')
      // Who does not say goodbye does not hold us up.
      setTimeout(() => {
        for (const client of server.clients) client.terminate()
      }, GOODBYE).unref()
      server.close()
    },
  }
}

/** Pages of other shops may not open the chat of this one; programs, which send no origin, need the key only. */
const refusalOf = (request: IncomingMessage, doors: ChatDoors): string | null => {
  const asked = request.url ?? '/'
  if (!URL.canParse(asked, 'http://localhost')) return '404 Not Found'
  const url = new URL(asked, 'http://localhost')
  if (url.pathname !== CHAT_PATH) return '404 Not Found'
  const { origin } = request.headers
  const own = origin !== undefined && URL.canParse(origin) && new URL(origin).host === doors.hostOf(request)
  if (origin !== undefined && !own && !doors.origins.includes(origin)) return '403 Forbidden'
  return doors.isPageKey(url.searchParams.get('key') ?? '') ? null : '401 Unauthorized'
}
