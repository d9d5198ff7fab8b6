// Joining people over HTTP: what the shop's server says joins, what a page says never does, and the desk opens the
// links of both.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { clientOf } from './client.ts'
import { signIn } from './desk-client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

/** Two visitors with a cart each, and one whom the shop knows. */
const guests = async () => {
  const client = clientOf(server)
  const [one, other] = [await client.visitor(), await client.visitor()]
  await client.add(one.visitor, 'backpack', 2690)
  await client.add(other.visitor, 'lamp', 900)
  const desk = await signIn(server)
  const find = async (by: string, id: string): Promise<string | undefined> =>
    (await desk.post('find', { by, id })).body.shopper
  const track = (who: object, key: 'shop' | 'page' = 'shop') =>
    client[key]('/v1/track', { messageId: randomUUID(), event: 'Signed In', ...who })
  const alias = (who: object, key: 'shop' | 'page' = 'shop') =>
    client[key]('/v1/alias', { messageId: randomUUID(), ...who })
  return { one: one.visitor, other: other.visitor, desk, find, track, alias }
}

describe('what the shop says of its customers', () => {
  it('makes one of a visitor and a customer at the log-in; the desk says so, and opens either by its old link', async () => {
    const { one, other, desk, find, track } = await guests()
    const guest = await find('visitor', other)
    expect((await track({ userId: 'c1', anonymousId: one })).status).toBe(200)
    const account = await find('user', 'c1')
    expect(guest).not.toBe(account)
    expect((await track({ userId: 'c1', anonymousId: other })).status).toBe(200)
    expect(await find('visitor', other)).toBe(account)
    const { body } = await desk.get(`shoppers/${guest}`)
    expect(body.shopper.id).toBe(account)
    expect(body.cart.lines.map((line: { item: string }) => line.item).toSorted()).toEqual([
      'backpack',
      'lamp',
    ])
    const [note] = body.lines.filter((line: { did: object | null }) => line.did)
    expect(note.did).toEqual({ act: 'joined', from: 'log_in' })
  })

  it('joins by alias, whichever kind of id it was before; a page that says so is not heard', async () => {
    const { one, other, find, track, alias } = await guests()
    await track({ userId: 'c2', anonymousId: one })
    await track({ userId: 'c3', anonymousId: other })
    expect(await find('user', 'c2')).not.toBe(await find('user', 'c3'))
    const ignored = await alias({ anonymousId: one, userId: 'c2', previousId: 'c3' }, 'page')
    expect(ignored.body.status).toBe('ignored')
    expect(await find('user', 'c2')).not.toBe(await find('user', 'c3'))
    const missing = await alias({ userId: 'c2' })
    expect([missing.status, missing.body.code]).toEqual([400, 'invalid_input'])
    expect((await alias({ userId: 'c2', previousId: 'c3' })).body.status).toBe('accepted')
    expect(await find('user', 'c2')).toBe(await find('user', 'c3'))
    expect(await find('visitor', other)).toBe(await find('visitor', one))
  })

  it('joins by an e-mail that the shop vouches for', async () => {
    const { one, find } = await guests()
    const client = clientOf(server)
    const email = 'olena.fold@example.org'
    const identify = (who: object) =>
      client.shop('/v1/identify', { messageId: randomUUID(), traits: { email }, ...who })
    await identify({ anonymousId: one })
    await client.shop('/v1/identify', { messageId: randomUUID(), userId: 'c4', traits: {} })
    expect(await find('user', 'c4')).not.toBe(await find('visitor', one))
    await identify({ userId: 'c4' })
    expect(await find('user', 'c4')).toBe(await find('visitor', one))
    expect(await find('email', email)).toBe(await find('user', 'c4'))
  })
})
