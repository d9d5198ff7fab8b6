import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { clientOf, shopperWithCode } from './client.ts'

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
})
