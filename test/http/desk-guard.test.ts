// What an agent writes to a shopper passes the guard before anything is kept: the answer says which words, and what
// would be allowed; a code given by the same act stands behind them.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { chat, clientOf } from './client.ts'
import { signIn } from './desk-client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const wantsAgent = async (price: number) => {
  const client = clientOf(server)
  const { visitor, token } = await client.visitor()
  await client.add(visitor, `item-${price}`, price)
  const talk = await chat(server, token)
  talk.say({ kind: 'say', id: randomUUID(), text: 'I want a person' })
  const olena = await signIn(server)
  return { talk, olena, ticket: await olena.ticketOf(visitor, price) }
}

describe("an agent's words", () => {
  it('that promise what nobody gave are refused with the words, and nothing of them is kept', async () => {
    const { talk, olena, ticket } = await wantsAgent(3100)
    const before = (await olena.ticket(ticket)).lines.length
    const { status, body } = await olena.act({
      ...{ act: 'send', ticket },
      text: 'You get 20% off until Friday, and use promo code FRIEND10',
    })
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'act_unbacked_words' })
    expect(body.unbacked).toEqual([
      { kind: 'percent', words: '20%' },
      { kind: 'date', words: 'Friday' },
      { kind: 'code', words: '•••' },
    ])
    expect(body.allowed).toEqual([])
    expect(body.detail).toContain('issue a code first')
    expect((await olena.ticket(ticket)).lines.length).toBe(before)
    expect(JSON.stringify(talk.heard)).not.toContain('20%')
    // The same thought without the promise goes out under a new key.
    expect((await olena.act({ act: 'send', ticket, text: 'I will see what I can do.' })).status).toBe(200)
    talk.close()
  })

  it('may say what the same act gives, and what was given before; more than that is told with what there is', async () => {
    const { talk, olena, ticket } = await wantsAgent(3200)
    const approve = (words: string) =>
      olena.act({ act: 'approve', ticket, offer: 'percent_15', ceiling: 60_000, words })
    const over = await approve('Here are 25% for you')
    expect(over.body).toMatchObject({ code: 'act_unbacked_words', unbacked: [{ words: '25%' }] })
    // The code was not given either: it was one act.
    expect((await olena.ticket(ticket)).codes).toEqual([])
    expect((await approve('Here are your 15%, ₴600 at most')).status).toBe(200)
    await talk.line((line) => line.who === 'agent' && line.text.includes('15%'))
    const later = await olena.act({ act: 'send', ticket, text: 'Fine, let it be half price' })
    expect(later.body.allowed).toMatchObject([{ en: '15% off, ₴600 at most, on orders from ₴1,000' }])
    expect((await olena.act({ act: 'send', ticket, text: 'Your 15% still stand.' })).status).toBe(200)
    talk.close()
  })

  it('stay free where they stay inside: a note may say anything', async () => {
    const { talk, olena, ticket } = await wantsAgent(3300)
    expect((await olena.act({ act: 'note', ticket, text: 'wants 50% off, I said no' })).status).toBe(200)
    expect(JSON.stringify(talk.heard)).not.toContain('50%')
    talk.close()
  })

  it('to somebody who is declined pass it, too', async () => {
    const { talk, olena, ticket } = await wantsAgent(3400)
    const decline = (words: string) =>
      olena.act({ act: 'decline', ticket, reason: 'too_small_margin', words })
    expect((await decline('but next week 30% off')).body.code).toBe('act_unbacked_words')
    expect((await decline('I am sorry, I cannot give you 30% off.')).status).toBe(200)
    talk.close()
  })
})
