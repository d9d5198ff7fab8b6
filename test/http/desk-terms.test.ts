// What an agent reads of an offer's terms: the suggestion first, its conditions in words, the gifts, the shopper's trouble.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { chat, clientOf } from './client.ts'
import { signIn } from './desk-client.ts'

const FLOWS = join(import.meta.dirname, '../cli/transcripts/terms/flows')

let server: TestServer
let olena: Awaited<ReturnType<typeof signIn>>
beforeAll(async () => {
  server = await startServer({ WINBACK_FLOWS: FLOWS })
  olena = await signIn(server)
})
afterAll(() => server.stop())

const shopper = async () => {
  const client = clientOf(server)
  const { visitor, token } = await client.visitor()
  const talk = await chat(server, token)
  talk.say({ kind: 'open', id: randomUUID() })
  await talk.line((line) => line.text !== '')
  const tells = (event: string, properties: object = {}) =>
    client.shop('/v1/track', { messageId: randomUUID(), event, anonymousId: visitor, properties })
  const order = { order_id: randomUUID(), products: [{ product_id: 'a', price: '900.00' }] }
  return { talk, tells, visitor, order }
}

type Offer = {
  readonly name: string
  readonly against: string | null
  readonly said: { readonly uk: string }
}
const named = (view: { rules: { offers: readonly Offer[] } }, name: string) =>
  view.rules.offers.find((offer) => offer.name === name)

describe('the desk', () => {
  it('shows what the rules suggest first, what else stands against each offer, and why nothing is offered', async () => {
    const { talk, tells, order } = await shopper()
    await tells('Order Completed', order)
    await tells('Order Delayed', { order_id: order.order_id })
    await talk.line((line) => line.text.includes('asking a colleague'))
    const [{ id, suggests }] = await olena.tickets()
    expect(suggests).toBe('compliment')
    const view = await olena.ticket(id)
    expect(view.rules.offers[0]).toMatchObject({
      ...{ name: 'compliment', suggested: true, allowed: true, apology: true, ceiling: 40_000 },
      gifts: [
        { name: 'sweets', worth: 15_000, said: { en: 'A box of sweets', uk: 'Коробка цукерок' } },
        { name: 'flowers', worth: 40_000 },
      ],
    })
    expect(named(view, 'one')).toMatchObject({ against: 'only_apologies', allowed: false })
    expect(view.shopper.trouble).toEqual({ late: true, complaint: false })
    const approve = {
      act: 'approve',
      ticket: id,
      offer: 'compliment',
      terms: { gift: 'sweets' },
      ceiling: 15_000,
    }
    expect((await olena.act(approve)).status).toBe(200)
    const { terms } = (await talk.line((line) => line.code !== undefined)).code!
    expect(terms).toBe('A gift: A box of sweets')
    const after = await olena.ticket(id)
    expect(after.codes[0].terms).toMatchObject({ kind: 'gift', worst: 15_000, apology: true })
  })

  it('says the conditions of offers and codes in the language that its agent reads', async () => {
    const { tells, talk } = await shopper()
    await tells('Action Done', { action: 'gives_always' })
    await talk.line((line) => line.text.includes('asking a colleague'))
    const ticket = (await olena.tickets()).find((one: { suggests?: string }) => one.suggests === 'one')
    const view = await olena.ticket(ticket.id)
    expect(named(view, 'with_tea')?.said.uk).toBe('у замовленні має бути: tea, щонайменше 2 шт.')
    expect(named(view, 'office_hours')?.said.uk).toBe('час дії: пн–пт 10:00–18:00')
    expect(named(view, 'three_times')).toMatchObject({ uses: 3, said: { en: 'for 3 orders' } })
    expect(named(view, 'kyiv')?.against).toBe('not_for_region')
    const wrong = {
      shopper: view.shopper.id,
      campaign: 'gives_always',
      offer: 'one',
      terms: { gift: 'sweets' },
    }
    expect((await olena.post('quotes', wrong)).body).toEqual({ kind: 'senseless' })
  })
})
