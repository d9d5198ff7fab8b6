import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { ALPHABET, formatCode } from '../../src/core/codes/code-text.ts'
import { createAdmission } from '../../src/http/admission.ts'
import { createPace } from '../../src/http/pace.ts'
import { senderOf, trustsOf, wrongProxy } from '../../src/http/proxies.ts'
import { createTries } from '../../src/http/tries.ts'
import { startServer, type TestServer } from '../server.ts'
import { clientOf, shopperWithCode } from './client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ WINBACK_PROXIES: '1' })
})
afterAll(() => server.stop())

const from = (address: string) => ({ 'x-forwarded-for': address })

/** So many requests in one go on one connection; their statuses, and the last answer. */
const knock = async (times: number, key: string, address: string) => {
  const { hostname, port } = new URL(server.url())
  const head = `POST /v1/visitors HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${address}\r\nAuthorization: Bearer ${key}\r\n`
  const one = `${head}Content-Length: 0\r\n\r\n`
  const last = `${head}Content-Length: 0\r\nConnection: close\r\n\r\n`
  const socket = connect(Number(port), hostname)
  let told = ''
  socket.setEncoding('utf8').on('data', (text: string) => {
    told += text
  })
  socket.write(one.repeat(times - 1) + last)
  await once(socket, 'close')
  return { statuses: [...told.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status)), told }
}

describe('one address', () => {
  it('may knock often, and is told when it is too often; others and the shop itself are not held up', async () => {
    const { statuses, told } = await knock(3000, server.pageKey, '203.0.113.7')
    expect(statuses).toHaveLength(3000)
    expect(statuses.slice(0, 300)).toEqual(Array(300).fill(201))
    expect(new Set(statuses)).toEqual(new Set([201, 429]))
    expect(told).toMatch(/retry-after: [1-9]/i)
    expect(told).toContain('"code":"too_many_requests"')
    expect((await knock(1, server.pageKey, '203.0.113.8')).statuses).toEqual([201])
    const shop = await knock(3000, server.secretKey, '203.0.113.7')
    expect(new Set(shop.statuses)).toEqual(new Set([201]))
  })

  it('guesses keys no faster', async () => {
    const { statuses } = await knock(3000, 'sk_test_guessed', '203.0.113.20')
    expect(new Set(statuses)).toEqual(new Set([401, 429]))
  })

  it('may open so many sockets of the chat', async () => {
    const url = `${server.url().replace('http', 'ws')}/v1/chat?key=${server.pageKey}`
    const open = () =>
      new Promise<WebSocket | number>((resolve) => {
        const socket = new WebSocket(url, { headers: from('203.0.113.9') })
        socket.once('open', () => resolve(socket))
        socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
        socket.on('error', () => {})
      })
    const opened = await Promise.all(Array.from({ length: 110 }, open))
    expect(opened.filter((one) => one === 429)).toHaveLength(10)
    for (const one of opened) if (typeof one !== 'number') one.close()
  })

  it('gets its pace back with time, and no more than a bounded number of addresses is kept', () => {
    let now = 0
    const pace = createPace(() => now, { atOnce: 2, aSecond: 1 }, 2)
    expect([1, 2, 3].map(() => pace.wait('203.0.113.1'))).toEqual([0, 0, 1000])
    now = 1000
    expect([1, 2].map(() => pace.wait('203.0.113.1'))).toEqual([0, 1000])
    pace.wait('203.0.113.2')
    pace.wait('203.0.113.3')
    expect(pace.wait('203.0.113.1')).toBe(0)
    expect([1, 2, 3].map((n) => pace.wait(`2001:db8:1:2::${n}`))).toEqual([0, 0, 1000])
    expect(Array.from({ length: 40 }, () => pace.wait('10.0.0.1')).every((wait) => wait === 0)).toBe(true)
  })

  it('frees its place when a socket closes', () => {
    const admit = createAdmission((address: string) => address, { ofOne: 1, ofLocal: 9, inAll: 2 })
    const leave = admit('203.0.113.1')
    expect(admit('203.0.113.1')).toBeNull()
    expect(admit('203.0.113.2')).not.toBeNull()
    expect(admit('203.0.113.3')).toBeNull()
    leave?.()
    expect(admit('203.0.113.1')).not.toBeNull()
  })
})

