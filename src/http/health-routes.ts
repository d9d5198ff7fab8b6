// For whoever watches over the process: GET /healthz (it runs) and /readyz (it can work).
import { Problem } from './problem.ts'
import type { App } from './server.ts'

/** `check` asks the store something small; it throws where that fails. */
export const addHealthRoutes = (app: App, check: () => Promise<unknown>): void => {
  app.get('/healthz', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return { status: 'ok' }
  })

  app.get('/readyz', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    try {
      await check()
      return { status: 'ready' }
    } catch {
      throw new Problem(503, 'not_ready', 'The store does not answer')
    }
  })
}
