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
/** A busy shop changes all the time: a desk that was told so looks once, and not again before so long. */
const APART = 250

/** Calls `tell` at once, and again where it was asked to meanwhile, but never more often than every APART ms. */
const apart = (tell: () => void) => {
  let resting: NodeJS.Timeout | null = null
  let again = false
  const go = (): void => {
    again = false
    tell()
    resting = setTimeout(() => {
      resting = null
      if (again) go()
    }, APART)
  }
  return {
    ask: (): void => {
      if (resting) again = true
      else go()
    },
    end: (): void => clearTimeout(resting ?? undefined),
  }
}

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
    const told = apart(() => reply.raw.write('data: changed\n\n'))
    const stop = onChange(told.ask)
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
      told.end()
    })
  })
}
