// The doors of a real server while its gate says that there is too much to do: who is refused, in which form, who is not.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createTurnAway } from '../../src/http/busy.ts'
import { problemOf } from '../../src/http/problem.ts'
import { trustsOf } from '../../src/http/proxies.ts'
import { createShares } from '../../src/http/shares.ts'
import { workOf } from '../../src/http/work.ts'
import type { Gate, Work } from '../../src/ports/gate.ts'
import { WORKS } from '../../src/ports/gate.ts'
import { Overloaded } from '../../src/ports/store-error.ts'
import { startServer, type TestServer } from '../server.ts'
import { call, chat, clientOf } from './client.ts'

const KEYS = { page: 'pk_page', secret: 'sk_secret', origins: ['https://shop.example'] }
let busyFrom: Work | null = null
let half = false
const refused: string[] = []
const gate: Gate = {
  isTooMuch: (work, share = 1) =>
    (busyFrom !== null && WORKS.indexOf(work) >= WORKS.indexOf(busyFrom)) || (half && share < 1),
  refuse: (work, whose) => {
    refused.push(`${work} ${whose}`)
    return { wait: 2400, whose }
  },
  run: (_work, _key, task) => task(),
  aside: (waiting) => waiting,
  isPressed: () => false,
}
const turnAway = createTurnAway({
  ...{ gate, keys: KEYS, trusts: trustsOf(1) },
  agents: new Set(['/slack/events']),
})
const slow: (() => void)[] = []
const server = createHttp((request, response) => {
  if (turnAway(request, response)) return
  if (request.headers['x-slow']) slow.push(() => response.end('late'))
  else response.end('done')
})
let url = ''
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  busyFrom = null
  half = false
  refused.length = 0
})
afterAll(() => server.close())

const ask = (path: string, key?: string, more: Readonly<Record<string, string>> = {}) =>
  call(url + path, { some: 'body' }, { ...(key && { authorization: `Bearer ${key}` }), ...more })

describe('while there is too much to do', () => {
  it('whoever is refused hears a problem, and after how many seconds to come again', async () => {
    busyFrom = 'looks'
    const answer = await ask('/v1/track?x=1', KEYS.page, { origin: 'https://shop.example' })
    expect(answer).toMatchObject({ status: 503, body: { code: 'overloaded', status: 503 } })
    expect(answer.type).toContain('application/problem+json')
    expect(answer.headers.get('retry-after')).toBe('3')
    // The page of the shop may read it.
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect(refused).toEqual(['looks all'])
  })

  it('the till and the desk go on while pages are refused, but not for who has not the key', async () => {
    busyFrom = 'talk'
    for (const path of ['/v1/redemptions', '/v1/locks/x', '/v1/validations', '/v1/points/spend'])
      expect((await ask(path, KEYS.secret)).status).toBe(200)
    expect((await ask('/desk/api/acts')).status).toBe(200)
    expect((await ask('/slack/events')).status).toBe(200)
    for (const key of [KEYS.page, 'guessed', undefined])
      expect((await ask('/v1/redemptions', key)).status).toBe(503)
    expect((await ask('/hooks/sms')).status).toBe(503)
    expect((await ask('/v1/track', KEYS.secret)).status).toBe(503)
    busyFrom = 'looks'
    expect((await ask('/v1/track', KEYS.secret)).status).toBe(200)
    busyFrom = 'money'
    expect((await ask('/v1/redemptions', KEYS.secret)).status).toBe(503)
  })

  it('whoever watches, and what costs nothing, is never refused', async () => {
    busyFrom = 'money'
    for (const path of ['/healthz', '/readyz', '/metrics', '/widget.js', '/desk'])
      expect((await ask(path)).status).toBe(200)
  })

  it('an address that has more than its share under way is refused first', async () => {
    const from = (address: string) => ({ 'x-forwarded-for': address })
    const waits = Array.from({ length: 30 }, () =>
      ask('/v1/track', KEYS.page, { ...from('203.0.113.1'), 'x-slow': '1' }),
    )
    const other = Array.from({ length: 3 }, (_, n) =>
      ask('/v1/track', KEYS.page, { ...from(`203.0.113.${n + 2}`), 'x-slow': '1' }),
    )
    await expect.poll(() => slow.length).toBe(33)
    half = true
    const flood = await ask('/v1/track', KEYS.page, from('203.0.113.1'))
    expect(flood).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
    expect(Number(flood.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask('/v1/track', KEYS.page, from('203.0.113.2'))).status).toBe(200)
    expect((await ask('/v1/track', KEYS.secret, from('203.0.113.1'))).status).toBe(200)
    for (const end of slow) end()
    await Promise.all([...waits, ...other])
    expect((await ask('/v1/track', KEYS.page, from('203.0.113.1'))).status).toBe(200)
  })

  it('one that is alone is nobody\u2019s flood', () => {
    const shares = createShares()
    for (let n = 0; n < 100; n++) shares.enter('one')
    expect(shares.isOver('one')).toBe(false)
    for (let n = 0; n < 9; n++) shares.enter(`other ${n}`)
    expect(shares.isOver('one')).toBe(true)
    for (let n = 0; n < 95; n++) shares.leave('one')
    expect(shares.isOver('one')).toBe(false)
  })

  it('what was let in and is refused at the gate says the same', () => {
    expect(problemOf(new Overloaded(4200, 'all'))).toMatchObject({
      status: 503,
      code: 'overloaded',
      after: 5,
    })
    expect(problemOf(new Overloaded(900, 'caller'))).toMatchObject({ status: 429, after: 1 })
  })

  it('every route of the shop\u2019s and the desk\u2019s doors has its place', () => {
    expect(workOf('/v1/points/spend/x/rollback', 'fact')).toBe('money')
    expect(workOf('/v1/batch', 'hint')).toBe('looks')
    expect(workOf('/v1/visitors', 'hint')).toBe('talk')
    expect(workOf('/v1/reports/x', 'fact')).toBe('looks')
    expect(workOf('/desk/api/reports', null)).toBe('looks')
    expect(workOf('/v1/signals', 'fact')).toBe('talk')
    expect(workOf('/assets/desk.js', null)).toBeNull()
  })
})

