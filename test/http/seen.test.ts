import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { deviceOfAgent } from '../../src/http/device.ts'
import { sourceOf } from '../../src/http/seen.ts'
import { createCountries } from '../../src/start/countries.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { startServer, type TestServer } from '../server.ts'
import { clientOf } from './client.ts'
import { signIn } from './desk-client.ts'

const PHONE =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36'
const TABLET =
  'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1'
const COMPUTER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ WINBACK_PROXIES: '127.0.0.1' })
})
afterAll(() => server.stop())

const shoppers = async () => {
  const store = await openSqliteStore(`${server.folder}/data/winback.db`, { readonly: true })
  const found = []
  for await (const text of store.records.shoppers()) found.push(text)
  await store.close()
  return found
}
const shopperAt = async (id: string) =>
  (await shoppers())
    .map((text) => JSON.parse(text))
    .find(({ addresses }) => addresses.some((one: { id: string }) => one.id === id))

const add = (anonymousId: string, context?: object) => ({
  ...{ messageId: randomUUID(), event: 'Product Added', anonymousId, ...(context && { context }) },
  properties: { product_id: 'mug', price: 390 },
})
const ukraine = { 'x-forwarded-for': '198.51.100.9, 91.198.10.1' }

describe('what a door sees of its sender', () => {
  it("is a page's device, country and campaign, and not its address", async () => {
    const client = clientOf(server)
    const context = {
      page: { url: 'https://shop.example/?utm_source=news', referrer: 'https://www.google.com/' },
    }
    await client.page('/v1/track', add('seen-1', context), { 'user-agent': PHONE, ...ukraine })
    const seen = { device: 'phone', region: 'UA', source: 'news' }
    expect((await shopperAt('seen-1')).seen).toEqual(seen)
    // Agents see it too.
    const agent = await signIn(server)
    const { shopper } = (await agent.post('find', { by: 'visitor', id: 'seen-1' })).body
    expect((await agent.get(`shoppers/${shopper}`)).body.shopper).toMatchObject(seen)
    expect((await shoppers()).join()).not.toContain('91.198.10.1')
  })

  it('is remembered from the page that one landed on until something is put into the cart', async () => {
    const client = clientOf(server)
    const context = { page: { url: 'https://shop.example/?utm_source=ad', search: '?utm_source=ad' } }
    const looked = { messageId: randomUUID(), anonymousId: 'seen-0', name: 'Home', context }
    expect((await client.page('/v1/page', looked)).body.status).toBe('counted')
    await client.page('/v1/track', add('seen-0', { page: { url: 'https://shop.example/mug' } }))
    expect((await shopperAt('seen-0')).seen.source).toBe('ad')
  })

  it("is what the shop's server says of its customer, never the server's own", async () => {
    const client = clientOf(server)
    const context = { ip: '91.198.10.1', userAgent: TABLET, campaign: { source: 'mail' } }
    const headers = { 'user-agent': COMPUTER, 'x-forwarded-for': '8.8.8.8' }
    await client.shop('/v1/track', add('seen-2', context), headers)
    expect((await shopperAt('seen-2')).seen).toEqual({ device: 'tablet', region: 'UA', source: 'mail' })
    await client.shop('/v1/track', add('seen-3'), headers)
    expect((await shopperAt('seen-3')).seen).toBeUndefined()
  })

  it("does not go over the shop's word", async () => {
    const client = clientOf(server)
    const told = {
      messageId: randomUUID(),
      anonymousId: 'seen-4',
      traits: { region: 'Kyiv', source: 'friend' },
    }
    await client.shop('/v1/identify', told)
    await client.page('/v1/track', add('seen-4'), { 'user-agent': PHONE, ...ukraine })
    expect(await shopperAt('seen-4')).toMatchObject({
      traits: { region: 'Kyiv', source: 'friend' },
      seen: { device: 'phone', region: 'UA' },
    })
  })

  it('is known of a chat as well, from the request that opens its socket', async () => {
    const { visitor, token } = await clientOf(server).visitor()
    const url = `${server.url().replace('http', 'ws')}/v1/chat?key=${server.pageKey}`
    const socket = new WebSocket(url, { headers: { 'user-agent': PHONE, ...ukraine } })
    await new Promise((resolve) => socket.once('open', resolve))
    socket.send(JSON.stringify({ kind: 'hello', token, last: 0, lang: 'en' }))
    socket.send(JSON.stringify({ kind: 'say', id: randomUUID(), text: 'hello' }))
    await new Promise<void>((resolve) => {
      socket.on('message', (data) => JSON.parse(data.toString()).kind === 'heard' && resolve())
    })
    socket.close()
    expect((await shopperAt(visitor)).seen).toEqual({ device: 'phone', region: 'UA' })
  })
})

describe('reading it', () => {
  it('tells a phone from a tablet and a computer, and takes a program for none of them', () => {
    expect([PHONE, TABLET, COMPUTER, 'curl/8.5.0', '', '\u0000'].map(deviceOfAgent)).toEqual([
      ...['phone', 'tablet', 'computer'],
      ...[undefined, undefined, undefined],
    ])
  })

  it('takes the campaign before the page that one came from, and the shop itself for no source', () => {
    const page = (url: string, referrer?: string) => sourceOf({ page: { url, referrer } })
    expect(page('https://shop.example/?utm_source=ad', 'https://t.co/x')).toBe('ad')
    expect(page('https://shop.example/', 'https://www.t.co/x')).toBe('t.co')
    expect(page('https://shop.example/a', 'https://shop.example/')).toBeUndefined()
    for (const odd of [null, 7, {}, { page: 7 }, { page: { url: '%', referrer: '%', search: 7 } }])
      expect(sourceOf(odd)).toBeUndefined()
  })

  it('knows the country of a public address only', () => {
    const countryOf = createCountries()
    expect(['91.198.10.1', '::ffff:91.198.10.1', '8.8.8.8'].map(countryOf)).toEqual(['UA', 'UA', 'US'])
    for (const address of [
      '10.1.2.3',
      '127.0.0.1',
      '::1',
      'fe80::1%eth0',
      '999.1.1.1',
      'x',
      '',
      '1.2.3',
      ':::',
    ])
      expect(countryOf(address)).toBeUndefined()
  })
})
