// The demo shop's doors beyond the first order: stock, cancelling, mistakes, the catalogue, other currencies.
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compose } from '../../src/main.ts'
import { newFolder, startServer, type TestServer, testConfig } from '../server.ts'
import { call, clientOf, shopperWithCode } from './client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const CONTACT = { name: 'Olha', email: 'olha@example.com', city: 'Lviv' }
const post = (path: string, body: unknown) => call(server.url() + path, body)
const wishOf = (visitor: string, more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ request: randomUUID(), visitor, contact: CONTACT, lines: [{ id: 'mug', quantity: 1 }] },
  ...more,
})

describe("the demo shop's orders", () => {
  it('a cancelled order gives its code back, and only its own browser can cancel it', async () => {
    const { code, visitor } = await shopperWithCode(server)
    const wish = wishOf(visitor, { code, lines: [{ id: 'backpack', quantity: 1 }] })
    const { number } = (await post('/demo/orders', wish)).body
    const cancel = `/demo/orders/${number}/cancel`
    expect((await post(cancel, { visitor: 'somebody-else' })).status).toBe(404)
    expect((await post(cancel, { visitor })).status).toBe(200)
    expect((await post(cancel, { visitor })).status).toBe(200)
    const { orders } = (await post('/demo/orders/list', { visitor })).body
    expect(orders).toMatchObject([{ number, state: 'cancelled' }])
    const quote = { visitor, lines: wish.lines, code }
    expect((await post('/demo/quotes', quote)).body.code).toMatchObject({ valid: true })
  })

  it('sells no more than there is, and says how many are left', async () => {
    const { visitor } = await clientOf(server).visitor()
    const lines = [{ id: 'watch', quantity: 2 }]
    const much = wishOf(visitor, { lines: [{ id: 'watch', quantity: 3 }] })
    const left = { placed: false, reason: 'stock', items: [{ id: 'watch', left: 2 }] }
    expect((await post('/demo/orders', much)).body).toEqual(left)
    // Two at once for the last pieces: one gets them.
    const both = await Promise.all([
      post('/demo/orders', wishOf(visitor, { lines })),
      post('/demo/orders', wishOf(visitor, { lines })),
    ])
    expect(both.map(({ body }) => body.placed).toSorted()).toEqual([false, true])
  })

  it('the same try sent twice at once is one order; another total than was seen is none', async () => {
    const { visitor } = await clientOf(server).visitor()
    const wish = wishOf(visitor)
    const both = await Promise.all([post('/demo/orders', wish), post('/demo/orders', wish)])
    expect(both[0]!.body).toEqual(both[1]!.body)
    const seen = wishOf(visitor, { expects: 1 })
    expect((await post('/demo/orders', seen)).body).toMatchObject({ placed: false, reason: 'changed' })
    expect((await post('/demo/orders/list', { visitor })).body.orders).toHaveLength(1)
  })

  it('names what is wrong with what the page sent', async () => {
    const { visitor } = await clientOf(server).visitor()
    const wrong = { name: '', email: 'nobody', city: 'Lviv' }
    const { status, body } = await post('/demo/orders', wishOf(visitor, { contact: wrong }))
    expect(status).toBe(400)
    const paths = body.errors.map((fault: { path: string }) => fault.path)
    expect(paths).toEqual(['contact.name', 'contact.email'])
    const twice = [1, 2].map((quantity) => ({ id: 'mug', quantity }))
    expect((await post('/demo/quotes', { visitor, lines: twice })).body.errors[0].path).toBe('lines')
  })

  it('a book that can not be written is said so, and nothing is half taken', async () => {
    const { code, visitor } = await shopperWithCode(server)
    const wish = wishOf(visitor, { code, lines: [{ id: 'backpack', quantity: 1 }] })
    const book = join(server.folder, 'data', 'demo-orders.jsonl')
    renameSync(book, `${book}.aside`)
    mkdirSync(book)
    const refused = await post('/demo/orders', wish)
    expect(refused).toMatchObject({ status: 503, body: { code: 'order_book' } })
    expect(refused.type).toContain('application/problem+json')
    const quote = { visitor, lines: wish.lines, code }
    expect((await post('/demo/quotes', quote)).body.code).toMatchObject({ valid: true })
    rmSync(book, { recursive: true })
    renameSync(`${book}.aside`, book)
    expect((await post('/demo/orders', wish)).body).toMatchObject({ placed: true })
  })

  it('orders and sign-ins stay over a restart; a token that we did not sign is nobody', async () => {
    const { visitor } = await clientOf(server).visitor()
    const { number } = (await post('/demo/orders', wishOf(visitor))).body
    const person = { request: randomUUID(), visitor, name: 'Ivan', email: ' Ivan@Example.com '.trim() }
    const { session, email } = (await post('/demo/sign-in', person)).body
    expect(email).toBe('ivan@example.com')
    await server.restart()
    expect((await post('/demo/orders/list', { visitor })).body.orders).toMatchObject([{ number }])
    const lines = [{ id: 'mug', quantity: 1 }]
    for (const token of [session, `${session}x`, 'e30.e30', '..', '']) {
      expect((await post('/demo/quotes', { visitor, lines, session: token, code: 'ZT-1' })).status).toBe(200)
    }
  })
})