describe('a real server', () => {
  let real: TestServer
  beforeAll(async () => {
    real = await startServer()
  })
  afterAll(() => real.stop())

  it('lets a flood of looks neither fail nor hold up the till, and tells /metrics of it', async () => {
    const client = clientOf(real)
    const looks = Array.from({ length: 3000 }, (_, n) =>
      client.page('/v1/track', {
        ...{ messageId: randomUUID(), event: 'Product Added', anonymousId: `v${n % 900}` },
        properties: { product_id: 'mug', name: 'Mug', price: '390.00' },
      }),
    )
    const till = Array.from({ length: 20 }, (_, n) =>
      client.shop('/v1/validations', { code: `WB-${n}`, order: { id: 'x', total: '10.00' } }),
    )
    const answers = await Promise.all(looks)
    expect(new Set((await Promise.all(till)).map(({ status }) => status))).toEqual(new Set([200]))
    const statuses = new Set(answers.map(({ status }) => status))
    for (const status of statuses) expect([200, 429, 503]).toContain(status)
    for (const { status, headers } of answers)
      if (status !== 200) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    const { body } = await client.shop('/metrics')
    expect(body).toMatch(/winback_queue_seconds_count\{work="looks"\} [1-9]/)
    expect(body).toMatch(/winback_queue_seconds_count\{work="money"\} [1-9]/)
    expect(body).toContain('# TYPE winback_refused_total counter')
  })

  it('lets a shopper who says too much at once by the chat say the rest again, and loses no word', async () => {
    const talk = await chat(real, undefined)
    const words = Array.from({ length: 6 }, (_, n) => ({
      ...{ kind: 'say', id: randomUUID() },
      text: `word ${n}`,
    }))
    for (const word of words) talk.say(word)
    await talk.until(() =>
      words.every(({ id }) => talk.heard.some((says) => says.kind === 'heard' && says.id === id))
        ? true
        : undefined,
    )
    talk.close()
  })

  it('lets go of a connection that says nothing, and of one that trickles its headers', {
    timeout: 60_000,
  }, async () => {
    const { port } = new URL(real.url())
    const silent = connect(Number(port), '127.0.0.1')
    const slow = connect(Number(port), '127.0.0.1')
    slow.write('POST /v1/track HTTP/1.1\r\nHost: x\r\n')
    const drip = setInterval(() => slow.writable && slow.write('x-more: 1\r\n'), 500)
    let said = ''
    slow.on('data', (text) => {
      said += text
    })
    for (const socket of [silent, slow]) socket.on('error', () => {})
    silent.resume()
    await Promise.all([once(silent, 'close'), once(slow, 'close')])
    clearInterval(drip)
    expect(said).toContain('408')
  })

  it('has a bounded room for bodies that come in, and frees it', async () => {
    const { port } = new URL(real.url())
    const open = () => {
      const socket = connect(Number(port), '127.0.0.1')
      socket.on('error', () => {})
      socket.write(
        `POST /v1/batch HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${real.pageKey}\r\n` +
          'Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{"batch":',
      )
      return socket
    }
    const sockets = Array.from({ length: 140 }, open)
    const first = (socket: (typeof sockets)[number]) =>
      new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))))
    const told = await Promise.race(sockets.map(first))
    expect(told).toMatch(/^HTTP\/1\.1 (429|503)/)
    expect(told).toMatch(/retry-after: \d/i)
    for (const socket of sockets) socket.destroy()
    await expect
      .poll(
        async () => (await clientOf(real).shop('/v1/batch', { batch: [{ a: 'x'.repeat(50_000) }] })).status,
      )
      .toBe(200)
  })
})
