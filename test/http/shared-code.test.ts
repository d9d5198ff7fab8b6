// A code for everybody at the doors: checked, locked, used with an order's own products; and what metrics say of it.
import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { clientOf } from './client.ts'

let server: TestServer
let client: ReturnType<typeof clientOf>
const OFFER =
  '\n  autumn: { amount: 100 UAH, minimum: 500 UAH, valid: 24h, codes: { shared: AUTUMN26, in_all: 9, campaign: abandoned_cart } }\n'
beforeAll(async () => {
  server = await startServer({}, (folder) => appendFileSync(join(folder, 'flows/offers.yaml'), OFFER))
  client = clientOf(server)
})
afterAll(() => server.stop())

const products = [
  { product_id: 'a', price: '600.00', quantity: 1 },
  { product_id: 'b', price: '590.00', quantity: 1 },
]
const lines = [
  { product_id: 'a', quantity: 1, amount: '50.42' },
  { product_id: 'b', quantity: 1, amount: '49.58' },
]
const asked = (id: string) => ({ code: 'autumn-26', order: { id, products }, shopper: { userId: 'ann' } })

it('takes the products of an order as its lines, and answers for each', async () => {
  const checked = await client.shop('/v1/validations', asked('A-1'))
  expect(checked.body).toMatchObject({ valid: true, amount: '100.00', lines })
  const locked = await client.shop(
    '/v1/locks',
    { ...asked('A-1'), for: '5m' },
    { 'idempotency-key': randomUUID() },
  )
  expect([locked.status, locked.body.amount]).toEqual([201, '100.00'])
  const other = await client.redeem(randomUUID(), asked('A-2'))
  expect([other.status, other.body.code]).toEqual([409, 'code_locked'])
  expect((await client.redeem('one', asked('A-1'))).body).toMatchObject({ amount: '100.00', lines })
  expect((await client.shop('/v1/validations', { ...asked('A-1'), order: {} })).body.errors).toEqual([
    { path: 'order.total', message: 'missing: a total, or lines to add up' },
  ])
})

it('is no campaign of its own in the metrics: its uses are no money', async () => {
  const { body } = await client.shop('/metrics')
  expect(body).toContain(
    'winback_budget_minor_units{campaign="abandoned_cart",what="spent",currency="UAH"} 10000',
  )
  expect(body).not.toContain('shared:')
})