describe('the demo shop in another currency', () => {
  for (const [currency, price] of [
    ['JPY', 390],
    ['EUR', 39_000],
    ['KWD', 390_000],
  ] as const) {
    it(`counts in the minor units of ${currency}, and Winback in the same`, async () => {
      const folder = newFolder()
      const flows = join(folder, 'flows')
      for (const file of readdirSync(flows, { recursive: true, encoding: 'utf8' })) {
        if (!file.endsWith('.yaml')) continue
        const path = join(flows, file)
        writeFileSync(path, readFileSync(path, 'utf8').replaceAll('UAH', currency))
      }
      const running = await compose(testConfig(folder))
      const { body } = await call(`${running.url}/demo/shop`)
      expect(body).toMatchObject({ currency, digits: { JPY: 0, EUR: 2, KWD: 3 }[currency] })
      expect(body.products[0]).toMatchObject({ id: 'mug', price })
      const order = await call(`${running.url}/demo/orders`, wishOf('visitor-1234'))
      expect(order.body).toMatchObject({ placed: true, quote: { goods: price } })
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
    })
  }
})

describe('what the demo shop tells Winback at its start', () => {
  it('its catalogue, with sale prices, costs and stock, as a shop with a product feed would', async () => {
    const { announce, catalogueOf } = await import('../../src/storefronts/demo/catalogue.ts')
    const { createPrices } = await import('../../src/storefronts/demo/prices.ts')
    const { createWinback } = await import('../../src/storefronts/demo/winback.ts')
    const heard: { products: Record<string, unknown>[] }[] = []
    let answers = 0
    // A Winback that is not ready at first.
    const other = createServer((request, reply) => {
      let text = ''
      request.on('data', (part) => {
        text += part
      })
      request.on('end', () => {
        answers += 1
        reply.statusCode = answers === 1 ? 503 : 200
        reply.setHeader('content-type', 'application/json')
        const { products } = JSON.parse(text)
        if (answers > 1) heard.push({ products })
        const results = products.map(() => ({ status: 'accepted' }))
        reply.end(JSON.stringify(answers === 1 ? {} : { results }))
      })
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const url = () => `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    const about = { name: 'Shop', currency: 'UAH', time_zone: 'UTC', delivery: 0, free_from: null }
    const prices = createPrices(() => ({ ...about, languages: ['ru'] }))
    const rows = () => catalogueOf(prices, { left: () => 7 })
    const log = { warn: () => expect.unreachable() }
    await announce(
      createWinback({ url, secretKey: 'sk' }),
      rows,
      async () => undefined,
      () => false,
      log,
    )
    expect(heard).toHaveLength(1)
    expect(heard[0]!.products).toHaveLength(12)
    expect(heard[0]!.products.find((row) => row.product_id === 'blanket')).toEqual({
      ...{ product_id: 'blanket', name: 'Шерстяной плед', category: 'home', price: '2300.00' },
      ...{ sale_price: '1850.00', cost: '980.00', stock: 7 },
      ...{ image_url: '/demo/pictures/blanket.svg', url: '/#/p/blanket' },
    })
    other.close()
  })
})
