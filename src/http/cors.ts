// Pages of the shop that live at another origin: which may call the doors for pages. Knows no routes but their paths.
import type { App } from './server.ts'

const FOR_PAGES: ReadonlySet<string> = new Set(['/v1/track', '/v1/identify', '/v1/batch', '/v1/visitors'])

/** Answers preflights, and allows the answers to be read, for these origins only. No cookies: a key says who it is. */
export const addCors = (app: App, origins: readonly string[]): void => {
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    const path = request.url.split('?')[0] ?? ''
    if (!FOR_PAGES.has(path)) return
    reply.header('vary', 'origin')
    if (origin === undefined || !origins.includes(origin)) return
    reply.header('access-control-allow-origin', origin)
    if (request.method !== 'OPTIONS') return
    reply
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', 'authorization, content-type, idempotency-key')
      .header('access-control-max-age', '3600')
    return reply.code(204).send()
  })
}
