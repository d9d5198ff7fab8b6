import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { call, chat, clientOf } from './client.ts'
import { signIn, TARAS } from './desk-client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

/** A shopper with a cart of this sum who asked for a person. */
const wantsAgent = async (price: number, signedIn?: Awaited<ReturnType<typeof signIn>>) => {
  const client = clientOf(server)
  const { visitor, token } = await client.visitor()
  await client.add(visitor, `item-${price}`, price)
  const talk = await chat(server, token)
  talk.say({ kind: 'say', id: randomUUID(), text: 'I want a person' })
  const olena = signedIn ?? (await signIn(server))
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

  it('pauses after five wrong passwords, but not for a browser in which the agent has signed in before', async () => {
    const other = await startServer()
    const tryOnce = (password: string, cookie = '') =>
      call(
        `${other.url()}/desk/api/sign-in`,
        { name: 'taras', password },
        { 'x-winback-desk': '1', ...(cookie && { cookie }) },
      )
    const own = await tryOnce(TARAS.password)
    const known = own.headers.getSetCookie().find((one) => one.startsWith('winback_desk_known='))
    for (let n = 0; n < 5; n += 1) expect((await tryOnce('wrong password')).status).toBe(401)
    const paused = await tryOnce(TARAS.password)
    expect({ status: paused.status, code: paused.body.code }).toEqual({ status: 429, code: 'too_many_tries' })
    expect(paused.body.wait).toBeGreaterThan(0)
    expect((await tryOnce(TARAS.password, known?.split(';')[0])).status).toBe(200)
    // Another name from the same address is not kept out by that.
    expect((await signIn(other)).cookie).toMatch(/^winback_desk=/)
    await other.stop()
  })

  it('pauses one address that tries many names', async () => {
    const other = await startServer()
    const tryOnce = (n: number) =>
      call(
        `${other.url()}/desk/api/sign-in`,
        { name: `nobody-${n}`, password: 'wrong password' },
        { 'x-winback-desk': '1' },
      )
    const tries = await Promise.all(Array.from({ length: 31 }, (_, n) => tryOnce(n)))
    expect(tries.map(({ status }) => status).filter((status) => status === 429)).toHaveLength(1)
    await other.stop()
  })

  it('signing out ends the session on the server too, also for a copy of its cookie, also after a restart', async () => {
    const other = await startServer()
    const olena = await signIn(other)
    expect((await olena.get('tickets')).status).toBe(200)
    await olena.post('sign-out', {})
    expect((await olena.get('tickets')).status).toBe(401)
    await other.restart()
    expect((await olena.get('tickets')).status).toBe(401)
    await other.stop()
  })
})

