// Another side on loopback, whose manners a day sets: down, silent, slow, failing, busy, cutting the line with the work done,
// or answered by something that is not it. Counts what it was asked, what it did, and which answers were lost.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export const FAULTS = ['refuse', 'hang', 'slow', 'fails', 'busy', 'cut', 'html', 'nonsense'] as const
export type Fault = (typeof FAULTS)[number]

export type Asked = {
  readonly method: string
  readonly path: string
  readonly body: string
  readonly headers: IncomingMessage['headers']
}
export type Answer = {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What a side has done: the message `key`, for that address, at that time. */
export type Did = { readonly key: string; readonly at: number }

export type Party = {
  readonly url: string
  readonly did: Did[]
  /** Of these keys an answer was lost, as often as they stand here. */
  readonly lost: string[]
  /** Times at which it was asked for work. */
  readonly asked: number[]
  /** Whatever this changes has been seen: for telling whether something is going on. */
  readonly activity: () => number
  readonly become: (fault: Fault | null) => Promise<void>
  readonly close: () => Promise<void>
}

/** What the side is: which message a request brings (null: none, it is answered all the same), and its answers. */
export type Manners = {
  readonly keyOf: (asked: Asked) => string | null
  /** Does the work. */
  readonly answer: (asked: Asked) => Answer | Promise<Answer>
  readonly busy: (asked: Asked) => Answer
  /** Under which key a repeat is recognised there; left out where none is taken. */
  readonly takesKeys?: (asked: Asked) => string
}

const SLOW = 3 * 60_000
export const BUSY_FOR = 30

const HTML = '<!doctype html><title>Welcome</title><p>Please sign in to the network</p>'

export const startParty = async (manners: Manners): Promise<Party> => {
  const did: Did[] = []
  const lost: string[] = []
  const asked: number[] = []
  const taken = new Set<string>()
  const held = new Set<ServerResponse>()
  let fault: Fault | null = null
  let activity = 0

  const say = (response: ServerResponse, { status, body, headers = {} }: Answer): void => {
    activity++
    if (response.destroyed) return
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text)
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = ''
    for await (const piece of request) body += piece
    activity++
    const what: Asked = {
      method: request.method ?? '',
      path: request.url ?? '',
      body,
      headers: request.headers,
    }
    const key = manners.keyOf(what)
    if (key !== null) asked.push(Date.now())
    const work = async (): Promise<Answer> => {
      const known = manners.takesKeys?.(what)
      const isNew = known === undefined || !taken.has(known)
      if (known !== undefined) taken.add(known)
      if (key !== null && isNew) did.push({ key, at: Date.now() })
      // Nobody hears that it is done.
      response.on('close', () => {
        if (key !== null && !response.writableFinished) lost.push(key)
      })
      return manners.answer(what)
    }
    switch (fault) {
      case 'hang':
        return void held.add(response)
      case 'slow': {
        const made = await work()
        held.add(response)
        setTimeout(() => {
          held.delete(response)
          say(response, made)
        }, SLOW)
        return
      }
      case 'cut':
        await work()
        return void request.socket.destroy()
      case 'fails':
        return say(response, { status: 500, body: { error: 'internal' } })
      case 'busy':
        return say(response, manners.busy(what))
      case 'html':
        return say(response, { status: 200, body: HTML, headers: { 'content-type': 'text/html' } })
      case 'nonsense':
        // It did the work, and what it says of it can't be read.
        await work()
        if (key !== null) lost.push(key)
        return say(response, { status: 200, body: '{"id":{"a":[]},"ok":"perhaps","sid":7' })
      default:
        return say(response, await work())
    }
  }

  const server = createServer(
    (request, response) => void handle(request, response).catch(() => response.destroy()),
  )
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    activity++
    sockets.add(socket)
    socket.on('close', () => {
      activity++
      sockets.delete(socket)
    })
  })
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const shut = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await ended
  }
  return {
    ...{ url: `http://127.0.0.1:${port}`, did, lost, asked },
    activity: () => activity,
    become: async (next) => {
      if (next === 'refuse' && fault !== 'refuse') await shut()
      if (next !== 'refuse' && fault === 'refuse') await listen(port)
      fault = next
      if (next !== 'hang' && next !== 'slow') for (const response of held) response.destroy()
      held.clear()
    },
    close: async () => {
      if (fault !== 'refuse') await shut()
    },
  }
}
