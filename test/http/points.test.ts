// Points of our own and referrals, by the doors that a shop's server uses.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { clientOf } from './client.ts'

let server: TestServer
let client: ReturnType<typeof clientOf>
let sent = 0

beforeAll(async () => {
  server = await startServer({}, (folder) => {
    const path = join(folder, 'flows/shop.yaml')
    const points = 'points: { worth: 1 UAH, expire: 365d, remind: 5d }\n'
    writeFileSync(path, `${readFileSync(path, 'utf8')}\n${points}`)
  })
  client = clientOf(server)
})
afterAll(() => server.stop())

const track = (userId: string, event: string, properties: object) =>
  client.shop('/v1/track', { messageId: `m-${++sent}`, userId, event, properties })
const spend = (key: string, body: object) => client.shop('/v1/points/spend', body, { 'idempotency-key': key })
const balance = async (userId: string) => (await client.shop(`/v1/points?userId=${userId}`)).body

describe('points at the checkout', () => {
  it('are spent once for one key, and given back once', async () => {
    await track('ann', 'Points Added', { points: 100 })
    const body = { userId: 'ann', points: 30, order: { id: 'A-1' } }
    const first = await spend('k1', body)
    expect([first.status, first.body.balance, first.body.amount]).toEqual([201, 70, '30.00'])
    expect((await spend('k1', body)).body).toEqual(first.body)
    expect((await spend('k1', { ...body, points: 31 })).body.code).toBe('id_reused')
    const back = () =>
      client.shop(`/v1/points/spend/${first.body.id}/rollback`, {}, { 'idempotency-key': `b${++sent}` })
    expect((await back()).body).toMatchObject({ status: 'rolled_back', balance: 100 })
    expect((await back()).body).toMatchObject({ status: 'rolled_back', balance: 100 })
    expect(await balance('ann')).toMatchObject({ kept_by: 'winback', balance: 100, worth: '100.00' })
  })

  it('beyond the balance are refused, and say how many are lacking', async () => {
    await track('bob', 'Points Added', { points: 10 })
    const answer = await spend('k2', { userId: 'bob', points: 25 })
    expect([answer.status, answer.body.code, answer.body.missing]).toEqual([409, 'not_enough', 15])
    expect((await spend('k3', { userId: 'nobody', points: 1 })).body.code).toBe('unknown_shopper')
    expect((await client.page('/v1/points?userId=bob')).body.code).toBe('page_key')
  })

  it('that a shop reports as spent are booked whatever there is', async () => {
    await track('eve', 'Points Added', { points: 10 })
    await track('eve', 'Points Spent', { points: 25, order_id: 'E-1' })
    expect((await balance('eve')).balance).toBe(0)
  })

  it('of a balance that the shop had before are taken over once', async () => {
    const identify = (points: number) =>
      client.shop('/v1/identify', { messageId: `m-${++sent}`, userId: 'dan', traits: { points } })
    await identify(80)
    await spend('k4', { userId: 'dan', points: 30 })
    await identify(80)
    expect((await balance('dan')).balance).toBe(50)
  })
})

describe('a referral', () => {
  it('is a word of the shopper\u2019s own that a page may bring', async () => {
    await track('ira', 'Signed In', {})
    const { referral } = (await client.shop('/v1/referral?userId=ira')).body
    expect(referral).toMatch(/^s_[\w-]{16}\.[\w-]{8}$/)
    const { visitor } = await client.visitor()
    const came = await client.page('/v1/track', {
      ...{ messageId: `m-${++sent}`, event: 'Referred', anonymousId: visitor },
      properties: { referral },
    })
    expect(came.body.status).toBe('accepted')
  })
})
