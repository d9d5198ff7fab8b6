// The names that the field uses, each with what it does here.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from '../../src/core/document.ts'
import type { Shopper } from '../../src/core/shopper.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { startServer, type TestServer } from '../server.ts'
import { clientOf } from './client.ts'

let server: TestServer
let client: ReturnType<typeof clientOf>
beforeAll(async () => {
  server = await startServer()
  client = clientOf(server)
})
afterAll(() => server.stop())

const product = { product_id: 'mug', name: 'Mug', price: 390, quantity: 1 }
const goods = { products: [product], currency: 'UAH' }
const items = [
  { item_id: 'mug', item_name: 'Mug', item_category: 'Kitchen', price: 390, quantity: 1 },
  { item_id: 'lamp', price: 1490, quantity: 2 },
]
const ga = { currency: 'UAH', value: 3370, items }

/** Segment's e-commerce events, all of them, with properties as its own documents show them. */
const SEGMENT: Readonly<Record<string, [object, string]>> = {
  'Products Searched': [{ query: 'mugs' }, 'look'],
  'Product List Viewed': [{ list_id: 'hot', category: 'Deals', products: [product] }, 'look'],
  'Product List Filtered': [{ category: 'Deals', filters: [{ type: 'price', value: 'under' }] }, 'look'],
  'Promotion Viewed': [{ promotion_id: 'p1' }, 'ignored'],
  'Promotion Clicked': [{ promotion_id: 'p1' }, 'look'],
  'Product Clicked': [product, 'look'],
  'Product Viewed': [product, 'look'],
  'Product Added': [{ cart_id: 'c', ...product }, 'hint'],
  'Product Removed': [{ cart_id: 'c', ...product }, 'hint'],
  'Cart Viewed': [{ cart_id: 'c', ...goods }, 'hint'],
  'Checkout Started': [{ order_id: 'o', value: 390, ...goods }, 'hint'],
  'Checkout Step Viewed': [{ checkout_id: 'c', step: 2 }, 'look'],
  'Checkout Step Completed': [{ checkout_id: 'c', step: 2 }, 'look'],
  'Payment Info Entered': [{ checkout_id: 'c', order_id: 'o' }, 'look'],
  'Order Completed': [{ order_id: 'S-1', total: 390, coupon: null, ...goods }, 'fact'],
  'Order Updated': [{ order_id: 'S-1', total: 390, ...goods }, 'fact'],
  'Order Refunded': [{ order_id: 'S-1', total: 390 }, 'fact'],
  'Order Cancelled': [{ order_id: 'S-2', total: 390, ...goods }, 'fact'],
  'Coupon Entered': [{ coupon_id: 'x' }, 'hint'],
  'Coupon Applied': [{ coupon_id: 'x', discount: 10 }, 'look'],
  'Coupon Denied': [{ coupon_id: 'x', reason: 'late' }, 'hint'],
  'Coupon Removed': [{ coupon_id: 'x' }, 'look'],
  'Product Added to Wishlist': [{ wishlist_id: 'w', ...product }, 'hint'],
  'Product Removed from Wishlist': [{ wishlist_id: 'w', ...product }, 'hint'],
  'Wishlist Product Added to Cart': [{ wishlist_id: 'w', cart_id: 'c', ...product }, 'hint'],
  'Product Shared': [{ share_via: 'email', ...product }, 'look'],
  'Cart Shared': [{ share_via: 'email', products: [{ product_id: 'mug' }] }, 'look'],
  'Product Reviewed': [{ product_id: 'mug', rating: '5.0' }, 'fact'],
  // Ours.
  'Signed In': [{}, 'fact'],
  'Signed Up': [{}, 'fact'],
  Subscribed: [{ list: 'news' }, 'fact'],
  Unsubscribed: [{}, 'fact'],
  'Action Done': [{ action: 'referral' }, 'fact'],
  'Points Added': [{ points: 5, balance: 50 }, 'fact'],
  'Points Expiring': [{ points: 5, on: '2026-12-01' }, 'fact'],
  Hesitated: [{ sign: 'exit' }, 'hint'],
  'Order Shipped': [{ order_id: 'S-1' }, 'fact'],
  'Order Delayed': [{ order_id: 'S-1' }, 'fact'],
  'Order Delivered': [{ order_id: 'S-1' }, 'fact'],
  'Order Returned': [{ order_id: 'S-1' }, 'fact'],
  'Complaint Opened': [{}, 'fact'],
  'Complaint Closed': [{}, 'fact'],
}
const GA4: Readonly<Record<string, [object, string]>> = {
  ...{
    view_item: [ga, 'look'],
    view_item_list: [{ item_list_id: 'a', items }, 'look'],
    select_item: [ga, 'look'],
  },
  ...{ add_to_cart: [ga, 'hint'], remove_from_cart: [ga, 'hint'], view_cart: [ga, 'hint'] },
  ...{
    begin_checkout: [{ ...ga, coupon: 'X' }, 'hint'],
    add_shipping_info: [{ ...ga, shipping_tier: 'x' }, 'look'],
  },
  ...{ add_payment_info: [{ ...ga, payment_type: 'x' }, 'look'], add_to_wishlist: [ga, 'hint'] },
  purchase: [{ ...ga, transaction_id: 'G-1', tax: 10, shipping: 70, coupon: '' }, 'fact'],
  refund: [{ ...ga, transaction_id: 'G-1' }, 'fact'],
  ...{
    search: [{ search_term: 'mug' }, 'look'],
    login: [{ method: 'x' }, 'fact'],
    sign_up: [{ method: 'x' }, 'fact'],
  },
  ...{ view_promotion: [{ items }, 'ignored'], select_promotion: [{ items }, 'look'] },
  generate_lead: [{ currency: 'UAH', value: 10 }, 'fact'],
}

