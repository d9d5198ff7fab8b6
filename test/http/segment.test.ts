// The client that Segment itself publishes, pointed at us.
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { Analytics } from '@segment/analytics-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from '../../src/core/document.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { startServer, type TestServer } from '../server.ts'
import { call, clientOf } from './client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const product = { product_id: 'backpack', name: 'Backpack', price: 2690, quantity: 1, currency: 'UAH' }

/** What of `user` lies in the store, as another reader finds it. */
const shopperOf = async (email: string) => {
  const store = await openSqliteStore(`${server.folder}/data/winback.db`, { readonly: true })
  const found = []
  for await (const text of store.records.shoppers()) {
    const shopper = readDocument(text)
    if (shopper.traits.email === email) found.push(shopper)
  }
  await store.close()
  return found
}

const tell = async (analytics: Analytics, user: { userId: string; anonymousId: string }, email: string) => {
  const context = {
    campaign: { source: 'newsletter', name: 'november', medium: 'email', term: '', content: '' },
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148',
    ip: '91.198.10.1',
    locale: 'uk-UA',
  }
  const birthday = new Date('1990-05-01')
  const traits = { firstName: 'Olena', lastName: 'Koval', email, phone: '+380 67 123 45 67', birthday }
  analytics.identify({ ...user, traits, context })
  analytics.page({ ...user, name: 'Home', context })
  analytics.track({ ...user, event: 'Product Added', properties: product, context })
  analytics.group({ ...user, groupId: 'g' })
  analytics.alias({ userId: user.userId, previousId: user.anonymousId })
  analytics.track({ ...user, event: 'Clicked a Banner', properties: {} })
  analytics.track({
    ...user,
    event: 'Order Completed',
    properties: { order_id: `order of ${email}`, total: 2690, currency: 'UAH', products: [product] },
  })
  await analytics.closeAndFlush()
}

const IS_TOLD_ONCE = {
  traits: {
    name: 'Olena Koval',
    email: '',
    phone: '+380 67 123 45 67',
    birthday: '1990-05-01',
    language: 'uk',
  },
  seen: { device: 'phone', region: 'UA', source: 'newsletter' },
  orders: { count: 1, sum: 269_000 },
  cart: null,
}

describe("Segment's client for servers", () => {
  it('tells a whole story, and each part of it counts once', async () => {
    const host = server.url()
    const analytics = new Analytics({ writeKey: server.secretKey, host, flushAt: 3, flushInterval: 50 })
    const failed: unknown[] = []
    analytics.on('error', (error) => failed.push(error))
    await tell(analytics, { userId: '42', anonymousId: 'visitor-42' }, 'olena@example.com')
    expect(failed).toEqual([])
    const [shopper, ...more] = await shopperOf('olena@example.com')
    expect(more).toEqual([])
    expect(shopper).toMatchObject({
      ...IS_TOLD_ONCE,
      traits: { ...IS_TOLD_ONCE.traits, email: 'olena@example.com' },
    })
    const visitor = { channel: 'web', id: 'visitor-42' }
    const email = { channel: 'email', id: 'olena@example.com' }
    expect(shopper?.addresses).toEqual([{ channel: 'user', id: '42' }, visitor, email])
  })

  it('sends again what was answered into the void, and it still counts once', async () => {
    // Between the two stands a door that loses the first answer of each batch, though the server has taken it.
    let lost = 0
    const seen = new Set<string>()
    const between = createServer((incoming, outgoing) => {
      const parts: Buffer[] = []
      incoming.on('data', (part) => parts.push(part))
      incoming.on('end', () => {
        const target = new URL(incoming.url ?? '/', server.url())
        const onward = httpRequest(target, { method: 'POST', headers: incoming.headers }, (answer) => {
          answer.resume().on('end', () => {
            const body = JSON.parse(Buffer.concat(parts).toString())
            const key = body.batch.map((one: { messageId: string }) => one.messageId).join()
            if (seen.has(key)) return outgoing.writeHead(answer.statusCode ?? 0).end('{}')
            seen.add(key)
            lost += 1
            outgoing.writeHead(502).end()
          })
        })
        onward.end(Buffer.concat(parts))
      })
    })
    await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve))
    const host = `http://127.0.0.1:${(between.address() as AddressInfo).port}`
    const analytics = new Analytics({ writeKey: server.secretKey, host, path: '/v1/import', flushAt: 20 })
    await tell(analytics, { userId: '43', anonymousId: 'visitor-43' }, 'taras@example.com')
    between.close()
    expect(lost).toBe(1)
    const [shopper, ...more] = await shopperOf('taras@example.com')
    expect(more).toEqual([])
    expect(shopper).toMatchObject({ orders: { count: 1, sum: 269_000 }, cart: null })
  })

  it('hears of a wrong key at once', async () => {
    const settings = { writeKey: 'sk_of_somebody_else', host: server.url(), maxRetries: 0 }
    const analytics = new Analytics(settings)
    const failed: unknown[] = []
    analytics.on('error', (error) => failed.push(error))
    analytics.track({ userId: '1', event: 'Signed In' })
    await analytics.closeAndFlush()
    expect(String((failed[0] as { reason: unknown }).reason)).toContain('401')
  })
})

