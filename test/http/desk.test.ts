import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { call, chat, clientOf } from './client.ts'
import { signIn } from './desk-client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const TARAS = { name: 'taras', password: 'battery staple' }

/** A shopper with a cart of this sum who asked for a person. */
const wantsAgent = async (price: number) => {
  const client = clientOf(server)
  const { visitor, token } = await client.visitor()
  await client.add(visitor, `item-${price}`, price)
  const talk = await chat(server, token)
  talk.say({ kind: 'say', id: randomUUID(), text: 'I want a person' })
  const olena = await signIn(server)
  const ticket = await olena.ticketOf(visitor, price)
  return { client, visitor, talk, olena, ticket }
}

describe('the door of the desk', () => {
  it('is shut to who has not signed in', async () => {
    const paths = ['tickets', 'tickets/s.t1', 'changes']
    for (const path of paths) {
      const { status, body } = await call(`${server.url()}/desk/api/${path}`)
      expect({ status, code: body.code }).toEqual({ status: 401, code: 'sign_in' })
    }
    const act = await call(`${server.url()}/desk/api/acts`, {}, { 'x-winback-desk': '1' })
    expect(act.status).toBe(401)
  })

  it("opens by name and password, in a cookie that scripts can't read and other sites don't bring", async () => {
    const answer = await call(`${server.url()}/desk/api/sign-in`, server.agent, { 'x-winback-desk': '1' })
    expect(answer.status).toBe(200)
    const cookie = answer.headers.get('set-cookie')
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/desk']) expect(cookie).toContain(part)
  })

  it('takes no cookie that was made or changed elsewhere', async () => {
    const { cookie } = await signIn(server)
    const taras = Buffer.from('taras').toString('base64url')
    const forged = cookie.replace(/=[^.]+/, `=${taras}`)
    for (const bad of [forged, 'winback_desk=', 'winback_desk=a.b.c', cookie.slice(0, -2)]) {
      expect((await call(`${server.url()}/desk/api/tickets`, undefined, { cookie: bad })).status).toBe(401)
    }
  })

  it('stays shut to pages of other sites, even with the cookie', async () => {
    const { cookie } = await signIn(server)
    const foreign = [{ cookie }, { cookie, 'x-winback-desk': '1', origin: 'https://evil.example' }]
    for (const headers of foreign) {
      const { status, body } = await call(
        `${server.url()}/desk/api/acts`,
        { act: 'take_over', ticket: 's.t1' },
        headers,
      )
      expect({ status, code: body.code }).toEqual({ status: 403, code: 'foreign_page' })
    }
  })

  it('pauses after five wrong passwords', async () => {
    const other = await startServer()
    const tryOnce = (password: string) =>
      call(`${other.url()}/desk/api/sign-in`, { name: 'taras', password }, { 'x-winback-desk': '1' })
    for (let n = 0; n < 5; n += 1) expect((await tryOnce('wrong password')).status).toBe(401)
    const paused = await tryOnce(TARAS.password)
    expect({ status: paused.status, code: paused.body.code }).toEqual({ status: 429, code: 'too_many_tries' })
    await other.stop()
  })
})

describe('a ticket at the desk', () => {
  it('shows the talk, the cart and the offers, and no code', async () => {
    const { olena, ticket, talk } = await wantsAgent(21_000)
    const view = await olena.ticket(ticket)
    expect(view.cart).toMatchObject({ total: 2_100_000 })
    expect(view.lines.map((line: { who: string }) => line.who)).toContain('shopper')
    expect(view.offers.map((offer: { name: string }) => offer.name)).toContain('percent_15')
    talk.close()
  })

  it('is approved once: the second agent hears who was first, and when', async () => {
    const { olena, ticket, talk } = await wantsAgent(22_000)
    const taras = await signIn(server, TARAS)
    const approve = { act: 'approve', ticket, offer: 'percent_15', ceiling: 2_200_000 }
    expect((await olena.act(approve, 'key-1')).status).toBe(200)
    expect((await olena.act(approve, 'key-1')).status).toBe(200)
    const { code } = await talk.line((line) => line.code !== undefined)
    expect(code!.text).toMatch(/^ZT-/)
    const late = await taras.act({ act: 'decline', ticket, why: 'too much' })
    expect(late.status).toBe(409)
    expect(late.body).toMatchObject({ code: 'act_already_decided', by: 'olena' })
    expect(Number.isInteger(late.body.at)).toBe(true)
    expect(talk.lines().filter((line) => line.code)).toHaveLength(1)
    expect(JSON.stringify(await olena.ticket(ticket))).not.toContain(code!.text)
    talk.close()
  })

  it('is not approved for a cart that has grown meanwhile', async () => {
    const { client, visitor, olena, ticket, talk } = await wantsAgent(23_000)
    await client.add(visitor, 'one-more', 1000)
    const { status, body } = await olena.act({
      act: 'approve',
      ticket,
      offer: 'percent_15',
      ceiling: 2_300_000,
    })
    expect({ status, code: body.code, missing: body.missing }).toEqual({
      ...{ status: 409, code: 'act_cart_changed', missing: 100_000 },
    })
    talk.close()
  })

  it("that is taken over makes the talk an agent's, until it is handed back", async () => {
    const { olena, ticket, talk } = await wantsAgent(24_000)
    expect((await olena.act({ act: 'take_over', ticket })).status).toBe(200)
    const taras = await signIn(server, TARAS)
    expect((await taras.act({ act: 'take_over', ticket })).body).toMatchObject({
      code: 'act_taken',
      by: 'olena',
    })
    await olena.act({ act: 'send', ticket, text: 'How can I help?' })
    await talk.line((line) => line.who === 'agent' && line.text === 'How can I help?')
    expect((await olena.act({ act: 'hand_back', ticket })).status).toBe(200)
    talk.close()
  })

  it('refuses an act that is none', async () => {
    const olena = await signIn(server)
    const { status, body } = await olena.act({ act: 'burn', ticket: 's.t1' })
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'invalid_input' })
  })
})