describe('a ticket at the desk', () => {
  it('shows the talk, the cart and the offers, and no code', async () => {
    const { olena, ticket, talk } = await wantsAgent(21_000)
    const view = await olena.ticket(ticket)
    expect(view.cart).toMatchObject({ total: 2_100_000 })
    expect(view.lines.map((line: { who: string }) => line.who)).toContain('shopper')
    expect(view.rules.offers.map((offer: { name: string }) => offer.name)).toContain('percent_15')
    talk.close()
  })

  it('shows what the shopper said, also what is said while it waits', async () => {
    const { olena, ticket, talk } = await wantsAgent(20_500)
    await talk.line((line) => line.text.includes('told a colleague'))
    talk.say({ kind: 'say', id: randomUUID(), text: 'we need 30 pcs by December 20, and 10% off please' })
    const said = await vi.waitUntil(async () => (await olena.ticket(ticket)).ticket.said, { timeout: 10_000 })
    expect(said).toMatchObject({ quantity: 30, percent: 10 })
    expect(new Date(said.by).getUTCMonth()).toBe(11)
    talk.close()
  }, 15_000)

  it('is approved once: the second agent hears who was first, and when', async () => {
    const { olena, ticket, talk } = await wantsAgent(22_000)
    const taras = await signIn(server, TARAS)
    const approve = { act: 'approve', ticket, offer: 'percent_15', ceiling: 60_000 }
    expect((await olena.act(approve, 'key-1')).status).toBe(200)
    expect((await olena.act(approve, 'key-1')).status).toBe(200)
    const { code } = await talk.line((line) => line.code !== undefined)
    expect(code!.text).toMatch(/^ZT-/)
    const late = await taras.act({ act: 'decline', ticket, reason: 'too_small_margin' })
    expect(late.status).toBe(409)
    expect(late.body).toMatchObject({ code: 'act_already_decided', by: 'olena' })
    expect(Number.isInteger(late.body.at)).toBe(true)
    expect(talk.lines().filter((line) => line.code)).toHaveLength(1)
    expect(JSON.stringify(await olena.ticket(ticket))).not.toContain(code!.text)
    talk.close()
  })

  it('is not approved for a cart that would cost more by now: what it costs is said, and asked again', async () => {
    const { client, visitor, olena, ticket, talk } = await wantsAgent(2300)
    const saw = await olena.ticket(ticket)
    const percent = saw.rules.offers.find((offer: { name: string }) => offer.name === 'percent_15')
    expect(percent).toMatchObject({ cost: 34_500, ceiling: 34_500 })
    await client.add(visitor, 'one-more', 1000)
    const approve = (ceiling: number) => olena.act({ act: 'approve', ticket, offer: 'percent_15', ceiling })
    const { status, body } = await approve(percent.ceiling)
    expect({ status, code: body.code, now: body.now, missing: body.missing }).toEqual({
      ...{ status: 409, code: 'act_cart_changed', now: 49_500, missing: 15_000 },
    })
    expect((await approve(body.now)).status).toBe(200)
    const { codes } = await olena.ticket(ticket)
    // The code never takes off more than was approved, whatever the cart becomes.
    expect(codes[0].terms).toMatchObject({ kind: 'percent', value: 15, worst: 49_500, minimum: 100_000 })
    talk.close()
  })

  it('is approved with other terms within the limits of the shop, and not beyond', async () => {
    const { olena, ticket, talk } = await wantsAgent(26_000)
    const approve = (terms: object, ceiling: number, offer = 'percent_15') =>
      olena.act({ act: 'approve', ticket, offer, terms, ceiling })
    const over = await approve({ value: 26, up_to: 500_000 }, 500_000)
    expect(over.body).toMatchObject({
      code: 'act_over_limit',
      over: { limit: 'percent', most: 25, asked: 26 },
    })
    expect((await approve({ up_to: 500_001 }, 500_001)).body.over).toEqual({
      ...{ limit: 'amount', most: 500_000, asked: 500_001 },
    })
    expect((await approve({ valid: 15 * 86_400_000 }, 60_000)).body.over.limit).toBe('valid')
    expect((await approve({ minimum: 40_000 }, 60_000)).body.over.limit).toBe('minimum')
    expect((await approve({ value: 501 }, 60_000, 'points_50')).body.over.limit).toBe('points')
    expect((await approve({ value: 12.345 }, 60_000)).body.code).toBe('act_senseless_terms')
    const shopper = ticket.split('.t')[0]
    const asked = {
      shopper,
      ticket,
      campaign: 'questions',
      offer: 'percent_15',
      terms: { value: 20, up_to: 400_000 },
    }
    const quoted = await olena.post('quotes', asked)
    expect(quoted.body).toMatchObject({ kind: 'possible', offer: { cost: 400_000, ceiling: 400_000 } })
    expect((await approve(asked.terms, 400_000)).status).toBe(200)
    const { code } = await talk.line((line) => line.code !== undefined)
    expect(code?.terms).toContain('20')
    talk.close()
  })

  it('where two decide at once, one wins and the other reads who and when, in every round', async () => {
    const taras = await signIn(server, TARAS)
    const olena = await signIn(server)
    const rounds = await Promise.all(Array.from({ length: 20 }, (_, n) => wantsAgent(30_000 + n, olena)))
    for (const { ticket, talk } of rounds) {
      const answers = await Promise.all([
        olena.act({ act: 'approve', ticket, offer: 'come_back_200', ceiling: 20_000 }),
        taras.act({ act: 'approve', ticket, offer: 'come_back_200', ceiling: 20_000 }),
      ])
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
      const [won, lost] = answers[0]?.status === 200 ? ['olena', answers[1]] : ['taras', answers[0]]
      expect(lost?.body).toMatchObject({ code: 'act_already_decided', by: won })
      expect(lost?.body.at).toBeGreaterThan(0)
      expect((await olena.ticket(ticket)).codes).toHaveLength(1)
      talk.close()
    }
  })

  it('keeps a note and the reason of a refusal from the shopper, who hears what was meant for it', async () => {
    const { olena, ticket, talk } = await wantsAgent(27_000)
    await olena.act({ act: 'note', ticket, text: 'she returns everything' })
    const words = 'Write to me about the next order, please.'
    const bad = await olena.act({ act: 'decline', ticket, reason: 'other' })
    expect({ status: bad.status, path: bad.body.errors[0].path }).toEqual({ status: 400, path: 'why' })
    const done = { act: 'decline', ticket, reason: 'suspected_misuse', why: 'third return', words }
    expect((await olena.act(done)).status).toBe(200)
    await talk.line((line) => line.who === 'agent' && line.text === words)
    expect(JSON.stringify(talk.heard)).not.toMatch(/returns everything|third return|misuse/)
    const view = await olena.ticket(ticket)
    expect(view.ticket.decided).toMatchObject({
      by: 'olena',
      reason: 'suspected_misuse',
      why: 'third return',
    })
    expect(view.lines.find((line: { did: unknown }) => line.did)).toMatchObject({
      by: 'olena',
      text: 'third return',
    })
    talk.close()
  })

  it('shows what the margin leaves where the shop sends costs, and says whose cost is not known', async () => {
    const { olena, ticket, talk } = await wantsAgent(28_000)
    const view = await olena.ticket(ticket)
    expect(view.margin).toEqual({ kind: 'unknown', items: ['item-28000'] })
    talk.close()
  })

  it('has words of its own for every way in which it is gone', async () => {
    const { olena, ticket, talk } = await wantsAgent(29_000)
    const approve = (more: object) =>
      olena.act({ act: 'approve', ticket, offer: 'percent_15', ceiling: 60_000, ...more })
    expect((await approve({ offer: 'gone' })).body.code).toBe('act_no_such_offer')
    expect((await approve({ offer: 'fixed_500' })).body.code).toBe('act_nothing_saved')
    expect((await approve({ offer: 'come_back_200', ceiling: 0 })).body).toMatchObject({
      ...{ code: 'act_cart_changed', now: 20_000, missing: 20_000 },
    })
    const shopper = ticket.split('.t')[0]
    const issue = {
      act: 'issue',
      shopper,
      campaign: 'nowhere',
      offer: 'percent_15',
      ceiling: 60_000,
      why: 'x',
    }
    expect((await olena.act(issue)).body.code).toBe('act_no_such_campaign')
    expect((await olena.act({ act: 'revoke', shopper, code: 'none', why: 'x' })).body.code).toBe(
      'act_no_such_code',
    )
    talk.say({ kind: 'say', id: randomUUID(), text: 'unsubscribe' })
    await expect.poll(async () => (await olena.ticket(ticket)).ticket.state, { timeout: 8000 }).toBe('closed')
    expect((await approve({})).body.code).toBe('act_stopped')
    expect((await olena.act({ act: 'send', ticket, text: 'hello' })).body.code).toBe('act_stopped')
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
    expect((await taras.act({ act: 'send', ticket, text: 'me too' })).body).toMatchObject({
      code: 'act_taken',
    })
    await olena.act({ act: 'send', ticket, text: 'How can I help?' })
    await talk.line((line) => line.who === 'agent' && line.text === 'How can I help?')
    // Olena has gone home: Taras says so on purpose.
    expect((await taras.act({ act: 'take_over', ticket, from: 'olena' })).status).toBe(200)
    const view = await taras.ticket(ticket)
    expect(view.ticket.decided).toMatchObject({ by: 'taras', from: 'olena' })
    expect((await olena.act({ act: 'hand_back', ticket })).body).toMatchObject({
      code: 'act_taken',
      by: 'taras',
    })
    expect((await taras.act({ act: 'hand_back', ticket })).status).toBe(200)
    talk.close()
  })

  it('refuses an act that is none', async () => {
    const olena = await signIn(server)
    const { status, body } = await olena.act({ act: 'burn', ticket: 's.t1' })
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'invalid_input' })
  })
})

