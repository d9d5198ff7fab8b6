// Over HTTP: an approval bound to what was seen, roles of logins, a second agent, assignment, saved replies, how far words got.
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { chat, clientOf } from './client.ts'
import { signIn } from './desk-client.ts'

const LEAD = { name: 'olena', password: 'correct: horse' }
const JUNIOR = { name: 'taras', password: 'battery staple' }

let server: TestServer
let lead: Awaited<ReturnType<typeof signIn>>
let junior: Awaited<ReturnType<typeof signIn>>
beforeAll(async () => {
  const agents = `${LEAD.name}/lead:${LEAD.password},${JUNIOR.name}/junior:${JUNIOR.password}`
  server = await startServer({ WINBACK_AGENTS: agents }, (folder) => {
    const file = join(folder, 'flows', 'shop.yaml')
    const roles =
      'agents:\n  roles: { junior: { percent: 10, amount: 300 UAH }, lead: {} }\n  people: { Olena: { also: [olena] } }'
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^agents:/m, roles))
  })
  lead = await signIn(server, LEAD)
  junior = await signIn(server, JUNIOR)
})
afterAll(() => server.stop())

const wantsAgent = async (price: number) => {
  const client = clientOf(server)
  const { visitor, token } = await client.visitor()
  await client.shop('/v1/identify', {
    ...{ messageId: randomUUID(), userId: `u-${price}`, anonymousId: visitor },
    traits: { name: 'Iryna', language: 'en' },
  })
  await client.add(visitor, `item-${price}`, price)
  const talk = await chat(server, token)
  talk.say({ kind: 'say', id: randomUUID(), text: 'I want a person' })
  const ticket = await lead.ticketOf(visitor, price)
  return { client, visitor, talk, ticket }
}

describe('what agents say yes to', () => {
  it('is what they saw, within their role, and two of them where it takes two', async () => {
    const { client, visitor, talk, ticket } = await wantsAgent(4_000)
    const view = await junior.ticket(ticket)
    const offer = view.rules.offers.find(({ name }: { name: string }) => name === 'percent_15')
    expect(offer.digest).toMatch(/^[0-9a-f]{16}$/)
    const terms = { value: 15 }
    const quoted = await junior.post('quotes', {
      shopper: view.shopper.id,
      ticket,
      campaign: view.rules.campaign.name,
      offer: 'percent_15',
      terms,
    })
    expect(quoted.body.offer.digest).toBe(offer.digest)

    const approve = {
      act: 'approve',
      ticket,
      offer: 'percent_15',
      ceiling: offer.ceiling,
      digest: offer.digest,
    }
    const first = await junior.act(approve)
    expect({ status: first.status, ...first.body }).toMatchObject({
      ...{ status: 409, code: 'act_second_agent', by: 'taras' },
      over: { limit: 'percent', most: 10, asked: 15 },
    })
    expect((await lead.ticket(ticket)).ticket).toMatchObject({
      state: 'open',
      first: { by: 'taras', desk: 'web' },
    })

    await client.add(visitor, 'one more', 10)
    await vi.waitFor(async () => expect((await lead.ticket(ticket)).ticket.first).toBeUndefined())
    const late = await lead.act(approve)
    expect({ status: late.status, ...late.body }).toMatchObject({
      status: 409,
      code: 'act_changed',
      cart: 401_000,
    })

    const now = (await lead.ticket(ticket)).rules.offers.find(
      ({ name }: { name: string }) => name === 'percent_15',
    )
    const again = { ...approve, ceiling: now.ceiling, digest: now.digest }
    expect((await junior.act(again)).body.code).toBe('act_second_agent')
    expect((await lead.act(again)).body).toMatchObject({ status: 'done' })
    await talk.line((line) => line.code !== undefined)
    const done = await lead.ticket(ticket)
    expect(done.ticket.decided).toMatchObject({ by: 'Olena', with: 'taras' })
    const notes = done.lines.flatMap(({ did, by }: { did: { act: string } | null; by: string }) =>
      did ? [{ by, ...did }] : [],
    )
    expect(notes).toEqual([
      { by: 'taras', act: 'first_yes', offer: 'percent_15', desk: 'web' },
      { by: 'taras', act: 'first_dropped', offer: 'percent_15' },
      { by: 'taras', act: 'first_yes', offer: 'percent_15', desk: 'web' },
      { by: 'Olena', act: 'approve', offer: 'percent_15', with: 'taras', desk: 'web' },
    ])
    talk.close()
  })

  it('is refused in a form that is none', async () => {
    const { ticket, talk } = await wantsAgent(4_100)
    const bad = await lead.act({ act: 'approve', ticket, offer: 'percent_15', ceiling: 1, digest: 'XYZ' })
    expect(bad.status).toBe(400)
    talk.close()
  })
})

describe('a ticket', () => {
  it('is given to a colleague, by any name of theirs, and a talk goes over with it', async () => {
    const { ticket, talk } = await wantsAgent(4_200)
    expect((await lead.ticket(ticket)).team).toEqual(['Olena', 'taras'])
    expect((await lead.act({ act: 'assign', ticket, to: 'taras' })).body).toMatchObject({ status: 'done' })
    expect((await lead.ticket(ticket)).ticket).toMatchObject({
      state: 'open',
      assigned: { to: 'taras', by: 'Olena' },
    })
    await junior.act({ act: 'take_over', ticket })
    expect((await junior.act({ act: 'assign', ticket, to: 'olena' })).status).toBe(200)
    expect((await lead.ticket(ticket)).ticket).toMatchObject({
      state: 'taken',
      decided: { by: 'Olena', from: 'taras' },
    })
    expect((await junior.act({ act: 'send', ticket, text: 'Hello' })).body.code).toBe('act_taken')
    expect((await lead.act({ act: 'send', ticket, text: 'Hello' })).body).toMatchObject({ status: 'done' })
    talk.close()
  })

  it('shows how far words have got: to the page that is open, or only to its channel', async () => {
    const { ticket, talk } = await wantsAgent(4_300)
    const stateOf = async (text: string) =>
      (await lead.ticket(ticket)).lines.find((line: { text: string }) => line.text === text)?.delivery
    await lead.act({ act: 'send', ticket, text: 'Are you there?' })
    await talk.line((line) => line.text === 'Are you there?')
    await vi.waitFor(async () => expect(await stateOf('Are you there?')).toBe('delivered'))
    talk.close()
    await new Promise((resolve) => setTimeout(resolve, 50))
    await lead.act({ act: 'send', ticket, text: 'Write to me tomorrow' })
    await vi.waitFor(async () => expect(await stateOf('Write to me tomorrow')).toBe('sent'))
    await server.restart()
    expect(await stateOf('Are you there?')).toBe('delivered')
    expect(await stateOf('Write to me tomorrow')).toBe('sent')
  })

  it("has saved replies in the shopper's language, with both names put in", async () => {
    const { ticket, talk } = await wantsAgent(4_400)
    const { shopper } = await lead.ticket(ticket)
    const { body } = await lead.get(`shoppers/${shopper.id}/replies`)
    expect(body.lang).toBe('en')
    expect(body.replies[0]).toEqual({
      name: 'hello',
      text: 'Hello, Iryna! This is Olena from Zatyshok. How can I help?',
    })
    expect(body.replies.find(({ name }: { name: string }) => name === 'delivery').text).toContain('₴1,500')
    // All of them pass the guard: they are the shop's own words.
    for (const { text } of body.replies)
      expect((await lead.act({ act: 'send', ticket, text })).body).toMatchObject({ status: 'done' })
    talk.close()
  })
})
