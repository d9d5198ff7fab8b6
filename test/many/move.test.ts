// A shop moves from its data folder to a real Redis by the command line, killed on the way, and back: the code that was
// given before is redeemed once after each move, and nothing starts where the shop is no more.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chat, clientOf } from '../http/client.ts'
import { signIn } from '../http/desk-client.ts'
import { redisServer, type Server, startServer } from '../redis/servers.ts'
import type { TestServer } from '../server.ts'
import { aFolder, envOf, KEYS, startProcess } from '../server-process.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const found = redisServer()
if (!found && process.env.WINBACK_TEST_STRICT) throw new Error('redis-server is not installed')
if (!found) process.stderr.write('skipped: a move to a real Redis (no redis-server)\n')

const SHOP = {
  WINBACK_STOREFRONT: 'api',
  WINBACK_ORIGINS: 'https://shop.example',
  WINBACK_KEY: Buffer.alloc(32, 7).toString('base64'),
}

describe.skipIf(!found)('a shop that moves', () => {
  let redis: Server
  let shop: ReturnType<typeof aFolder>
  beforeAll(async () => {
    redis = await startServer()
    shop = aFolder()
  })
  afterAll(async () => {
    await redis.stop()
    shop.remove()
  })
  const onRedis = () => ({ ...SHOP, REDIS_URL: `redis://127.0.0.1:${redis.port}` })

  /** `killedAfter` ms, or run to its end. */
  const winback = async (args: readonly string[], env: Record<string, string>, killedAfter?: number) => {
    const node = join(ROOT, 'node_modules/.bin/node')
    const child = spawn(node, [join(ROOT, 'src/cli/winback.ts'), ...args], {
      cwd: shop.folder,
      env: envOf(shop.folder, env),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    const timer = killedAfter === undefined ? null : setTimeout(() => child.kill('SIGKILL'), killedAfter)
    const [code] = await once(child, 'close')
    if (timer) clearTimeout(timer)
    return { code, said }
  }
  const serve = async <T>(
    env: Record<string, string>,
    work: (server: TestServer) => Promise<T>,
  ): Promise<T> => {
    const { url, child, ended } = await startProcess(shop.folder, env)
    const agent = { name: 'olena', password: 'correct horse' }
    try {
      return await work({ url: () => url, pageKey: KEYS.page, secretKey: KEYS.secret, agent } as TestServer)
    } finally {
      child.kill()
      await ended
    }
  }
  const codeFor = async (server: TestServer) => {
    const client = clientOf(server)
    const { visitor, token } = await client.visitor()
    await client.add(visitor, 'item', 22_000)
    const talk = await chat(server, token)
    talk.say({ kind: 'say', id: randomUUID(), text: 'I want a person' })
    const olena = await signIn(server)
    const ticket = await olena.ticketOf(visitor, 22_000)
    await olena.act({ act: 'approve', ticket, offer: 'percent_15', ceiling: 60_000 })
    const { code } = await talk.line((line) => line.code !== undefined)
    talk.close()
    return { visitor, code: code!.text }
  }
  const redeem = (server: TestServer, { visitor, code }: { visitor: string; code: string }, order: string) =>
    clientOf(server).redeem(`key-${order}`, {
      code,
      order: {
        ...{ id: order, total: '22000.00', currency: 'UAH' },
        lines: [{ product_id: 'item', price: '22000.00', quantity: 1 }],
      },
      shopper: { anonymousId: visitor },
    })

  it('goes on in a Redis, whatever ended the move on the way, and comes back with what happened there', async () => {
    const first = await serve(SHOP, codeFor)
    const there = ['migrate', '--from', 'sqlite', '--to', 'redis']
    expect((await winback(there, SHOP)).said).toContain('REDIS_URL')
    for (const after of [700, 1100]) await winback(there, onRedis(), after)
    const again = await winback([...there, '--resume'], onRedis())
    // Killed before its first write there is nothing to resume; killed behind its last one, nothing to do.
    const moved = again.code === 0 ? again : await winback(there, onRedis())
    if (moved.code !== 0) expect(moved.said).toContain('there is nothing left to do')
    const left = await winback(['start'], SHOP)
    expect(left).toMatchObject({ code: 1, said: expect.stringContaining('was moved to the Redis') })

    const second = await serve(onRedis(), async (server) => {
      expect((await redeem(server, first, 'o-1')).status).toBe(201)
      expect((await redeem(server, first, 'o-2')).status).toBe(409)
      return codeFor(server)
    })
    const back = { ...onRedis(), WINBACK_DATA: join(shop.folder, 'data-back') }
    mkdirSync(back.WINBACK_DATA)
    expect(await winback(['migrate', '--from', 'redis', '--to', 'sqlite'], back)).toMatchObject({ code: 0 })
    await serve({ ...SHOP, WINBACK_DATA: back.WINBACK_DATA }, async (server) => {
      expect((await redeem(server, first, 'o-3')).status).toBe(409)
      expect((await redeem(server, second, 'o-4')).status).toBe(201)
    })
  }, 120_000)
})
