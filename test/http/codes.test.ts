import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { call, clientOf, shopperWithCode } from './client.ts'

let server: TestServer
let client: ReturnType<typeof clientOf>
beforeAll(async () => {
  server = await startServer()
  client = clientOf(server)
})
afterAll(() => server.stop())

const order = (total: string, id = 'B-1') => ({ id, total, currency: 'UAH' })

describe('codes at the checkout', () => {
  it('are checked without being used up', async () => {
    const { code, visitor } = await shopperWithCode(server)
    const ask = { code, order: order('2690.00'), shopper: { anonymousId: visitor } }
    for (let n = 0; n < 3; n += 1) {
      const { status, body } = await client.shop('/v1/validations', ask)
      expect(status).toBe(200)
      expect(body).toMatchObject({ valid: true, amount: '403.50', currency: 'UAH', offer: 'percent_15' })
    }
    const spoken = { ...ask, code: code.toLowerCase().replaceAll('-', ' ') }
    expect((await client.shop('/v1/validations', spoken)).body.valid).toBe(true)
  })

  it('say what is missing to the minimum', async () => {
    const { code, visitor } = await shopperWithCode(server)
    const { body } = await client.shop('/v1/validations', {
      ...{ code, order: order('700.00'), shopper: { anonymousId: visitor } },
    })
    expect(body).toEqual({
      ...{ valid: false, reason: 'minimum', missing: '300.00', currency: 'UAH' },
      message: 'Add 300.00 UAH to use this code',
    })
  })

  it('tell a stranger the same, whether they exist or not', async () => {
    const { code } = await shopperWithCode(server)
    const stranger = await client.visitor()
    const ask = (typed: string, shopper: object | undefined) =>
      client.shop('/v1/validations', { code: typed, order: order('2690.00'), ...(shopper && { shopper }) })
    const made = await ask('ZT-AAAA-BBBB-CCCC', { anonymousId: stranger.visitor })
    for (const shopper of [{ anonymousId: stranger.visitor }, { userId: 'u-9' }, undefined]) {
      const real = await ask(code, shopper)
      expect({ ...real, headers: null }).toEqual({ ...made, headers: null })
    }
    const body = { code, order: order('2690.00'), shopper: { anonymousId: stranger.visitor } }
    const none = { ...body, code: 'ZT-AAAA-BBBB-CCCC' }
    const [real, unreal] = [await client.redeem('s-1', body), await client.redeem('s-2', none)]
    expect(real).toMatchObject({ status: 409, body: { code: 'code_not_found' } })
    expect(real.body).toEqual(unreal.body)
  })

  it('are used once, and the same key gets the same answer', async () => {
    const { code, visitor } = await shopperWithCode(server)
    const body = { code, order: order('2690.00', 'B-2'), shopper: { anonymousId: visitor } }
    const first = await client.redeem('r-1', body)
    expect(first).toMatchObject({ status: 201, body: { order: 'B-2', amount: '403.50', currency: 'UAH' } })
    const again = await client.redeem('r-1', body)
    expect(again.body).toEqual(first.body)
    const other = await client.redeem('r-1', { ...body, order: order('9999.00', 'B-2') })
    expect(other).toMatchObject({ status: 409, body: { code: 'id_reused' } })
    const twice = await client.redeem('r-2', { ...body, order: order('2690.00', 'B-3') })
    expect(twice).toMatchObject({ status: 409, body: { code: 'code_redeemed', reason: 'redeemed' } })
  })

  it('can be given back, any number of times, and used again', async () => {
    const { code, visitor } = await shopperWithCode(server)
    const body = { code, order: order('2690.00', 'B-4'), shopper: { anonymousId: visitor } }
    const { id } = (await client.redeem('g-1', body)).body
    for (const key of ['b-1', 'b-1', 'b-2']) {
      const back = await client.shop(`/v1/redemptions/${id}/rollback`, {}, { 'idempotency-key': key })
      expect(back).toMatchObject({ status: 200, body: { id, status: 'rolled_back' } })
    }
    expect((await client.redeem('g-2', { ...body, order: order('2690.00', 'B-5') })).status).toBe(201)
  })

  it('want a key of their own for each use', async () => {
    const { code, visitor } = await shopperWithCode(server)
    const body = { code, order: order('2690.00'), shopper: { anonymousId: visitor } }
    const { status, body: problem } = await client.shop('/v1/redemptions', body)
    expect({ status, code: problem.code }).toEqual({ status: 400, code: 'idempotency_key' })
  })

  it('refuse an order in another currency, and one without a sum', async () => {
    const ask = (order: object) => client.shop('/v1/validations', { code: 'ZT-AAAA', order })
    const foreign = await ask({ id: 'x', total: '10.00', currency: 'USD' })
    expect(foreign).toMatchObject({ status: 400, body: { errors: [{ path: 'order.currency' }] } })
    const empty = await ask({ id: 'x' })
    expect(empty).toMatchObject({ status: 400, body: { errors: [{ path: 'order.total' }] } })
    const missing = await client.shop('/v1/validations', { code: 'ZT-AAAA' })
    expect(missing.body).toMatchObject({ errors: [{ path: 'order', message: 'missing' }] })
  })

  it('of nobody are not rolled back', async () => {
    const back = await client.shop('/v1/redemptions/s_none.x-1/rollback', {}, { 'idempotency-key': 'n-1' })
    expect(back.status).toBe(404)
  })

  it('say what falls on each line; goods that come back give their share back', async () => {
    const { code, visitor } = await shopperWithCode(server)
    const lines = [
      { product_id: 'a', price: '1000.01', quantity: 1 },
      { product_id: 'b', price: '845.00', quantity: 2 },
    ]
    const body = { code, order: { id: 'P-1', lines }, shopper: { anonymousId: visitor } }
    const asked = (await client.shop('/v1/validations', body)).body
    expect(asked).toMatchObject({ valid: true, amount: '403.50' })
    expect(asked.lines).toEqual([
      { product_id: 'a', quantity: 1, amount: '150.00' },
      { product_id: 'b', quantity: 2, amount: '253.50' },
    ])
    const used = (await client.redeem('p-1', body)).body
    expect(used.lines).toEqual(asked.lines)
    const money = /budget_minor_units\{campaign="abandoned_cart",what="spent"[^}]*\} (\d+)/
    const spent = async () => Number(money.exec((await client.shop('/metrics')).body)?.[1])
    const before = await spent()
    const track = (event: string, products?: object[]) =>
      client.shop('/v1/track', {
        ...{ messageId: randomUUID(), event, anonymousId: visitor },
        properties: { order_id: 'P-1', currency: 'UAH', ...(products && { products }) },
      })
    await track('Order Completed', lines)
    await track('Order Refunded', [{ product_id: 'b', price: '845.00', quantity: 1 }])
    expect(before - (await spent())).toBe(12_675)
    await track('Order Refunded')
    expect(before - (await spent())).toBe(40_350)
    expect((await client.shop('/v1/validations', body)).body.valid).toBe(true)
  })

  it('are kept for one order for a while, and let go', async () => {
    const { code, visitor } = await shopperWithCode(server)
    const ask = (id: string, more: object = {}) => ({
      ...{ code, order: order('2690.00', id), shopper: { anonymousId: visitor }, ...more },
    })
    const lock = (key: string, id: string, time = '15m') =>
      client.shop('/v1/locks', ask(id, { for: time }), { 'idempotency-key': key })
    const kept = await lock('k-1', 'K-1')
    expect(kept).toMatchObject({ status: 201, body: { order: 'K-1', amount: '403.50', currency: 'UAH' } })
    expect((await lock('k-1', 'K-1')).body).toEqual(kept.body)
    const { until } = kept.body
    expect(await lock('k-2', 'K-2')).toMatchObject({ status: 409, body: { code: 'code_locked', until } })
    expect(await client.redeem('k-3', ask('K-2'))).toMatchObject({
      status: 409,
      body: { code: 'code_locked', until },
    })
    expect((await client.shop('/v1/validations', ask('K-2'))).body).toMatchObject({ reason: 'locked', until })
    expect((await client.shop('/v1/validations', ask('K-1'))).body.valid).toBe(true)
    const release = () =>
      call(
        `${server.url()}/v1/locks/${kept.body.id}`,
        undefined,
        { authorization: `Bearer ${server.secretKey}` },
        'DELETE',
      )
    for (let n = 0; n < 2; n++)
      expect(await release()).toMatchObject({ status: 200, body: { id: kept.body.id, status: 'released' } })
    expect((await client.redeem('k-4', ask('K-2'))).status).toBe(201)
    expect(await lock('k-5', 'K-3', 'soon')).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'for' }] },
    })
    const stranger = await client.shop(
      ...(['/v1/locks', { ...ask('K-4', { for: '5m' }), shopper: { userId: 'u-77' } }] as const),
      { 'idempotency-key': 'k-6' },
    )
    expect(stranger).toMatchObject({ status: 409, body: { code: 'code_not_found' } })
  })
})