describe('proxies', () => {
  const asked = (remoteAddress: string, said?: string) =>
    ({ socket: { remoteAddress }, headers: said ? { 'x-forwarded-for': said } : {} }) as never

  it('are believed only where they are named: by number, address or network', () => {
    expect(senderOf(asked('203.0.113.1', '8.8.8.8'), trustsOf([]))).toBe('203.0.113.1')
    expect(senderOf(asked('::ffff:127.0.0.1', '1.1.1.1, 8.8.8.8'), trustsOf(1))).toBe('8.8.8.8')
    expect(senderOf(asked('10.0.0.1', '1.1.1.1, 8.8.8.8, 10.9.9.9'), trustsOf(['10.0.0.0/8']))).toBe(
      '8.8.8.8',
    )
    expect(senderOf(asked('::1', '8.8.8.8'), trustsOf(['::1', '10.0.0.0/8']))).toBe('8.8.8.8')
    expect(senderOf(asked('203.0.113.1', 'garbage'), trustsOf(2))).toBe('garbage')
  })

  it('are named rightly, or the start says which is not', () => {
    expect(wrongProxy(['10.0.0.0/8', '::1', 'fc00::/7', '192.0.2.1'])).toBeNull()
    for (const wrong of ['10.0.0.0/33', 'proxy', '1.2.3', '10.0.0.0/8/8', '10.0.0.0/x', '300.1.1.1'])
      expect(wrongProxy(['127.0.0.1', wrong])).toBe(wrong)
  })
})

describe('guessing codes', () => {
  it('ends for a while after some wrong ones, for this shopper only, whatever it types then', async () => {
    const client = clientOf(server)
    const { visitor, code } = await shopperWithCode(server)
    const ask = (typed: string, anonymousId: string) =>
      client.shop('/v1/validations', {
        ...{ code: typed, order: { id: 'x', total: '2690.00' }, shopper: { anonymousId } },
      })
    // A typo, which the check symbol shows, is no guess.
    for (let n = 0; n < 20; n += 1)
      expect((await ask('ZT-2345-6789-CHKL', visitor)).body.reason).toBe('not_found')
    for (let n = 0; n < 10; n += 1)
      expect((await ask(formatCode('ZT', `2345678CH2${ALPHABET[n]}`), visitor)).body.reason).toBe('not_found')
    const locked = await ask(code, visitor)
    expect(locked.body).toMatchObject({ valid: false, reason: 'too_many_tries' })
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(60)
    const used = await client.redeem('locked-1', {
      code,
      order: { id: 'L-1', total: '2690.00' },
      shopper: { anonymousId: visitor },
    })
    expect(used).toMatchObject({ status: 429, body: { code: 'too_many_tries' } })
    expect((await ask('ZT-AAAA-BBBB-CCCC', 'somebody-else')).body.reason).toBe('not_found')
  })

  it('of passwords is forgotten with time, and by a right one', () => {
    let now = 0
    const tries = createTries(() => now, 10, 15 * 60_000)
    const buyer = 'user:1'
    const wrong = (times: number) => Array.from({ length: times }, () => tries.wrong(buyer))
    wrong(9)
    tries.right(buyer)
    wrong(9)
    expect(tries.wait(buyer)).toBe(0)
    now += 16 * 60_000
    wrong(9)
    expect(tries.wait(buyer)).toBe(0)
    wrong(1)
    expect(tries.wait(buyer)).toBeGreaterThan(0)
    now += 15 * 60_000
    expect(tries.wait(buyer)).toBe(0)
  })
})
