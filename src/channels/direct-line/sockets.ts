// The streams' sockets: who may open one, whose each is, whom to wake, and how they are kept alive. Knows nothing of
// what is said.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { hostIn } from './answers.ts'
import type { DirectLineDoors } from './doors.ts'
import type { Watched } from './hear.ts'
import { MAX_FRAME, ROOT } from './protocol.ts'
import { createReading } from './reading.ts'
import { openStream, type Stream } from './stream.ts'
import type { Bound, Tokens } from './token.ts'
import { readMark } from './watermark.ts'
import { isOfToken } from './who.ts'

/** An empty message so often, so that neither side nor what stands between takes the silence for an end. */
const ALIVE_EVERY = 15_000
/** Who has not read a page in so long is let go; it comes again with its watermark. */
const READ_WITHIN = 60_000
const GOODBYE = 1000

const PATH = new RegExp(`^${ROOT}/conversations/([\\w-]{1,64})/stream$`)

export type Sockets = Watched & {
  readonly takes: (path: string) => boolean
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  readonly wakeShopper: (shopper: string) => void
  readonly count: () => number
  readonly close: () => void
}

type Asked = { readonly bound: Bound; readonly url: URL }

const readAsked = (request: IncomingMessage, doors: DirectLineDoors, tokens: Tokens): Asked | string => {
  const asked = request.url ?? '/'
  if (!URL.canParse(asked, 'http://localhost')) return '404 Not Found'
  const url = new URL(asked, 'http://localhost')
  const conv = PATH.exec(url.pathname)?.[1]
  // Its own token of a minute, or the one of the talk, which some clients put there themselves.
  const token = url.searchParams.get('t') ?? ''
  const stream = tokens.read(token, 'stream')
  const read = stream ?? tokens.read(token, 'talk')
  if (read === null) return '401 Unauthorized'
  if (read === 'expired' || read.conv !== conv) return '403 Forbidden'
  const { user, name, org } = read
  const bound: Bound = {
    conv,
    ...(user !== undefined && { user }),
    ...(name !== undefined && { name }),
    ...(org !== undefined && { org }),
  }
  const host = hostIn(`http://${doors.hostOf(request)}`)
  return isOfToken(request.headers.origin, host, bound, doors.origins) ? { bound, url } : '403 Forbidden'
}

export const createSockets = (doors: DirectLineDoors, tokens: Tokens): Sockets => {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME })
  const streams = new Map<string, Set<Stream>>()
  let closing = false
  const file = (key: string, stream: Stream) =>
    void streams.set(key, (streams.get(key) ?? new Set()).add(stream))
  const forget = (key: string, stream: Stream) => {
    const set = streams.get(key)
    set?.delete(stream)
    if (set?.size === 0) streams.delete(key)
  }
  const each = (key: string, does: (stream: Stream) => void) => {
    for (const stream of streams.get(key) ?? []) does(stream)
  }

  const serve = (socket: WebSocket, { bound, url }: Asked, base: string): void => {
    const key = `conversation:${bound.conv}`
    const isOpen = () => socket.readyState === socket.OPEN
    const send = (frame: string): Promise<boolean> =>
      new Promise((resolve) => {
        if (!isOpen()) return resolve(false)
        const late = setTimeout(() => socket.terminate(), READ_WITHIN)
        socket.send(frame, (error) => {
          clearTimeout(late)
          resolve(!error && isOpen())
        })
      })
    const from = readMark(url.searchParams.get('watermark'))
    const stream = openStream({
      reading: createReading(doors, tokens, { bound, base, from }),
      ...{ send, onShown: doors.shown, onDefect: doors.onDefect },
      onShopper: (now, before) => {
        if (before !== null) forget(`shopper:${before}`, stream)
        if (isOpen()) file(`shopper:${now}`, stream)
      },
    })
    let alive = true
    const keeps = setInterval(() => {
      if (!alive) return socket.terminate()
      alive = false
      socket.ping()
      socket.send('')
      // Lines may have come by another process.
      stream.wake()
    }, ALIVE_EVERY)
    const isAlive = () => {
      alive = true
    }
    socket.on('pong', isAlive)
    // Clients send empty messages, for the same reason, and nothing else.
    socket.on('message', isAlive)
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clearInterval(keeps)
      forget(key, stream)
      forget(`shopper:${stream.shopper()}`, stream)
    })
    file(key, stream)
    stream.wake()
  }

  return {
    takes: (path) => PATH.test(path),
    upgrade: (request, socket, head) => {
      const refuse = (why: string) =>
        void socket.end(`HTTP/1.1 ${why}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      if (closing) return refuse('503 Service Unavailable')
      const asked = readAsked(request, doors, tokens)
      if (typeof asked === 'string') return refuse(asked)
      const leave = doors.admit(request)
      if (!leave) return refuse('429 Too Many Requests\r\nRetry-After: 10')
      socket.once('close', leave)
      const base = doors.url ?? doors.originOf(request)
      server.handleUpgrade(request, socket, head, (opened) => serve(opened, asked, base))
    },
    wake: (conversation) => each(`conversation:${conversation}`, (stream) => stream.wake()),
    show: (conversation, activity) => each(`conversation:${conversation}`, (stream) => stream.show(activity)),
    wakeShopper: (shopper) => each(`shopper:${shopper}`, (stream) => stream.wake()),
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
