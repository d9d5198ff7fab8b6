// What a code's terms say at the doors: refusals that tell what is missing, bonuses that an order used, news of orders.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { chat, clientOf } from './client.ts'

const FLOWS = join(import.meta.dirname, '../cli/transcripts/terms/flows')

let server: TestServer
let client: ReturnType<typeof clientOf>
beforeAll(async () => {
  server = await startServer({ WINBACK_FLOWS: FLOWS })
  client = clientOf(server)
})
afterAll(() => server.stop())

const track = (anonymousId: string, event: string, properties: object = {}) =>
  client.shop('/v1/track', { messageId: randomUUID(), event, anonymousId, properties })

/** Somebody at the chat; `does` makes the shop's own flow give what it gives for that. */
const shopper = async () => {
  const { visitor, token } = await client.visitor()
  const talk = await chat(server, token)
  talk.say({ kind: 'open', id: randomUUID() })
  await talk.line((line) => line.text !== '')
  return {
    visitor,
    talk,
    does: (action: string) => track(visitor, 'Action Done', { action }),
    code: async () => (await talk.line((line) => line.code !== undefined)).code!,
    asks: async (code: string, lines: readonly object[], id = 'unplaced') =>
      (
        await client.shop('/v1/validations', {
          code,
          order: { id, lines },
          shopper: { anonymousId: visitor },
        })
      ).body,
  }
}

const line = (product_id: string, price: string, more: object = {}) => ({
  ...{ product_id, price, quantity: 1 },
  ...more,
})

describe('a code that is refused', () => {
  it('says which goods are missing, and how many', async () => {
    const { does, code, asks } = await shopper()
    await does('gives_with_tea')
    const { text, terms } = await code()
    expect(terms).toBe('₴100 off; your order needs: tea, at least 2 of them')
    expect(await asks(text, [line('oolong', '300.00', { category: 'tea' })])).toEqual({
      ...{ valid: false, reason: 'with_goods', currency: 'UAH' },
      wants: { categories: ['tea'], count: 2, has: 1 },
      message: 'This code needs 2 of: tea; this order has 1',
    })
  })

  it('counts for no goods on sale, as the order or else the catalogue says', async () => {
    const { does, code, asks } = await shopper()
    await does('gives_on_shoes')
    const { text } = await code()
    const products = [
      { product_id: 'old-boots', name: 'B', category: 'shoes', price: '900', sale_price: '500' },
    ]
    expect((await client.shop('/v1/catalogue', { products })).status).toBe(200)
    const refused = {
      valid: false,
      reason: 'not_these_goods',
      wants: { categories: ['shoes'], not_on_sale: true },
    }
    expect(await asks(text, [line('old-boots', '500.00')])).toMatchObject(refused)
    const said = line('new-boots', '800.00', { category: 'shoes', on_sale: true })
    expect(await asks(text, [said])).toMatchObject(refused)
    expect(await asks(text, [{ ...said, on_sale: false }])).toMatchObject({ valid: true, amount: '80.00' })
  })

  it('names the code that is on the order already', async () => {
    const { visitor, does, code, talk } = await shopper()
    await does('gives_one')
    const first = await code()
    const order = { id: 'W-1', total: '500.00' }
    const body = { order, shopper: { anonymousId: visitor } }
    expect((await client.redeem(randomUUID(), { ...body, code: first.text })).status).toBe(201)
    await does('gives_stacks_a')
    const second = (await talk.line((one) => one.code !== undefined && one.code.text !== first.text)).code!
    const { status, body: problem } = await client.redeem(randomUUID(), { ...body, code: second.text })
    expect({ status, ...problem }).toMatchObject({
      ...{ status: 409, code: 'code_not_with_other_codes', wants: { other: 'one' } },
      detail: 'This code can not be used together with one',
    })
  })

  it('says how often it may still be used', async () => {
    const { does, code, asks } = await shopper()
    await does('gives_three_times')
    const { text } = await code()
    expect(await asks(text, [line('a', '300.00')])).toMatchObject({
      valid: true,
      amount: '40.00',
      uses_left: 2,
    })
  })
})

describe('a bonus', () => {
  it('is used by the next order, whose sender is told, and has nothing to type', async () => {
    const { visitor, does, talk } = await shopper()
    await does('gives_bonus_100')
    const told = await talk.line((one) => one.text.includes('bonus'))
    expect(told.code).toBeUndefined()
    const order = { order_id: randomUUID(), products: [line('a', '700.00')], currency: 'UAH' }
    const { body } = await track(visitor, 'Order Completed', order)
    expect(body).toEqual({
      status: 'accepted',
      bonuses: [{ redemption: expect.any(String), offer: 'bonus_100', amount: '100.00', currency: 'UAH' }],
    })
    await talk.line((one) => one.text.includes('has worked'))
    const back = await client.shop(
      `/v1/redemptions/${body.bonuses[0].redemption}/rollback`,
      {},
      { 'idempotency-key': randomUUID() },
    )
    expect(back.body).toMatchObject({ status: 'rolled_back' })
  })
})

describe('news of an order', () => {
  it('is a fact: the page may not tell it', async () => {
    const { visitor } = await client.visitor()
    const { status } = await client.page('/v1/track', {
      ...{ messageId: randomUUID(), event: 'Order Delayed', anonymousId: visitor },
      properties: { order_id: 'A' },
    })
    expect(status).toBe(403)
  })

  it('by the names that shops have for it; other words are no error, and an order must be named', async () => {
    const { visitor, talk } = await shopper()
    const news = async (status: string) =>
      (await track(visitor, 'Order Updated', { order_id: 'N-1', status })).body
    for (const status of ['In Transit', 'packed', 'delayed'])
      expect(await news(status)).toEqual({ status: 'accepted' })
    await talk.line((one) => one.text.includes('Your order is late'))
    expect((await track(visitor, 'Order Updated', { status: 'late' })).body).toMatchObject({
      errors: [{ path: 'properties.order_id' }],
    })
  })

  it('of a complaint keeps offers back until it is settled', async () => {
    const { visitor, does, talk, code } = await shopper()
    await track(visitor, 'Complaint Opened')
    const before = talk.lines().length
    await does('gives_one')
    await track(visitor, 'Complaint Closed')
    await does('gives_one')
    await code()
    expect(talk.lines()).toHaveLength(before + 1)
  })
})
