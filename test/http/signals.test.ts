// The shop says what it is like: POST /v1/signals, and goods that go together: POST /v1/catalogue.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { call, clientOf } from './client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

describe('POST /v1/signals', () => {
  const say = (body: unknown) => clientOf(server).shop('/v1/signals', body)

  it('answers what is in force and until when', async () => {
    const { body: clock } = await call(`${server.url()}/demo/clock`)
    const { status, body } = await say({ warehouse_load: { value: 0.92, for: '4h' } })
    expect(status).toBe(200)
    expect(body.signals.warehouse_load.value).toBe(0.92)
    const left = Date.parse(body.signals.warehouse_load.until) - Date.parse(clock.now)
    expect(Math.abs(left - 4 * 3_600_000)).toBeLessThan(10_000)
    const { body: more } = await say({ sales_volume: { value: 0.6, for: '1d' } })
    expect(Object.keys(more.signals)).toEqual(['warehouse_load', 'sales_volume'])
    const { body: less } = await say({ warehouse_load: null })
    expect(Object.keys(less.signals)).toEqual(['sales_volume'])
  })

  it.each([
    [{}, 'one at least is expected'],
    [{ warehouse_load: { value: 1.2, for: '4h' } }, 'from 0 (idle) to 1 (full)'],
    [{ warehouse_load: { value: 0.2 } }, 'for'],
    [{ warehouse_load: { value: 0.2, for: 'a while' } }, 'a time such as 30m'],
    [{ warehouse_load: { value: 0.2, for: '400d' } }, '30d at most'],
    [{ warehous_load: { value: 0.2, for: '1h' } }, 'warehous_load'],
  ])('refuses %j', async (body, said) => {
    const answer = await say(body)
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain(said)
  })
})

describe('POST /v1/catalogue', () => {
  it('keeps what goes with an item, and forgets it', async () => {
    const put = (product: object) =>
      clientOf(server).shop('/v1/catalogue', { products: [{ product_id: 'boots', price: '10', ...product }] })
    for (const related of [['wax', 'laces'], null]) {
      const { body } = await put({ related })
      expect(body.results).toEqual([{ status: 'accepted' }])
    }
    const { body } = await put({ related: 'wax' })
    expect(body.results[0].status).toBe('refused')
  })
})
