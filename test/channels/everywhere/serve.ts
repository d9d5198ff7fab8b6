// A small server for one adapter's doors and sockets, on a free port of this machine, as ours serves them.
import type { AddressInfo } from 'node:net'
import { fastify } from 'fastify'
import { addHookRoutes } from '../../../src/http/hook-routes.ts'
import { trustsOf } from '../../../src/http/proxies.ts'
import type { App } from '../../../src/http/server.ts'
import type { Adapter } from '../../../src/ports/adapter.ts'

/** `headers`: what the other side would send along and its stand-in can't. */
export const serveAdapter = async (
  { hooks = [], upgrades = [] }: Adapter,
  headers: Readonly<Record<string, string>> = {},
) => {
  const app = fastify({ forceCloseConnections: true })
  app.addHook('onRequest', async (request) => void Object.assign(request.headers, headers))
  addHookRoutes(app as App, hooks, trustsOf(0))
  app.server.on('upgrade', (request, socket, head) => {
    const path = new URL(request.url ?? '', 'http://here').pathname
    upgrades.find(({ takes }) => takes(path))?.upgrade(request, socket, head)
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const { close } of upgrades) close?.()
      await app.close()
    },
  }
}
