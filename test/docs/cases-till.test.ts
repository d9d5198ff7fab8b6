// S14 of docs/cases at the till: the shop's server asks over HTTP, as a chain's tills do, on the case's own rules.
import { randomUUID } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chat, clientOf } from '../http/client.ts'
import { startServer, type TestServer } from '../server.ts'
import { CASES } from './cases-world.ts'

/** The case's own files, with nobody held out: this shopper is not left to chance. */
const layOut = (folder: string): void => {
  for (const [from, to] of [
    ['s14-supermarket-chain', 'flows'],
    ['locales', 'locales'],
  ] as const) {
    rmSync(join(folder, to), { recursive: true })
    cpSync(join(CASES, from), join(folder, to), { recursive: true })
  }
  for (const name of readdirSync(join(folder, 'flows')).filter((each) => each.endsWith('.yaml'))) {
    const file = join(folder, 'flows', name)
    writeFileSync(file, readFileSync(file, 'utf8').replace(/holdout: \d+%/, 'holdout: 0%'))
  }
}

let server: TestServer
let client: ReturnType<typeof clientOf>
beforeAll(async () => {
  server = await startServer({}, layOut)
  client = clientOf(server)
})
afterAll(() => server.stop())

const signsIn = async (region: string) => {
  const { visitor, token } = await client.visitor()
  const whose = () => ({ messageId: randomUUID(), anonymousId: visitor })
  expect((await client.shop('/v1/identify', { ...whose(), traits: { region } })).status).toBe(200)
  const told = await client.shop('/v1/track', { ...whose(), event: 'Signed In', properties: {} })
  expect(told.status).toBe(200)
  return { visitor, talk: await chat(server, token) }
}

describe('S14 at the till', () => {
  it('a code of the region is checked, redeemed once, given back and redeemed again by the API', async () => {
    const { visitor, talk } = await signsIn('Sumy')
    const { code } = await talk.line((line) => line.code !== undefined)
    talk.close()
    const at = (id: string, total: string) => ({
      ...{ code: code!.text, shopper: { anonymousId: visitor } },
      order: { id, total, currency: 'UAH' },
    })
    expect((await client.shop('/v1/validations', at('t-1', '320.00'))).body).toMatchObject({
      ...{ valid: false, reason: 'minimum', missing: '80.00' },
    })
    const used = await client.redeem('t-1', at('t-1', '520.00'))
    expect(used).toMatchObject({ status: 201, body: { order: 't-1', amount: '40.00', currency: 'UAH' } })
    const twice = await client.redeem('t-2', at('t-2', '520.00'))
    expect(twice).toMatchObject({ status: 409, body: { code: 'code_redeemed' } })
    const back = `/v1/redemptions/${used.body.id}/rollback`
    expect((await client.shop(back, {}, { 'idempotency-key': 'b-1' })).status).toBe(200)
    expect((await client.redeem('t-3', at('t-3', '520.00'))).status).toBe(201)

    const { body } = await client.shop('/v1/reports/sumy?by=region')
    expect(body.campaigns[0]).toMatchObject({
      budget: { limit: '40000.00', spent: '40.00', reserved: '0.00' },
    })
    expect(body.breakdown.groups).toMatchObject([{ value: 'Sumy', figures: { redeemed: 1 } }])
  })

  it('somebody of another region gets none, and the code of a neighbour is nobody’s at this till', async () => {
    const { visitor, talk } = await signsIn('Kyiv')
    talk.say({ kind: 'say', id: randomUUID(), text: 'hello' })
    await talk.line((line) => line.text.startsWith('Hello'))
    expect(talk.lines().filter((line) => line.code !== undefined)).toEqual([])
    talk.close()
    const sumy = await signsIn('Sumy')
    const { code } = await sumy.talk.line((line) => line.code !== undefined)
    sumy.talk.close()
    const foreign = await client.redeem('f-1', {
      ...{ code: code!.text, shopper: { anonymousId: visitor } },
      order: { id: 'f-1', total: '520.00', currency: 'UAH' },
    })
    expect(foreign).toMatchObject({ status: 409, body: { code: 'code_not_found' } })
  })
})
