// What the HTTP tests speak with: a shop's server, its page, and a shopper at the chat's socket.
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { ChatLine, ServerSays } from '../../src/channels/web/protocol.ts'
import type { TestServer } from '../server.ts'

export type Answer = {
  readonly status: number
  readonly type: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any
  readonly headers: Headers
}

export const call = async (
  url: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
  method = body === undefined ? 'GET' : 'POST',
): Promise<Answer> => {
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  return {
    status: response.status,
    type,
    body: type.includes('json') ? JSON.parse(text) : text,
    headers: response.headers,
  }
}

export const clientOf = (server: TestServer) => {
  const as =
    (key: string) =>
    (path: string, body?: unknown, more: Readonly<Record<string, string>> = {}) =>
      call(server.url() + path, body, { authorization: `Bearer ${key}`, ...more })
  const shop = as(server.secretKey)
  const page = as(server.pageKey)
  return {
    shop,
    page,
    visitor: async () => (await page('/v1/visitors', {})).body as { visitor: string; token: string },
    forward: (forward: string) => call(`${server.url()}/demo/clock`, { forward }),
    add: (anonymousId: string, product_id: string, price: number, quantity = 1) =>
      page('/v1/track', {
        ...{ messageId: randomUUID(), event: 'Product Added', anonymousId },
        properties: { product_id, name: product_id, price, quantity, currency: 'UAH' },
      }),
    redeem: (key: string, body: unknown) => shop('/v1/redemptions', body, { 'idempotency-key': key }),
  }
}

/** A shopper's browser at the chat, without the browser. */
export const chat = async (
  server: TestServer,
  token: string | undefined,
  last = 0,
  more: Readonly<Record<string, unknown>> = {},
) => {
  const url = `${server.url().replace('http', 'ws')}/v1/chat?key=${server.pageKey}`
  const socket = new WebSocket(url)
  const heard: ServerSays[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    heard.push(JSON.parse(data.toString()) as ServerSays)
    for (const look of waiting) look()
  })
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  const say = (word: unknown) => socket.send(JSON.stringify(word))
  say({ kind: 'hello', token, last, lang: 'en', ...more })
  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = find()
        if (found === undefined) return
        waiting.delete(look)
        clearTimeout(late)
        resolve(found)
      }
      const late = setTimeout(() => reject(new Error(`not heard; so far: ${JSON.stringify(heard)}`)), 8000)
      waiting.add(look)
      look()
    })
  const lines = () =>
    heard.flatMap((says) => (says.kind === 'line' ? [says.line] : says.kind === 'page' ? says.lines : []))
  return {
    heard,
    say,
    lines,
    until,
    /** As a client says it that goes on after its last line. */
    known: () => ({ talk: heard.flatMap((says) => (says.kind === 'talk' ? says.talk : [])).at(-1) }),
    line: (is: (line: ChatLine) => boolean) => until(() => lines().find(is)),
    close: () => socket.close(),
    closed: new Promise<number>((resolve) => socket.on('close', resolve)),
  }
}

/** A shopper who left a cart, was asked why, found it dear, and got a code. */
export const shopperWithCode = async (server: TestServer) => {
  const client = clientOf(server)
  const { visitor, token } = await client.visitor()
  await client.add(visitor, 'backpack', 2690)
  await client.forward('45m')
  const talk = await chat(server, token)
  await talk.line((line) => line.choices !== undefined)
  talk.say({ kind: 'choose', id: randomUUID(), choice: 'price', text: 'Too expensive' })
  const { code } = await talk.line((line) => line.code !== undefined)
  return { visitor, token, talk, code: code!.text }
}
