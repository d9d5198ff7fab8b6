// Reports over HTTP: what happened in the shop stands in them at once, with exact sums, for those who may read.
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ShownReport } from '../../src/http/report-shown.ts'
import { startServer, type TestServer } from '../server.ts'
import { clientOf } from './client.ts'
import { signIn } from './desk-client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
  writeFileSync(
    join(server.folder, 'flows', 'letters.yaml'),
    'flow: letters\nabout: Letters by another system.\nstart: { on: elsewhere }\ngoal: { order_within: 14d }\n',
  )
  await server.restart()
})
afterAll(() => server.stop())

const get = async (
  path: string,
  headers: Record<string, string> = { authorization: `Bearer ${server.secretKey}` },
) => {
  const response = await fetch(server.url() + path, { headers })
  return {
    status: response.status,
    body: (await response.json()) as ShownReport & { code?: string; errors?: unknown },
  }
}
const track = (event: string, userId: string, properties: object) =>
  clientOf(server).shop('/v1/track', { messageId: randomUUID(), userId, event, properties })

it('an experiment told by the shop, the orders that followed, and a cancelled one are in the report at once', async () => {
  for (const [user, arm] of [
    ['u1', 'offer'],
    ['u2', 'offer'],
    ['u3', 'holdout'],
  ] as const)
    await track('Enrolled', user, { campaign: 'letters', arm, ...(arm === 'offer' && { variant: 'blue' }) })
  const product = { product_id: 'mug', name: 'Mug', price: '390.10', quantity: 1 }
  await track('Order Completed', 'u1', { order_id: 'r-1', total: '390.10', products: [product] })
  await track('Order Completed', 'u3', {
    order_id: 'r-3',
    total: '100',
    products: [{ ...product, price: '100' }],
  })
  await track('Order Cancelled', 'u3', { order_id: 'r-3' })
  const { status, body } = await get('/v1/reports/letters?by=variant')
  expect(status).toBe(200)
  expect(body.campaigns).toHaveLength(1)
  expect(body.campaigns[0]).toMatchObject({
    campaign: 'letters',
    goal_days: 14,
    figures: { enrolled: 3, orders: 1, revenue: '390.10', mean_order: '390.10' },
    effect: {
      treated: { shoppers: 2, ordered: 1, revenue: '390.10' },
      holdout: { shoppers: 1, ordered: 0, revenue: '0.00' },
      conversion: {
        treated: 50,
        holdout: 0,
        points: { unit: 'percentage_points', estimate: 50 },
        percent: null,
      },
    },
  })
  expect(body.campaigns[0]?.effect.conversion.verdict).toEqual({ known: false, why: 'too_few' })
  expect(body.breakdown?.groups.map(({ value }) => value)).toEqual(['blue', null])
})

it('a campaign that draws its own arms takes none from elsewhere, and says what to do', async () => {
  const refused = await track('Enrolled', 'u9', { campaign: 'abandoned_cart', arm: 'offer' }).catch(
    (error) => error,
  )
  expect(JSON.stringify(refused)).toContain('not_elsewhere')
})

it('wrong questions are told what is wrong', async () => {
  expect((await get('/v1/reports/nothing')).body.code).toBe('no_such_campaign')
  const wrong = await get('/v1/reports?by=colour&from=1.1.2026&page=2')
  expect(wrong.status).toBe(400)
  expect(JSON.stringify(wrong.body.errors)).toMatch(/segment.*2026-11-01.*page/s)
})

it('the desk reads the same with minor units, and a digest once there is a week to tell of', async () => {
  const { cookie } = await signIn(server)
  const { body } = await get('/desk/api/reports/letters', { cookie })
  expect(body).toMatchObject({ is_demo: true, report: { rows: 3, shop: { figures: { revenue: 39_010 } } } })
  const digests = await get('/desk/api/digests', { cookie })
  expect(digests.body).toMatchObject({ digests: [] })
})
