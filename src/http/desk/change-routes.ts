// Word to the desk's pages that something has changed: server-sent events that carry nothing else.
import type { ServerResponse } from 'node:http'
import type { App } from '../server.ts'
import type { Sessions } from './sessions.ts'

export type ChangeParts = {
  readonly sessions: Sessions
  /** Tells of every change; answers how to stop listening. */
  readonly onChange: (listener: () => void) => () => void
}

const KEEP_ALIVE = 25_000

export const addChangeRoutes = (app: App, { sessions, onChange }: ChangeParts): void => {
  const listening = new Set<ServerResponse>()
  app.addHook('preClose', async () => {
    for (const response of listening) response.end()
  })

  app.get('/desk/api/changes', { exposeHeadRoute: false }, async (request, reply) => {
    await sessions.need(request)
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    reply.raw.write('retry: 2000\n\n')
    const stop = onChange(() => reply.raw.write('data: changed\n\n'))
    listening.add(reply.raw)
    // A session that has ended, or an agent who was taken off the list, hears nothing more.
    const alive = setInterval(async () => {
      if ((await sessions.agent(request)) === null) reply.raw.end()
      else reply.raw.write(': here\n\n')
    }, KEEP_ALIVE)
    reply.raw.on('close', () => {
      clearInterval(alive)
      listening.delete(reply.raw)
      stop()
    })
  })
}
