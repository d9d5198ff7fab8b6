// The doors that a shop's pages knock at: their addresses, which other origins may read the answers, and how often one
// address may knock. Knows no route but its path.
import { isOwnOrigin, type Keys, keyOf, trustOf } from './auth.ts'
import type { Pace } from './pace.ts'
import { Problem } from './problem.ts'
import type { App } from './server.ts'

/** The kinds of call and their addresses; the one-letter ones are what Segment's script for pages uses. */
export const CALL_PATHS = {
  track: ['/v1/track', '/v1/t'],
  identify: ['/v1/identify', '/v1/i'],
  page: ['/v1/page', '/v1/p'],
  screen: ['/v1/screen', '/v1/s'],
  group: ['/v1/group', '/v1/g'],
  alias: ['/v1/alias', '/v1/a'],
} as const
export const BATCH_PATHS = ['/v1/batch', '/v1/import', '/v1/b'] as const

const FOR_PAGES: ReadonlySet<string> = new Set([
  ...Object.values(CALL_PATHS).flat(),
  ...BATCH_PATHS,
  '/v1/visitors',
  '/v1/carts/restore',
  '/v1/push',
  '/v1/links',
])

const pathOf = (url: string): string => url.split('?')[0] ?? ''

/** Answers preflights, and allows the answers to be read, for these origins only. No cookies: a key says who it is. */
export const addCors = (app: App, origins: readonly string[]): void => {
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (!FOR_PAGES.has(pathOf(request.url))) return
    reply.header('vary', 'origin')
    if (origin === undefined) return
    const listed = origins.includes(origin)
    if (listed) {
      reply
        .header('access-control-allow-origin', origin)
        .header('access-control-expose-headers', 'retry-after, x-request-id')
    }
    if (request.method !== 'OPTIONS') return
    if (!listed && !isOwnOrigin(origin, request.host))
      throw new Problem(403, 'origin', 'Pages of this origin may not use the key', {
        detail: 'Add it to WINBACK_ORIGINS if it is a page of this shop.',
      })
    reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', 'authorization, content-type, idempotency-key')
      .header('access-control-max-age', '3600')
    return reply.code(204).send()
  })
}

/** Whoever comes without the secret key, with a wrong one too, comes no faster than `pace` allows its address. */
export const addPace = (app: App, keys: Keys, pace: Pace): void => {
  app.addHook('preHandler', async (request, reply) => {
    const path = pathOf(request.url)
    if (!path.startsWith('/v1/')) return
    const key = keyOf(request)
    const trust = key === null ? null : trustOf(key, keys)
    // The shop's own server is never held up, and what it may do without the page has no other key.
    if (trust === 'fact') return
    const wait = pace.wait(request.ip)
    if (wait === 0) return
    reply.header('retry-after', Math.ceil(wait / 1000))
    throw new Problem(429, 'too_many_requests', 'Too many requests from this address: wait a moment')
  })
}