const send = (
  event: string,
  properties: object,
  anonymousId: string,
  as: 'page' | 'shop' = 'page',
  more: object = {},
) => client[as]('/v1/track', { messageId: randomUUID(), event, anonymousId, properties, ...more })

const shopperAt = async (id: string) => {
  const store = await openSqliteStore(`${server.folder}/data/winback.db`, { readonly: true })
  let found: Shopper | null = null
  for await (const text of store.records.shoppers()) {
    const shopper = readDocument(text)
    if (shopper.addresses.some((one: { id: string }) => one.id === id)) found = shopper
  }
  await store.close()
  if (!found) throw new Error(`nobody is there as ${id}`)
  return found
}
const cartOf = async (id: string) =>
  ((await shopperAt(id))?.cart?.lines ?? []).map(({ item, price, quantity }: Record<string, unknown>) => [
    item,
    price,
    quantity,
  ])

describe.each([...Object.entries(SEGMENT), ...Object.entries(GA4)])('%s', (event, [properties, kind]) => {
  it(`is a ${kind}, whoever is allowed to say it`, async () => {
    const visitor = `v ${event}`
    const byPage = await send(event, properties, visitor)
    const byShop = await send(event, properties, visitor, 'shop')
    const page = { look: 'counted', hint: 'accepted', ignored: 'ignored', fact: undefined }[kind]
    const shop = { look: 'counted', hint: 'accepted', ignored: 'ignored', fact: 'accepted' }[kind]
    expect([byPage.body.status, byShop.body.status]).toEqual([kind === 'fact' ? 403 : page, shop])
  })
})

