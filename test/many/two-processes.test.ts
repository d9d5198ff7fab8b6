// Two real servers on one real Redis: a shopper at one, an agent at the other; a talk goes on at the one that is left
// when the other was killed; whatever one gave the other redeems once.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call, chat, clientOf } from '../http/client.ts'
import { signIn } from '../http/desk-client.ts'
import { redisServer, type Server, startServer } from '../redis/servers.ts'
import type { TestServer } from '../server.ts'
import { aFolder, KEYS, type ServerProcess, startProcess } from '../server-process.ts'

const found = redisServer()
if (!found && process.env.WINBACK_TEST_STRICT) throw new Error('redis-server is not installed')
if (!found) process.stderr.write('skipped: two processes on one Redis (no redis-server)\n')

/** What the clients of the tests want to know of a server. */
const asTestServer = ({ url }: ServerProcess) =>
  ({
    url: () => url,
    pageKey: KEYS.page,
    secretKey: KEYS.secret,
    agent: { name: 'olena', password: 'correct horse' },
  }) as TestServer

describe.skipIf(!found)('two processes on one Redis', () => {
  let redis: Server
  let shop: ReturnType<typeof aFolder>
  const processes: ServerProcess[] = []
  const start = async (name: string): Promise<ServerProcess> => {
    const one = await startProcess(shop.folder, {
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
      WINBACK_STOREFRONT: 'api',
      WINBACK_ORIGINS: 'https://shop.example',
      WINBACK_KEY: Buffer.alloc(32, 7).toString('base64'),
      WINBACK_DATA: `${shop.folder}/data-${name}`,
      WINBACK_LOG: 'warn',
    })
    processes.push(one)
    return one
  }
  beforeAll(async () => {
    redis = await startServer()
    shop = aFolder()
    await start('a')
    await start('b')
  })
  afterAll(async () => {
    for (const { child } of processes) child.kill()
    await Promise.all(processes.map(({ ended }) => ended))
    await redis.stop()
    shop.remove()
  })

  const cart = async (server: TestServer, price: number) => {
    const client = clientOf(server)
    const { visitor, token } = await client.visitor()
    expect((await client.add(visitor, `item-${price}`, price)).status).toBeLessThan(300)
    return { client, visitor, token }
  }

  it('a shopper at one, an agent at the other: what is approved there is shown here, and redeemed once', async () => {
    const [a, b] = processes.map(asTestServer) as [TestServer, TestServer]
    const { token, visitor } = await cart(a, 22_000)
    const talk = await chat(a, token)
    talk.say({ kind: 'say', id: randomUUID(), text: 'I want a person' })
    const olena = await signIn(b)
    const ticket = await olena.ticketOf(visitor, 22_000)
    expect((await olena.act({ act: 'approve', ticket, offer: 'percent_15', ceiling: 60_000 })).status).toBe(
      200,
    )
    const { code } = await talk.line((line) => line.code !== undefined)
    const order = (id: string) => ({
      code: code!.text,
      order: {
        id,
        total: '22000.00',
        currency: 'UAH',
        lines: [{ product_id: 'item-22000', price: '22000.00', quantity: 1 }],
      },
      shopper: { anonymousId: visitor },
    })
    const answers = await Promise.all(
      [a, b, a, b].map((server, n) => clientOf(server).redeem(`key-${n}`, order(`order-${n}`))),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
    talk.close()
  })

  it('what one was to do the other does when it is killed, and the talk goes on there', async () => {
    const [a, b] = processes.map(asTestServer) as [TestServer, TestServer]
    const { token } = await cart(a, 900)
    const first = await chat(a, token)
    first.say({ kind: 'say', id: randomUUID(), text: 'is there a discount?' })
    // It is read when no further piece has come for a moment: a wake-up, which may be leased to the one that dies.
    await new Promise((resolve) => setTimeout(resolve, 300))
    processes[0]!.child.kill('SIGKILL')
    await first.closed
    const second = await chat(b, token)
    await expect.poll(() => second.lines().some((line) => line.who === 'bot'), { timeout: 20_000 }).toBe(true)
    expect(second.lines().filter((line) => line.who === 'shopper')).toHaveLength(1)
    second.close()
    const again = asTestServer(await start('a'))
    expect((await call(`${again.url()}/readyz`)).status).toBe(200)
  })
})
