import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { call, clientOf, shopperWithCode } from './client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const read = async (): Promise<string> => (await call(`${server.url()}/metrics`)).body
/** The value of a line; 0 where it is not there. */
const value = (text: string, line: string): number =>
  Number(
    text
      .split('\n')
      .find((one) => one.startsWith(`${line} `))
      ?.split(' ')[1] ?? 0,
  )

describe('/metrics', () => {
  it('counts what the shop did: requests, events, turns, codes, money, sockets', async () => {
    const { code, visitor, talk } = await shopperWithCode(server)
    const client = clientOf(server)
    const body = { code, order: { id: 'M-1', total: '2690.00' }, shopper: { anonymousId: visitor } }
    await client.redeem('m-1', body)
    await client.redeem('m-2', { ...body, order: { id: 'M-2', total: '2690.00' } })
    await client.shop('/v1/batch', { batch: [{ messageId: 'x', event: 'nothing', anonymousId: 'a' }] })
    await call(`${server.url()}/v1/redemptions/${randomUUID()}/rollback`, {})
    const text = await read()
    for (const [line, least] of Object.entries({
      'winback_http_requests_total{route="/v1/redemptions",method="POST",status="201"}': 1,
      'winback_http_requests_total{route="/v1/redemptions/:id/rollback",method="POST",status="401"}': 1,
      'winback_http_request_seconds_count{route="/v1/batch",method="POST"}': 1,
      'winback_events_total{status="accepted"}': 1,
      'winback_events_total{status="refused"}': 1,
      'winback_turns_total{kind="cart_changed",outcome="done"}': 1,
      'winback_commits_total{result="done"}': 3,
      'winback_codes_total{what="issued"}': 1,
      'winback_codes_total{what="redeemed"}': 1,
      'winback_codes_total{what="refused"}': 1,
      'winback_deliveries_total{kind="message",settled="sent"}': 1,
      'winback_budget_minor_units{campaign="abandoned_cart",what="spent",currency="UAH"}': 40_350,
      'winback_budget_minor_units{campaign="abandoned_cart",what="limit",currency="UAH"}': 1,
      winback_chat_sockets: 1,
      process_cpu_seconds_total: 0.01,
    }))
      expect(value(text, line), line).toBeGreaterThanOrEqual(least)
    expect(text).toMatch(/winback_rulebook_info\{hash="[0-9a-f]{12}"\} 1/)
    expect(text).toMatch(/^winback_outbox_items\{state="parked"\} 0$/m)
    expect(text).toMatch(/^winback_defects_total 0$/m)
    for (const secret of [visitor, code, server.secretKey]) expect(text).not.toContain(secret)
    talk.close()
  })

  it('shows that a repeat is answered without being decided again', async () => {
    const properties = { product_id: 'mug', price: 390 }
    const event = { messageId: 'same', event: 'Product Added', anonymousId: 'repeats', properties }
    const send = () => clientOf(server).page('/v1/track', event)
    const commits = async () => value(await read(), 'winback_commits_total{result="done"}')
    expect((await send()).body).toEqual({ status: 'accepted' })
    const before = await commits()
    for (let n = 0; n < 5; n += 1) expect((await send()).body).toEqual({ status: 'repeat' })
    const text = await read()
    expect(await commits()).toBe(before)
    expect(value(text, 'winback_commits_total{result="repeat"}')).toBe(0)
    expect(value(text, 'winback_turns_total{kind="cart_changed",outcome="repeat"}')).toBe(5)
  })

  it('has no more lines for however many addresses strangers try', async () => {
    const lines = async () =>
      (await read()).split('\n').filter((line) => line.startsWith('winback_http')).length
    await call(`${server.url()}/first-stranger`)
    const before = await lines()
    for (let n = 0; n < 30; n += 1) await call(`${server.url()}/stranger-${n}`)
    expect(await lines()).toBe(before)
  })
})
