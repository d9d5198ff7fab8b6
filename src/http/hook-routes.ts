// Doors of channels and desks: their bytes as they came in, and whatever they answer. Reads nothing of it.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Answer, Hook, Knock } from '../ports/hook.ts'
import { LARGEST } from './bodies.ts'
import { STORE_AFTER } from './problem.ts'
import { hostOf, senderOf, type Trusts } from './proxies.ts'
import type { App } from './server.ts'

const headersOf = (request: FastifyRequest): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  )

/** Its own encapsulated routes: every kind of body stays the bytes that a signature is over. */
export const addHookRoutes = (app: App, hooks: readonly Hook[], trusts: Trusts): void => {
  if (hooks.length === 0) return
  app.register(async (doors) => {
    doors.removeAllContentTypeParsers()
    doors.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    const callerOf = (request: FastifyRequest): Omit<Knock, 'body'> => ({
      ...{ method: request.method, url: request.url, params: request.params as Record<string, string> },
      query: new URLSearchParams(request.url.split('#', 1)[0]?.split('?').slice(1).join('?')),
      headers: headersOf(request),
      sender: senderOf(request.raw, trusts),
      origin: `${request.protocol}://${hostOf(request.raw, trusts)}`,
    })
    const send = (reply: FastifyReply, { status, headers = {}, body = '' }: Answer) =>
      reply
        .code(status)
        .headers({ ...(status === 503 && { 'retry-after': String(STORE_AFTER) }), ...headers })
        .send(body)
    for (const hook of hooks)
      doors.route({
        method: hook.method,
        url: hook.path,
        bodyLimit: hook.largest ?? LARGEST,
        onRequest: async (request, reply) => {
          const refused = hook.before?.(callerOf(request))
          // What was not read would stand in the way of the next request.
          if (refused) return send(reply.header('connection', 'close'), refused)
        },
        handler: async (request, reply) => {
          const { body } = request
          const bytes = body instanceof Uint8Array ? body : new Uint8Array()
          return send(reply, await hook.answer({ ...callerOf(request), body: bytes }))
        },
      })
  })
}
