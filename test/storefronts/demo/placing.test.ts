// Orders of the demo shop when something fails half way: against a real Winback, with a book that can't be written.
import { randomUUID } from 'node:crypto'
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OrderBook, openOrderBook } from '../../../src/storefronts/demo/orders.ts'
import { openPeople } from '../../../src/storefronts/demo/people.ts'
import { createDemoShop } from '../../../src/storefronts/demo/shop.ts'
import { createWinback } from '../../../src/storefronts/demo/winback.ts'
import { call, clientOf, shopperWithCode } from '../../http/client.ts'
import { startServer, type TestServer } from '../../server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const LINES = [{ id: 'backpack', quantity: 1 }]
const ABOUT = {
  ...{ name: 'Shop', currency: 'UAH', time_zone: 'Europe/Kyiv', languages: ['uk'] as const },
  ...{ delivery: 12_000, free_from: 150_000 },
}

describe('an order that something fails', () => {
  let file: string
  let errors: string[]
  beforeEach(() => {
    file = join(server.folder, `book-${randomUUID()}.jsonl`)
    errors = []
  })
  /** A shop of our own beside the server's: its book takes `writes` lines and then the disk is full. */
  const shopWith = async (writes = Number.POSITIVE_INFINITY, url = () => server.url()) => {
    const now = Date.parse((await call(`${server.url()}/demo/clock`)).body.now)
    const real = openOrderBook(file)
    let left = writes
    const book: OrderBook = {
      ...real,
      put: (order) => {
        if (left-- <= 0) throw Object.assign(new Error('ENOSPC'), { name: 'BookError' })
        real.put(order)
      },
    }
    const winback = createWinback({ url, secretKey: server.secretKey })
    const shop = createDemoShop({
      ...{ winback, book, about: () => ABOUT, now: () => now, secret: server.secretKey },
      people: openPeople(join(server.folder, 'people.txt'), server.secretKey, winback),
      log: { error: (_fields, message) => void errors.push(message) },
    })
    return {
      ...shop,
      fill: () => {
        left = 0
      },
      free: () => {
        left = Number.POSITIVE_INFINITY
      },
    }
  }
  const wishOf = (visitor: string, code: string | null, request = randomUUID()) => ({
    ...{ request, visitor, code, session: null, lines: LINES, delivery: 'post' as const },
    contact: { name: 'Olha', email: `${visitor.toLowerCase()}@example.com` },
    ...{ language: 'en' as const, expects: null },
  })
  const mayUse = async (code: string, visitor: string) =>
    (
      await clientOf(server).shop('/v1/validations', {
        ...{ code, order: { total: '2690.00' }, shopper: { anonymousId: visitor } },
      })
    ).body

  it('a disk that fills up after the code was taken: the code is free again, and the same try works later', async () => {
    const { code, visitor } = await shopperWithCode(server)
    const shop = await shopWith(1)
    const wish = wishOf(visitor, code)
    await expect(shop.place(wish)).rejects.toThrow()
    expect(await mayUse(code, visitor)).toMatchObject({ valid: true })
    expect(shop.orders(visitor)).toEqual([])
    shop.free()
    expect(await shop.place(wish)).toMatchObject({ placed: true, quote: { discount: 40_350 } })
    expect(await mayUse(code, visitor)).toMatchObject({ valid: false, reason: 'redeemed' })
    expect(shop.orders(visitor)).toHaveLength(1)
    expect(errors).toEqual([])
  })

  it('a crash between the code and the book: the next start gives the code back', async () => {
    const { code, visitor } = await shopperWithCode(server)
    const shop = await shopWith()
    // As far as a crash leaves it: written down as begun, redeemed, not written down as placed.
    const wish = wishOf(visitor, code)
    await shop.place(wish)
    const [begun = ''] = readFileSync(file, 'utf8').split('\n')
    expect(JSON.parse(begun)).toMatchObject({ state: 'placing' })
    file = `${file}.crashed`
    appendFileSync(file, `${begun.replace(JSON.parse(begun).number, 'D-9001')}\n{"torn`)
    const redeem = { code, order: { id: 'D-9001', total: '2690.00' }, shopper: { anonymousId: visitor } }
    await shop.cancel(visitor, JSON.parse(begun).number)
    expect((await clientOf(server).redeem(randomUUID(), redeem)).status).toBe(201)
    const after = await shopWith()
    await after.upkeep()
    expect(await mayUse(code, visitor)).toMatchObject({ valid: true })
    expect(await after.place(wishOf(visitor, code))).toMatchObject({ placed: true, number: 'D-9002' })
    expect(readFileSync(file, 'utf8')).toContain('{"torn\n{')
  })

  it('while Winback is silent the shop sells without codes, and tells of it later, also after a restart', async () => {
    const client = clientOf(server)
    const { visitor } = await client.visitor()
    const shop = await shopWith(undefined, () => 'http://127.0.0.1:9')
    expect(await shop.place(wishOf(visitor, null))).toMatchObject({ placed: true })
    await expect(shop.place(wishOf(visitor, 'ZT-2345-2345-2345'))).rejects.toThrow('did not answer')
    expect(shop.orders(visitor)).toHaveLength(1)
    const after = await shopWith()
    await after.upkeep()
    const written = readFileSync(file, 'utf8').trim().split('\n')
    expect(written.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ number: 'D-1001', state: 'placed', told: true }),
    )
    // Nothing is told twice, and a cancelled order is one that Winback knows.
    const [order] = after.orders(visitor)
    expect(await after.cancel(visitor, order!.number)).toBe(true)
    expect(await after.cancel(visitor, order!.number)).toBe(true)
    expect(await after.cancel('somebody-else', order!.number)).toBe(false)
    expect(errors).toEqual([])
  })

  it('no name, address or code stands in the book', async () => {
    const { code, visitor } = await shopperWithCode(server)
    const shop = await shopWith()
    await shop.place(wishOf(visitor, code))
    const book = readFileSync(file, 'utf8')
    expect(book).not.toContain('example.com')
    expect(book).not.toContain('Olha')
    expect(book.replaceAll('-', '')).not.toContain(code.replaceAll('-', ''))
  })
})
