import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { clientOf } from './client.ts'

let server: TestServer
let client: ReturnType<typeof clientOf>
beforeAll(async () => {
  server = await startServer()
  client = clientOf(server)
})
afterAll(() => server.stop())

const event = (name: string, properties: object, more: object = {}) => ({
  ...{ messageId: randomUUID(), event: name, anonymousId: 'visitor-1', properties },
  ...more,
})
const ORDER = { order_id: 'A-1', products: [{ product_id: 'mug', price: '390.00', quantity: 2 }] }

describe('POST /v1/track', () => {
  it('counts a look, accepts a cart, and knows a repeat', async () => {
    const viewed = event('Product Viewed', { product_id: 'mug' })
    expect((await client.page('/v1/track', viewed)).body).toEqual({ status: 'counted' })
    expect((await client.page('/v1/track', viewed)).body).toEqual({ status: 'repeat' })
    const added = event('Product Added', { product_id: 'mug', price: 390 })
    expect((await client.page('/v1/track', added)).body).toEqual({ status: 'accepted' })
    expect((await client.page('/v1/track', added)).body).toEqual({ status: 'repeat' })
  })

  it('refuses other content under the same id', async () => {
    const first = event('Product Added', { product_id: 'mug', price: 390 })
    await client.page('/v1/track', first)
    const other = { ...first, properties: { product_id: 'lamp', price: 1490 } }
    expect(await client.page('/v1/track', other)).toMatchObject({ status: 409, body: { code: 'id_reused' } })
  })

  it('believes an order of the shop only', async () => {
    const order = event('Order Completed', ORDER)
    expect(await client.page('/v1/track', order)).toMatchObject({ status: 403, body: { code: 'page_key' } })
    expect((await client.shop('/v1/track', order)).body).toEqual({ status: 'accepted' })
  })

  it('keeps ids of the page and of the shop apart: a page can not use up the id of an order', async () => {
    const messageId = 'order-77'
    await client.page('/v1/track', event('Product Viewed', { product_id: 'mug' }, { messageId }))
    const order = event('Order Completed', { ...ORDER, order_id: 'A-77' }, { messageId })
    expect((await client.shop('/v1/track', order)).body).toEqual({ status: 'accepted' })
  })

  it('takes the page at its word for visitors only, never for a customer of the shop', async () => {
    const added = event(
      'Product Added',
      { product_id: 'mug', price: 390 },
      { anonymousId: null, userId: 'u1' },
    )
    expect((await client.page('/v1/track', added)).status).toBe(400)
    expect((await client.shop('/v1/track', added)).status).toBe(200)
  })

  it.each([
    ['another currency', { product_id: 'mug', price: 390, currency: 'EUR' }, 'properties.currency'],
    ['a sum that is none', { product_id: 'mug', price: 'cheap' }, 'properties.price'],
    ['a negative sum', { product_id: 'mug', price: -1 }, 'properties.price'],
    ['half a piece', { product_id: 'mug', price: 1, quantity: 0.5 }, 'properties.quantity'],
  ])('refuses %s, saying where', async (_, properties, path) => {
    const { status, body } = await client.page('/v1/track', event('Product Added', properties))
    expect(status).toBe(400)
    expect(body.errors[0].path).toBe(path)
  })

  it('names the events that it knows when it meets one that it does not', async () => {
    const { status, body } = await client.shop('/v1/track', event('Order Complete', ORDER))
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'unknown_event' })
    expect(body.errors[0].message).toContain('Order Completed')
  })

  it('refuses a fact from the future and one that is too old', async () => {
    const at = (days: number) => ({ timestamp: new Date(Date.now() + days * 86_400_000).toISOString() })
    const future = await client.shop('/v1/track', event('Order Completed', ORDER, at(2)))
    expect(future).toMatchObject({ status: 400, body: { code: 'in_the_future' } })
    const old = await client.shop('/v1/track', event('Order Completed', ORDER, at(-31)))
    expect(old).toMatchObject({ status: 422, body: { code: 'too_old' } })
  })

  it('knows GA4 names too', async () => {
    const added = event('add_to_cart', {
      items: [{ item_id: 'mug', item_name: 'Mug', price: 390, quantity: 1 }],
    })
    expect((await client.page('/v1/track', added)).status).toBe(200)
    const bought = event('purchase', {
      transaction_id: 'G-1',
      value: 390,
      items: [{ item_id: 'mug', price: 390 }],
    })
    expect((await client.shop('/v1/track', bought)).status).toBe(200)
  })
})

describe('POST /v1/identify and /v1/batch', () => {
  it('a page may say the language, not who somebody is', async () => {
    const who = (traits: object) => ({ messageId: randomUUID(), anonymousId: 'visitor-2', traits })
    expect((await client.page('/v1/identify', who({ language: 'uk' }))).status).toBe(200)
    const refused = await client.page('/v1/identify', who({ email: 'a@b.example' }))
    expect(refused).toMatchObject({ status: 403, body: { errors: [{ path: 'traits.email' }] } })
    expect((await client.shop('/v1/identify', who({ email: 'a@b.example', name: 'Olena' }))).status).toBe(200)
  })

  it('each event of a batch is answered for itself', async () => {
    const batch = [
      event('Product Added', { product_id: 'mug', price: 390 }),
      event('Nothing', {}),
      { type: 'identify', messageId: randomUUID(), anonymousId: 'visitor-1', traits: { language: 'en' } },
    ]
    const { status, body } = await client.shop('/v1/batch', { batch })
    expect(status).toBe(200)
    expect(body.results.map((one: { status: string }) => one.status)).toEqual([
      'accepted',
      'refused',
      'accepted',
    ])
    expect(body.results[1].problem.code).toBe('unknown_event')
  })
})
