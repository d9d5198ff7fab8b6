// A pool that runs out is seen before shoppers are turned away: by agents at the desk, and by whoever reads /metrics.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { call } from './client.ts'
import { signIn } from './desk-client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({}, (folder) => {
    const path = join(folder, 'flows/offers.yaml')
    const offer = '  partner_10: { percent: 10, up_to: 300 UAH, valid: 48h, codes: { pool: partner } }\n'
    writeFileSync(path, readFileSync(path, 'utf8') + offer)
  })
})
afterAll(() => server.stop())

it('a pool that offers draw from and that is empty is told of', async () => {
  const olena = await signIn(server)
  expect((await olena.get('attention')).body.pools).toEqual([
    { pool: 'partner', left: 0, offers: ['partner_10'] },
  ])
  const metrics = (await call(`${server.url()}/metrics`)).body
  expect(metrics).toContain('winback_pool_codes{pool="partner",state="left"} 0')
})
