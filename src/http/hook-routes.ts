// Doors of channels and desks: their bytes as they came in, and whatever they answer. Reads nothing of it.
import type { FastifyRequest } from 'fastify'
import type { Hook } from '../ports/hook.ts'
import { LARGEST } from './bodies.ts'
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
    for (const hook of hooks)
      doors.route({
        method: hook.method,
        url: hook.path,
        bodyLimit: hook.largest ?? LARGEST,
        handler: async (request, reply) => {
          const { raw, params, url, body } = request
          const answer = await hook.answer({
            ...{ method: request.method, url, params: params as Record<string, string> },
            query: new URL(url, 'http://here').searchParams,
            headers: headersOf(request),
            body: body instanceof Uint8Array ? body : new Uint8Array(),
            sender: senderOf(raw, trusts),
            origin: `${request.protocol}://${hostOf(raw, trusts)}`,
          })
          reply.code(answer.status).headers(answer.headers ?? {})
          return reply.send(answer.body ?? '')
        },
      })
  })
}
