// The codes' door of a real engine, and a client with one connection that stays open. For timing.ts.
import { Agent, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addCodeRoutes } from '../../src/http/code-routes.ts'
import { trustsOf } from '../../src/http/proxies.ts'
import { createServer } from '../../src/http/server.ts'
import type { Engine } from '../../src/runtime/engine.ts'
import { createLog } from '../../src/start/log.ts'

export const SECRET = 'sk_test_0123456789abcdef'

export const openDoor = async (engine: Engine, clock: () => number) => {
  const { app } = createServer({ log: createLog('silent'), trusts: trustsOf([]) })
  addCodeRoutes(app, {
    engine,
    keys: { page: 'pk_test_0123456789abcdef', secret: SECRET, origins: [] },
    clock,
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' }
  return {
    port,
    validate: (code: string, anonymousId: string): Promise<boolean> =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify({ code, order: { id: 'o', total: '1000.00' }, shopper: { anonymousId } })
        const length = { 'content-length': Buffer.byteLength(body) }
        const options = {
          port,
          agent,
          method: 'POST',
          path: '/v1/validations',
          headers: { ...headers, ...length },
        }
        const asked = request(options, (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (part: string) => {
            text += part
          })
          response.on('end', () => resolve((JSON.parse(text) as { valid: boolean }).valid))
        })
        asked.on('error', reject)
        asked.end(body)
      }),
    close: async () => {
      agent.destroy()
      await app.close()
    },
  }
}
