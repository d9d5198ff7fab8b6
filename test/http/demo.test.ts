import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { call, clientOf, shopperWithCode } from './client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const LINES = [{ id: 'backpack', quantity: 1 }]
const CONTACT = { name: 'Olha', email: 'Olha@Example.com', city: 'Lviv' }

describe('the demo shop', () => {
  it("shows what a code takes off, takes the order with it, and says why it can't a second time", async () => {
    const { code, visitor } = await shopperWithCode(server)
    const quote = await call(`${server.url()}/demo/quotes`, { visitor, lines: LINES, code })
    expect(quote.body).toMatchObject({ goods: 269_000, discount: 40_350, code: { valid: true } })
    const request = randomUUID()
    const order = { request, visitor, lines: LINES, code, contact: CONTACT }
    const placed = await call(`${server.url()}/demo/orders`, order)
    expect(placed.body).toMatchObject({ placed: true, quote: { discount: 40_350 } })
    const again = await call(`${server.url()}/demo/orders`, order)
    expect(again.body).toEqual(placed.body)
    const second = await call(`${server.url()}/demo/orders`, { ...order, request: randomUUID() })
    expect(second.body).toMatchObject({ placed: false, reason: 'redeemed' })
  })

  it('has a clock that goes forward only, and stays forward over a restart', async () => {
    const client = clientOf(server)
    const before = Date.parse((await call(`${server.url()}/demo/clock`)).body.now)
    await client.forward('2d')
    await server.restart()
    const after = Date.parse((await call(`${server.url()}/demo/clock`)).body.now)
    expect(after - before).toBeGreaterThanOrEqual(2 * 86_400_000)
    for (const forward of ['-1d', '0m', 'tomorrow', '9999w'])
      expect((await client.forward(forward)).status).toBe(400)
  })

  it('is not there once a shop is configured, nor its clock', async () => {
    const shop = await startServer({
      ...{ WINBACK_STOREFRONT: 'api', WINBACK_KEY: Buffer.alloc(32, 5).toString('base64') },
    })
    for (const path of ['/', '/demo/shop', '/demo/clock', '/assets/shop.js']) {
      expect((await call(shop.url() + path)).status).toBe(404)
    }
    expect((await call(`${shop.url()}/widget.js`)).status).toBe(200)
    expect(shop.about()).not.toContain(shop.secretKey)
    await shop.stop()
  })
})
