// How a request reaches the model's server: one attempt over node:http, its whole answer read under a ceiling. Follows no
// redirect and repeats nothing (a fetch may do both unasked: 3xx, 421); sends no header that the call does not need.
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

export type Transport = {
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  readonly close: () => void
}

/** An answer longer than this is none, bytes. */
export const LONGEST_ANSWER = 64 * 1024
const SOCKETS = 32
/** The SDK adds the machine's system, versions and whatever the environment says: nobody's business. */
const SENT = ['accept', 'content-type', 'authorization']
const BODILESS = new Set([204, 205, 304])

export class TooLarge extends Error {}

/** `withKey`: false where the server asks for none; then no Authorization is sent. */
export const createTransport = (base: string, withKey: boolean): Transport => {
  const origin = new URL(base).origin
  const isTls = origin.startsWith('https:')
  const options = { keepAlive: true, maxSockets: SOCKETS, maxFreeSockets: 4 }
  const agent = isTls ? new HttpsAgent(options) : new HttpAgent(options)

  const headersOf = (init: RequestInit, length: number): Record<string, string | number> => {
    const given = new Headers(init.headers)
    const headers: Record<string, string | number> = {
      'content-length': length,
      'accept-encoding': 'identity',
      'user-agent': 'winback',
    }
    for (const name of SENT) {
      const value = given.get(name)
      if (value !== null && (withKey || name !== 'authorization')) headers[name] = value
    }
    return headers
  }

  const fetch: Transport['fetch'] = (input, init = {}) =>
    new Promise((resolve, reject) => {
      const url = new URL(input instanceof Request ? input.url : input)
      const body = typeof init.body === 'string' ? Buffer.from(init.body) : null
      if (url.origin !== origin || body === null) return reject(new TypeError('no such request'))
      const { signal } = init
      if (signal?.aborted) return reject(signal.reason)
      const send = isTls ? httpsRequest : httpRequest
      const sent = send(url, { agent, method: init.method ?? 'POST', headers: headersOf(init, body.length) })
      const give = (error: unknown): void => {
        signal?.removeEventListener('abort', stop)
        reject(error)
        sent.destroy()
      }
      const stop = (): void => give(signal?.reason)
      signal?.addEventListener('abort', stop, { once: true })
      sent.on('error', give)
      sent.on('upgrade', (_, socket) => {
        socket.destroy()
        give(new Error('no answer'))
      })
      sent.on('response', (answer) => {
        readWhole(answer).then((text) => {
          signal?.removeEventListener('abort', stop)
          const status = answer.statusCode ?? 0
          if (status < 200 || status > 599) return give(new Error('no answer'))
          const retryAfter = answer.headers['retry-after']
          const headers = {
            'content-type': answer.headers['content-type'] ?? '',
            ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
          }
          resolve(new Response(BODILESS.has(status) ? null : text, { status, headers }))
        }, give)
      })
      sent.end(body)
    })
  return { fetch, close: () => agent.destroy() }
}

const readWhole = async (answer: IncomingMessage): Promise<Buffer<ArrayBuffer>> => {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    length += part.length
    if (length > LONGEST_ANSWER) throw new TooLarge('too large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}