describe('what is read out of an event', () => {
  it("is every item of GA4's list, with GA4's names", async () => {
    await send('add_to_cart', ga, 'ga-1')
    expect(await cartOf('ga-1')).toEqual([
      ['mug', 39_000, 1],
      ['lamp', 149_000, 2],
    ])
    await send('remove_from_cart', { items: [{ item_id: 'lamp' }, { item_id: 'mug' }] }, 'ga-1')
    expect(await cartOf('ga-1')).toEqual([['lamp', 149_000, 1]])
    await send('add_to_wishlist', ga, 'ga-1')
    expect((await shopperAt('ga-1')).saved).toEqual([
      { item: 'mug', price: 39_000 },
      { item: 'lamp', price: 149_000 },
    ])
    const wrong = await send('add_to_cart', { currency: 'USD', items: [items[0], { item_id: 'x' }] }, 'ga-1')
    expect(
      wrong.body.errors.map(({ path, message }: Record<string, string>) => `${path}: ${message}`),
    ).toEqual(['properties.items[1].price: missing', "properties.currency: this shop's currency is UAH"])
  })

  it.each([
    [0.1 + 0.2, 30],
    [19.990000000000002, 1999],
    [1.1 * 3, 330],
    [999_999.99, 99_999_999],
    ['19.99', 1999],
    ['19.990000', 1999],
    [{ amount: 4.35, currency: 'UAH' }, 435],
    [1e3, 100_000],
  ])('the sum %j is %d in minor units', async (price, minor) => {
    const visitor = `sum ${JSON.stringify(price)}`
    expect((await send('Product Added', { product_id: 'x', price }, visitor)).body.status).toBe('accepted')
    expect(await cartOf(visitor)).toEqual([['x', minor, 1]])
  })

  it.each([
    [19.999],
    ['19.990000000000002'],
    ['19,99'],
    [-0.01],
    ['1e3'],
    [1e15],
    [''],
    [Number.MAX_VALUE],
    [true],
    [[]],
  ])('the sum %j is refused', async (price) => {
    const { status, body } = await send('Product Added', { product_id: 'x', price }, 'sum')
    expect({ status, path: body.errors?.[0].path }).toEqual({ status: 400, path: 'properties.price' })
  })

  it('says what is missing, and does not take half an id for a whole one', async () => {
    const { body } = await client.page('/v1/track', { properties: {} })
    expect(body.errors).toEqual([
      { path: 'messageId', message: 'missing' },
      { path: 'event', message: 'missing' },
    ])
    const large = await send('Product Viewed', { product_id: 2 ** 60 }, 'v')
    expect(large.body.errors[0]).toMatchObject({
      path: 'properties.product_id',
      message: expect.stringContaining('too large a number'),
    })
  })

  it.each(['13-45', '02-30', '1990-02-29', '2000-13-01', '1990-5-1', 'May', 7])(
    'no birthday is %j',
    async (birthday) => {
      const told = { messageId: randomUUID(), userId: 'b', traits: { birthday } }
      expect(await client.shop('/v1/identify', told)).toMatchObject({
        ...{ status: 400, body: { errors: [{ path: 'traits.birthday' }] } },
      })
    },
  )

  it("is Segment's traits under our names", async () => {
    const traits = {
      ...{ firstName: 'Ірина', lastName: 'Коваль', birthday: '1988-02-29T00:00:00.000Z', language: 'uk-UA' },
      ...{
        address: { city: 'Львів', country: 'UA', street: null },
        avatar: 'https://x',
        age: 38,
        email: null,
      },
    }
    const told = { messageId: randomUUID(), userId: 'traits', traits }
    expect((await client.shop('/v1/identify', told)).body).toEqual({ status: 'accepted' })
    expect((await shopperAt('traits')).traits).toEqual({
      ...{ name: 'Ірина Коваль', birthday: '1988-02-29', language: 'uk', region: 'Львів' },
    })
  })

  it('points expire at the end of the day at the shop, or at the time that is told', async () => {
    await send('Points Expiring', { points: 5, on: '2026-12-01' }, 'points', 'shop')
    expect((await shopperAt('points')).points).toEqual({ expiring: 5, expires: Date.UTC(2026, 11, 1, 22) })
    await send('Points Expiring', { points: 5, on: '2026-12-01T12:00:00Z' }, 'points', 'shop')
    expect((await shopperAt('points')).points?.expires).toBe(Date.UTC(2026, 11, 1, 12))
    for (const on of ['2026-02-30', 'tomorrow', '', 7, '2026-12-01Tx'])
      expect((await send('Points Expiring', { points: 5, on }, 'points', 'shop')).status).toBe(400)
  })

  it('ends our writing where the shop says that consent was taken back, and begins again with a new one', async () => {
    await send('Subscribed', {}, 'consent', 'shop')
    await send('Unsubscribed', {}, 'consent', 'shop')
    expect((await shopperAt('consent')).stopped).not.toBeNull()
    await send('Subscribed', {}, 'consent', 'shop')
    expect((await shopperAt('consent')).stopped).toBeNull()
  })
})

describe('a cart told by parts that overtake each other', () => {
  it('ends as it was, in whatever order a batch brings them', async () => {
    const began = Date.now() - 60_000
    const told = (n: number, event: string, properties: object) => ({
      ...{ type: 'track', messageId: randomUUID(), event, properties },
      timestamp: new Date(began + n * 1000).toISOString(),
    })
    const story = [
      told(1, 'Product Added', { product_id: 'mug', price: 390 }),
      told(2, 'Cart Viewed', { products: [{ product_id: 'lamp', price: 1490 }] }),
      told(3, 'Product Added', { product_id: 'tent', price: 5000, quantity: 2 }),
      told(4, 'Product Removed', { product_id: 'tent' }),
      told(5, 'Product Added', { product_id: 'mug', price: 390 }),
    ]
    for (const [n, order] of [
      [0, 1, 2, 3, 4],
      [4, 3, 2, 1, 0],
      [3, 0, 4, 2, 1],
      [2, 4, 1, 3, 0],
    ].entries()) {
      const anonymousId = `overtaken-${n}`
      const batch = order.map((at) => ({ ...story[at], messageId: randomUUID(), anonymousId }))
      await client.page('/v1/batch', { batch })
      expect(await cartOf(anonymousId)).toEqual([
        ['lamp', 149_000, 1],
        ['tent', 500_000, 1],
        ['mug', 39_000, 1],
      ])
    }
  })
})
