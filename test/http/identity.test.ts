// Log-in that a page shows by the shop's signature: it joins the visitor with the customer, and nothing else does.
import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { clientOf } from './client.ts'
import { signIn } from './desk-client.ts'

const [SECRET, OLD] = ['n'.repeat(32), 'o'.repeat(40)]

let server: TestServer
beforeAll(async () => {
  server = await startServer({ WINBACK_IDENTITY_SECRET: `${SECRET},${OLD}` })
})
afterAll(() => server.stop())

const hashOf = (userId: string, secret = SECRET): string =>
  createHmac('sha256', secret).update(userId).digest('hex')

const part = (what: object): string => Buffer.from(JSON.stringify(what)).toString('base64url')
const tokenOf = (claims: object, { secret = SECRET, head = { alg: 'HS256', typ: 'JWT' } as object } = {}) => {
  const content = `${part(head)}.${part(claims)}`
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}
const soon = (): number => Math.floor(Date.now() / 1000) + 600

const world = async () => {
  const client = clientOf(server)
  const { visitor, token } = await client.visitor()
  const user = randomUUID()
  const desk = await signIn(server)
  return {
    ...{ client, visitor, token, user },
    /** As the widget sends it. */
    identify: (traits: object, anonymousId = token) =>
      client.page('/v1/identify', { messageId: randomUUID(), anonymousId, traits }),
    isJoined: async (): Promise<boolean> => {
      const find = async (by: string, id: string) => (await desk.post('find', { by, id })).body.shopper
      const [a, b] = [await find('visitor', visitor), await find('user', user)]
      return a !== undefined && a === b
    },
  }
}

describe('a page that shows the signature', () => {
  it('joins its own visitor with that customer, by a hash or by a token, of the new secret or the one before', async () => {
    const ways = [
      (user: string) => ({ userId: user, userHash: hashOf(user) }),
      (user: string) => ({ userId: user, userHash: hashOf(user, OLD).toUpperCase() }),
      (user: string) => ({ userToken: tokenOf({ sub: user, exp: soon() }) }),
      (user: string) => ({ userToken: tokenOf({ sub: user, exp: soon() }, { secret: OLD }) }),
    ]
    for (const way of ways) {
      const { client, visitor, user, identify, isJoined } = await world()
      await client.add(visitor, 'lamp', 900)
      expect(await identify(way(user))).toMatchObject({ status: 200, body: { status: 'accepted' } })
      expect(await isJoined()).toBe(true)
    }
  })

  it('joins the e-mail that the token vouches for, and never one that the page says', async () => {
    const { client, user, identify } = await world()
    const email = `${randomUUID()}@example.com`
    await client.shop('/v1/identify', {
      ...{ messageId: randomUUID(), userId: `crm-${user}`, traits: { name: 'Anna' } },
    })
    const said = await identify({ userId: user, userHash: hashOf(user), email })
    expect(said).toMatchObject({ status: 403, body: { code: 'page_key' } })
    const claims = { sub: user, exp: soon(), email, email_verified: true }
    expect((await identify({ userToken: tokenOf(claims) })).status).toBe(200)
    const desk = await signIn(server)
    const find = async (by: string, id: string) => (await desk.post('find', { by, id })).body.shopper
    expect(await find('email', email)).toBe(await find('user', user))
  })
})

describe('nothing else', () => {
  it('joins: no signature, a wrong one, one of another user, none and other algorithms, too old, too long', async () => {
    const { client, visitor, user, identify, isJoined } = await world()
    await client.add(visitor, 'lamp', 900)
    await client.shop('/v1/identify', { messageId: randomUUID(), userId: user, traits: {} })
    const now = Math.floor(Date.now() / 1000)
    const fine = { sub: user, exp: soon() }
    const none = `${part({ alg: 'none' })}.${part(fine)}`
    const wrong: readonly object[] = [
      { userId: user, userHash: '' },
      { userId: user, userHash: hashOf('somebody') },
      { userId: user, userHash: hashOf(user, 'x'.repeat(32)) },
      { userHash: hashOf(user) },
      { userToken: `${none}.` },
      { userToken: none },
      { userToken: tokenOf(fine, { head: { alg: 'none' } }) },
      { userToken: tokenOf(fine, { head: { alg: 'RS256' } }) },
      { userToken: tokenOf(fine, { head: { alg: 'HS256', crit: ['exp'] } }) },
      { userToken: tokenOf(fine, { secret: 'x'.repeat(32) }) },
      { userToken: `${tokenOf(fine)}.x` },
      { userToken: `${tokenOf(fine)}=` },
      { userToken: tokenOf({ sub: user }) },
      { userToken: tokenOf({ exp: soon() }) },
      { userToken: tokenOf({ sub: user, exp: now - 120 }) },
      { userToken: tokenOf({ sub: user, exp: now + 2 * 86_400 }) },
      { userToken: tokenOf({ ...fine, nbf: now + 600 }) },
    ]
    for (const traits of wrong)
      expect(await identify(traits), JSON.stringify(traits)).toMatchObject({
        ...{ status: 403, body: { code: 'identity' } },
      })
    expect((await identify({ userId: user })).status).toBe(200)
    expect(await isJoined()).toBe(false)
  })

  it('joins the visitor of another browser: its name is no token', async () => {
    const { client, user, identify, isJoined, visitor } = await world()
    await client.add(visitor, 'lamp', 900)
    await client.shop('/v1/identify', { messageId: randomUUID(), userId: user, traits: {} })
    const mine = { userId: user, userHash: hashOf(user) }
    for (const anonymousId of [visitor, `v1.${visitor}.${'A'.repeat(43)}`, 'v1.x.y'])
      expect(await identify(mine, anonymousId)).toMatchObject({
        ...{ status: 403, body: { code: 'visitor_token' } },
      })
    expect(await isJoined()).toBe(false)
  })

  it('joins two customers: the browser stays with whom it was first', async () => {
    const { client, visitor, user, identify, isJoined } = await world()
    await client.add(visitor, 'lamp', 900)
    expect((await identify({ userId: 'first', userHash: hashOf('first') })).status).toBe(200)
    expect((await identify({ userId: user, userHash: hashOf(user) })).status).toBe(200)
    expect(await isJoined()).toBe(false)
  })
})

it('a widget that says its visitor by the token is the same visitor, also for hints', async () => {
  const { client, visitor, token } = await world()
  await client.page('/v1/track', {
    ...{ messageId: randomUUID(), event: 'Product Added', anonymousId: token },
    properties: { product_id: 'lamp', price: 900, currency: 'UAH' },
  })
  const desk = await signIn(server)
  expect((await desk.post('find', { by: 'visitor', id: visitor })).body.shopper).toBeDefined()
})