describe("what Segment's clients send", () => {
  const at = (ms: number) => new Date(Date.now() + ms).toISOString()
  const batch = (events: unknown[], more: object = {}) =>
    clientOf(server).shop('/v1/batch', { batch: events, ...more })
  const statuses = async (answer: ReturnType<typeof batch>) =>
    (await answer).body.results.map((one: { status: string }) => one.status)

  it('is answered part by part: what we do not use is ignored, what is wrong is refused', async () => {
    const who = { anonymousId: 'v-parts' }
    const events = [
      { type: 'track', messageId: '1', event: 'Product Added', properties: product, ...who },
      { type: 'page', messageId: '2', name: 'Home', ...who },
      { type: 'group', messageId: '3', groupId: 'g', ...who },
      { type: 'track', messageId: '4', event: 'Application Opened', ...who },
      { type: 'track', messageId: '5', event: 'Order Complete', ...who },
      { type: 'dance', messageId: '6', ...who },
      { type: 'track', messageId: '1', event: 'Product Added', properties: product, ...who },
      7,
    ]
    const wanted = ['accepted', 'accepted', 'ignored', 'ignored', 'refused', 'refused', 'repeat', 'refused']
    expect(await statuses(batch(events))).toEqual(wanted)
  })

  it('comes packed too, and with the key in the body, and as plain text from a page', async () => {
    const event = (messageId: string) => ({
      messageId,
      event: 'Product Viewed',
      anonymousId: 'v-packed',
      properties: product,
    })
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const packed = await fetch(`${server.url()}/v1/batch`, {
      ...{ method: 'POST', headers },
      body: gzipSync(JSON.stringify({ batch: [event('z1')], writeKey: server.pageKey })),
    })
    expect(await packed.json()).toEqual({ results: [{ status: 'counted' }] })
    const text = { 'content-type': 'text/plain' }
    const plain = await call(`${server.url()}/v1/t`, { ...event('z2'), writeKey: server.pageKey }, text)
    expect(plain).toMatchObject({ status: 200, body: { status: 'counted' } })
    const broken = await fetch(`${server.url()}/v1/batch`, { method: 'POST', headers, body: 'not packed' })
    expect(await broken.json()).toMatchObject({ status: 400, code: 'invalid_gzip' })
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, 0x20))
    const large = await fetch(`${server.url()}/v1/batch`, { method: 'POST', headers, body: bomb })
    expect(await large.json()).toMatchObject({ status: 413, code: 'too_large' })
  })

  it('is put right where its clock is wrong, by the time at which it was sent', async () => {
    const order = (messageId: string, more: object) => ({
      ...{ type: 'track', messageId, event: 'Order Completed', userId: `clock-${messageId}` },
      properties: { order_id: messageId, total: 100 },
      ...more,
    })
    const days = 86_400_000
    // A clock that is two days ahead: the order was a minute before it was sent.
    const ahead = { timestamp: at(2 * days - 60_000) }
    expect(await statuses(batch([order('c1', ahead)], { sentAt: at(2 * days) }))).toEqual(['accepted'])
    const refused = await batch([order('c2', ahead)])
    expect(refused.body.results[0]).toMatchObject({ status: 'refused', problem: { code: 'in_the_future' } })
    // One that is 40 days behind.
    const behind = { originalTimestamp: at(-40 * days - 60_000), sentAt: at(-40 * days) }
    expect(await statuses(batch([order('c3', behind)]))).toEqual(['accepted'])
  })
})