describe('a shopper at the desk', () => {
  it('is found by e-mail, by the id of the shop and by the visitor, exactly; gets a code with a reason, and loses it', async () => {
    const client = clientOf(server)
    const { visitor, token } = await client.visitor()
    const talk = await chat(server, token)
    await client.shop('/v1/identify', {
      ...{ messageId: randomUUID(), userId: 'customer-77', anonymousId: visitor },
      traits: { email: 'Iryna.K@example.com', name: 'Iryna' },
    })
    await client.add(visitor, 'lamp', 1500)
    const olena = await signIn(server)
    const find = async (by: string, id: string) => (await olena.post('find', { by, id })).body
    const { shopper } = await find('visitor', visitor)
    expect(await find('email', 'iryna.k@example.com')).toEqual({ shopper })
    expect(await find('user', 'customer-77')).toEqual({ shopper })
    expect(await find('email', 'iryna.k')).toMatchObject({ status: 404, code: 'no_such_shopper' })
    const issue = { act: 'issue', shopper, campaign: 'questions', offer: 'come_back_200', ceiling: 20_000 }
    expect((await olena.act(issue)).status).toBe(400)
    expect((await olena.act({ ...issue, why: 'the parcel came late' })).status).toBe(200)
    const line = await talk.line((one) => one.code !== undefined)
    const [code] = (await olena.get(`shoppers/${shopper}`)).body.codes
    expect(code).toMatchObject({ agent: 'olena', state: 'issued', offer: 'come_back_200' })
    expect((await olena.act({ act: 'revoke', shopper, code: code.id, why: 'given twice' })).status).toBe(200)
    expect((await olena.act({ act: 'revoke', shopper, code: code.id, why: 'again' })).body.code).toBe(
      'act_code_revoked',
    )
    const answer = await client.shop('/v1/validations', {
      ...{ code: line.code?.text, order: { total: '1500.00' }, shopper: { anonymousId: visitor } },
    })
    expect(answer.body).toMatchObject({ valid: false, reason: 'revoked' })
    talk.close()
  })

  it('needs attention where nothing was delivered; a calm desk says so', async () => {
    const olena = await signIn(server)
    const calm = { outages: [], undelivered: [], events: [], pools: [], steered: [] }
    expect((await olena.get('attention')).body).toEqual(calm)
  })
})
