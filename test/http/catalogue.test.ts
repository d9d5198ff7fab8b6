// The catalogue's door, and what it is for: the page can make a cart neither cheap nor dear.

import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from '../../src/core/document.ts'
import type { Item } from '../../src/core/goods/item.ts'
import type { Shopper } from '../../src/core/shopper.ts'
import { startServer, type TestServer } from '../server.ts'
import { clientOf } from './client.ts'

let server: TestServer
beforeAll(async () => {
  const key = Buffer.alloc(32, 7).toString('base64')
  server = await startServer({ WINBACK_STOREFRONT: 'api', WINBACK_KEY: key })
})
afterAll(() => server.stop())

const rows = (query: string, ...values: string[]): string[] => {
  const db = new DatabaseSync(`${server.folder}/data/winback.db`, { readOnly: true })
  try {
    return db
      .prepare(query)
      .all(...values)
      .map((row) => String(Object.values(row)[0]))
  } finally {
    db.close()
  }
}
const item = (id: string): Item | undefined => {
  const [found] = rows('SELECT item FROM item WHERE id = ?', id)
  return found === undefined ? undefined : (JSON.parse(found) as Item)
}
const put = (...products: unknown[]) => clientOf(server).shop('/v1/catalogue', { products })
const shopperOf = (visitor: string): Shopper =>
  rows('SELECT document FROM shopper')
    .map((document) => readDocument(document))
    .find(({ addresses }) => addresses.some(({ id }) => id === visitor))!

describe('POST /v1/catalogue', () => {
  it("takes the field's names and answers each item for itself", async () => {
    const answer = await put(
      {
        product_id: 'mug',
        name: 'Mug',
        category: 'Kitchen',
        price: '390.00',
        cost: 200,
        stock: 5,
        url: '/mug',
      },
      {
        item_id: 7,
        title: 'Lamp',
        price: { amount: '1490', currency: 'UAH' },
        sale_price: '990.00',
        availability: 'out of stock',
        image_link: 'https://shop.example/l.jpg',
      },
      { product_id: 'bad', price: '-1' },
      { product_id: 'none', name: 'No price' },
      'not an item',
    )
    expect(answer.status).toBe(200)
    expect(answer.body.results.map(({ status }: { status: string }) => status)).toEqual([
      ...['accepted', 'accepted', 'refused', 'refused', 'refused'],
    ])
    expect(answer.body.results[3].problem).toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'price' }],
    })
    expect(item('mug')).toEqual({
      item: 'mug',
      title: 'Mug',
      category: 'Kitchen',
      price: 39_000,
      cost: 20_000,
      stock: 5,
      url: '/mug',
    })
    expect(item('7')).toEqual({
      item: '7',
      title: 'Lamp',
      price: 149_000,
      sale_price: 99_000,
      stock: 0,
      picture: 'https://shop.example/l.jpg',
    })
  })

  it('keeps what is absent, forgets what is null, removes what is removed, the last word counts', async () => {
    await put({ product_id: 'pan', name: 'Pan', price: 100, stock: 3 })
    await put({ product_id: 'pan', stock: 1 }, { product_id: 'pan', name: null, price: '90.50' })
    expect(item('pan')).toEqual({ item: 'pan', price: 9_050, stock: 1 })
    await put({ product_id: 'pan', removed: true }, { product_id: 'never', removed: true })
    expect(item('pan')).toBe(undefined)
  })

  it('is for the secret key, and for 500 items at most', async () => {
    const { page, shop } = clientOf(server)
    expect(await page('/v1/catalogue', { products: [] })).toMatchObject({
      status: 403,
      body: { code: 'page_key' },
    })
    const many = Array.from({ length: 501 }, (_, i) => ({ product_id: `i${i}`, price: 1 }))
    expect((await shop('/v1/catalogue', { products: many })).status).toBe(400)
    expect((await shop('/v1/catalogue', { items: [] })).body.errors).toEqual([
      { path: 'products', message: 'missing' },
    ])
  })
})

describe("facts beat the page's hints", () => {
  it('a cart line takes category and price from the catalogue; an unknown item stays as said', async () => {
    const client = clientOf(server)
    await put({ product_id: 'tv', name: 'TV', category: 'Video', price: 20_000, sale_price: 15_000 })
    const { visitor } = await client.visitor()
    await client.add(visitor, 'tv', 1)
    await client.add(visitor, 'unheard-of', 77)
    await client.page('/v1/track', {
      ...{ messageId: 'w1', event: 'Product Added to Wishlist', anonymousId: visitor },
      properties: { items: ['unheard-of', 'tv'].map((id) => ({ item_id: id, price: 999_999 })) },
    })
    const { cart, saved } = shopperOf(visitor)
    expect(cart!.lines).toEqual([
      { item: 'tv', title: 'tv', category: 'Video', price: 1_500_000, quantity: 1, on_sale: true },
      { item: 'unheard-of', title: 'unheard-of', price: 7_700, quantity: 1 },
    ])
    expect(saved).toEqual([
      { item: 'unheard-of', price: 99_999_900 },
      { item: 'tv', price: 1_500_000 },
    ])
  })

  it("the shop's own word stays as said", async () => {
    const client = clientOf(server)
    await client.shop('/v1/track', {
      ...{ messageId: 'f1', event: 'Product Added', userId: 'member' },
      properties: { product_id: 'tv', price: 14_000, quantity: 1 },
    })
    expect(shopperOf('member').cart!.lines).toEqual([
      { item: 'tv', title: 'TV', category: 'Video', price: 1_400_000, quantity: 1 },
    ])
  })
})
