// The engine on real data files: repeats, restarts, defects, more than one process's worth of hands.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeliveryError, type Outgoing } from '../../src/ports/channel.ts'
import { rulebookOf, shippedRulebook } from '../core/world.ts'
import { openEngine, visitor } from './open-engine.ts'

const HOUR = 3_600_000
const rulebook = rulebookOf({
  cart: `
flow: cart
about: A left cart.
start: { on: cart_abandoned, after: 45m }
campaign: { budget: 5000 UAH, until: none }
steps:
  - ask: abandoned_cart.why
    choices: [price, not_ready]
    wait: 12h
  - give: percent_15
`,
})

let folder = ''
let now = Date.UTC(2026, 10, 23, 8)
const clock = () => now
const open = (more: Partial<Parameters<typeof openEngine>[0]> = {}) =>
  openEngine({ path: join(folder, 'winback.db'), rulebook, clock, ...more })
type Opened = Awaited<ReturnType<typeof open>>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winback-engine-'))
  now = Date.UTC(2026, 10, 23, 8)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const add = (id: string, price = 2500, n: number | string = 1) => ({
  id,
  at: now,
  trust: 'hint' as const,
  from: visitor(n),
  what: {
    kind: 'cart_changed',
    change: 'add',
    lines: [{ item: 'i', price: price * 100, quantity: 1 }],
  } as const,
})
const say = (id: string, text: string, n: number | string = 1) => ({
  id,
  at: now,
  trust: 'hint' as const,
  from: visitor(n),
  what: { kind: 'said', text, address: visitor(n) } as const,
})

/** A code in the shopper's hands; answers its text. */
const winCode = async ({ engine, sent }: Opened, n: number | string = 1): Promise<string> => {
  await engine.accept(add(`cart-${n}`, 2500, n))
  now += HOUR
  await engine.settle(now)
  await engine.accept(say(`why-${n}`, 'too expensive for me', n))
  now += 2_000
  await engine.settle(now)
  return sent.findLast((message) => message.to.id === visitor(n).id)?.code?.text ?? ''
}

describe('the same event', () => {
  it('twice counts once and gets the same answer, also after a restart', async () => {
    const first = await open()
    await first.engine.accept(add('e1'))
    await first.close()
    const { engine, store, close } = await open()
    expect(await engine.accept(add('e1'))).toMatchObject({ kind: 'done', repeat: true })
    const shopper = await engine.shopper((await engine.find(visitor(1))) ?? '')
    expect(shopper?.cart?.lines[0]?.quantity).toBe(1)
    expect(await store.records.eventCount()).toBe(1)
    await close()
  })

  it('with another content is refused, and an old one too', async () => {
    const { engine, close } = await open()
    await engine.accept(add('e1'))
    expect(await engine.accept(add('e1', 99))).toEqual({ kind: 'refused', reason: 'changed' })
    expect(await engine.accept({ ...add('e2'), at: now - 31 * 24 * HOUR })).toEqual({
      kind: 'refused',
      reason: 'too_old',
    })
    await close()
  })
})

describe('somebody who only looks', () => {
  it('is no shopper, until there is a cart; then the looks count', async () => {
    const { engine, close } = await open()
    const look = (id: string) => ({ ...add(id), what: { kind: 'viewed', item: 'i' } as const })
    expect(await engine.accept(look('v1'))).toEqual({ kind: 'counted', repeat: false })
    expect(await engine.accept(look('v1'))).toEqual({ kind: 'counted', repeat: true })
    expect(await engine.accept(look('v2'))).toEqual({ kind: 'counted', repeat: false })
    expect(await engine.find(visitor(1))).toBeNull()
    await engine.accept(add('e1'))
    const shopper = await engine.shopper((await engine.find(visitor(1))) ?? '')
    expect(shopper?.visits.views).toBe(2)
    await close()
  })
})

describe("two addresses of one person, on the shop's word", () => {
  const user = { channel: 'user', id: '42' }
  const cartOf = (id: string, n: number) => ({
    ...add(id, 2500, n),
    ...{ trust: 'fact' as const, from: user, also: [visitor(n)] },
  })

  it('are one shopper, who is written to where that is possible', async () => {
    const { engine, sent, close } = await open()
    await engine.accept(cartOf('e1', 1))
    now += HOUR
    await engine.settle(now)
    expect(sent.map(({ to }) => to)).toEqual([visitor(1)])
    await close()
  })

  it('stay apart where one is another customer, and nobody hears what is meant for another', async () => {
    const { engine, sent, close } = await open()
    await engine.accept({ ...cartOf('e1', 2), from: { channel: 'user', id: '43' } })
    await engine.accept(cartOf('e2', 1))
    await engine.accept(cartOf('e3', 2))
    const shopper = await engine.shopper((await engine.find(user)) ?? '')
    expect(shopper?.addresses).toEqual([user, visitor(1)])
    now += HOUR
    await engine.settle(now)
    expect(sent.filter(({ to }) => to.id === visitor(2).id)).toHaveLength(1)
    await close()
  })
})

describe('a code', () => {
  it('is valid for its owner, and for anybody else as if there were none', async () => {
    const opened = await open()
    const { engine, close } = opened
    const code = await winCode(opened)
    await engine.accept(add('x', 100, 2))
    const order = { id: 'o', total: 250_000, lines: [] }
    expect(await engine.validate(code.toLowerCase().replaceAll('-', ' '), order, [visitor(1)])).toMatchObject(
      {
        valid: true,
        amount: 37_500,
      },
    )
    const none = await engine.validate('WB-2222-3333-4444', order, [visitor(2)])
    expect(await engine.validate(code, order, [visitor(2)])).toEqual(none)
    expect(await engine.validate(code, order, [])).toEqual(none)
    await close()
  })

  it('of somebody else on an order is settled with its owner as an overrun', async () => {
    const opened = await open()
    const { engine, store, close } = opened
    const code = await winCode(opened)
    const order = { id: 'o1', total: 250_000, lines: [] }
    await engine.accept({ ...add('o', 1, 2), trust: 'fact', what: { kind: 'order_completed', order, code } })
    const owner = await engine.shopper((await engine.find(visitor(1))) ?? '')
    expect(owner?.codes[0]?.redemptions[0]).toMatchObject({ overrun: 'foreign', amount: 37_500 })
    expect(await store.records.budgets()).toContainEqual({ budget: 'cart', reserved: 0, spent: 37_500 })
    await close()
  })

  it('of somebody else comes back to its owner when that order is cancelled', async () => {
    const opened = await open()
    const { engine, store, close } = opened
    const code = await winCode(opened)
    const order = { id: 'o1', total: 250_000, lines: [] }
    await engine.accept({ ...add('o', 1, 2), trust: 'fact', what: { kind: 'order_completed', order, code } })
    await engine.accept({ ...add('c', 1, 2), trust: 'fact', what: { kind: 'order_cancelled', order: 'o1' } })
    const owner = await engine.shopper((await engine.find(visitor(1))) ?? '')
    expect(owner?.codes[0]?.state).toBe('issued')
    expect(await store.records.budgets()).toContainEqual({ budget: 'cart', reserved: 60_000, spent: 0 })
    await close()
  })

  it('that an agent writes is not stored either, and an offer of no name is refused', async () => {
    const opened = await open()
    const { engine, store, close } = opened
    const code = await winCode(opened)
    await engine.accept(say('h', 'I want to talk to a person'))
    now += 2_000
    await engine.settle(now)
    const shopper = (await engine.find(visitor(1))) ?? ''
    const ticket = (await engine.shopper(shopper))?.tickets[0]?.id ?? ''
    const act = (id: string, does: object) =>
      engine.accept({
        id,
        at: now,
        trust: 'fact',
        from: { shopper },
        what: { kind: 'agent', agent: 'olena', does } as never,
      })
    await act('a1', { act: 'send', ticket, text: `your code is ${code}` })
    const lines = await store.records.lines(shopper, 0, 50)
    expect(lines.at(-1)?.text).toMatch(/^your code is \{code:/)
    const odd = await act('a2', { act: 'approve', ticket, offer: 'constructor', ceiling: 9_000_000 })
    expect(odd).toMatchObject({ kind: 'done', reply: { kind: 'refused', reason: 'no_such_offer' } })
    await close()
  })

  it('is nowhere in the data folder, also where its shopper typed it', async () => {
    const opened = await open()
    const { engine, store, close } = opened
    const code = await winCode(opened)
    await engine.accept(say('typed', `my code ${code.toLowerCase()} does not work`))
    now += 2_000
    await engine.settle(now)
    const shopper = (await engine.find(visitor(1))) ?? ''
    const lines = await store.records.lines(shopper, 0, 50)
    expect(lines.findLast((line) => line.who === 'shopper')?.text).toBe(
      `my code {code:${(await engine.shopper(shopper))?.codes[0]?.id}} does not work`,
    )
    await close()
    const body = code.slice(code.indexOf('-') + 1)
    for (const file of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, file)).toString('latin1').toUpperCase()
      for (const written of [body, body.replaceAll('-', ''), body.replaceAll('-', ' ')])
        expect(bytes.includes(written)).toBe(false)
    }
  })
})

describe('sending', () => {
  const failing = (errors: (Error | null)[], sent: Outgoing[]) => ({
    name: 'web',
    can: { buttons: 10, text: 4096, writes_first: true },
    send: async (message: Outgoing) => {
      const error = errors.shift()
      if (error) throw error
      sent.push(message)
    },
  })

  it('is tried again under the same key, and in order', async () => {
    const sent: Outgoing[] = []
    const errors = [new DeliveryError('busy', true), new DeliveryError('busy', true, 60_000), null]
    const { engine, close } = await open({ channels: [failing(errors, sent)] })
    await engine.accept(add('e1'))
    now += HOUR
    await engine.settle(now)
    expect(sent).toEqual([])
    now += 1_000
    await engine.settle(now)
    now += 59_000
    await engine.settle(now)
    expect(sent).toEqual([])
    now += 1_000
    await engine.settle(now)
    expect(sent).toHaveLength(1)
    await close()
  })

  it('that can never succeed is parked where it is seen, and the talk goes on', async () => {
    const sent: Outgoing[] = []
    const { engine, store, close } = await open({
      channels: [failing([new DeliveryError('blocked', false)], sent)],
    })
    await engine.accept(add('e1'))
    now += HOUR
    await engine.settle(now)
    expect((await store.outbox.parked(10)).map(({ why }) => why)).toEqual(['blocked'])
    await engine.accept({
      ...say('p', 'price'),
      what: { kind: 'said', text: 'price', choice: 'price', address: visitor(1) },
    })
    await engine.settle(now)
    expect(sent.map((message) => message.code !== undefined)).toEqual([true])
    await close()
  })

  it('of a code that has ended does not happen', async () => {
    const sent: Outgoing[] = []
    const errors = [null, new DeliveryError('down', true, 72 * HOUR)]
    const { engine, close } = await open({ channels: [failing(errors, sent)] })
    await engine.accept(add('e1'))
    now += HOUR
    await engine.settle(now)
    await engine.accept({
      ...say('p', 'price'),
      what: { kind: 'said', text: 'price', choice: 'price', address: visitor(1) },
    })
    await engine.settle(now)
    now += 73 * HOUR
    await engine.settle(now)
    expect(sent.some((message) => message.code)).toBe(false)
    await close()
  })
})

describe('by itself', () => {
  it('answers a message after its pieces, and wakes shoppers when it is time', async () => {
    const real = await open({ clock: Date.now })
    real.engine.start()
    await real.engine.accept({ ...say('m1', 'hello'), at: Date.now() })
    const began = Date.now()
    while (real.sent.length === 0 && Date.now() - began < 5_000)
      await new Promise((done) => setTimeout(done, 20))
    expect(real.sent).toHaveLength(1)
    expect(Date.now() - began).toBeGreaterThan(1_000)
    await real.close()
  })

  it('a talk that began under older rules goes on with them after a restart', async () => {
    const first = await open()
    await first.engine.accept(add('e1'))
    now += HOUR
    await first.engine.settle(now)
    await first.close()
    const second = await open()
    await second.engine.accept({
      ...say('p', 'price'),
      what: { kind: 'said', text: 'price', choice: 'price', address: visitor(1) },
    })
    await second.engine.settle(now)
    expect(second.sent.at(-1)?.code?.text).toMatch(/^WB-/)
    await second.close()
  })

  it('an event that meets a defect is kept with its error, and the others go on', async () => {
    const { engine, store, close } = await open({
      rulebook: {
        ...rulebook,
        text: () => {
          throw new Error('a defect')
        },
      },
    })
    await engine.accept(add('e1'))
    now += HOUR
    await engine.settle(now)
    expect((await store.records.parkedEvents(10)).map(({ why }) => why.split('\n')[0])).toEqual([
      'Error: a defect',
    ])
    expect(await engine.accept(add('e2', 100, 2))).toMatchObject({ kind: 'done' })
    await close()
  })

  it('new rules reach shoppers who were there before them', async () => {
    const first = await open()
    await first.engine.accept({
      ...add('i'),
      trust: 'fact',
      what: { kind: 'identified', traits: { birthday: '11-25' } },
    })
    await first.close()
    const second = await open({ rulebook: shippedRulebook() })
    expect(await second.engine.review()).toBe(1)
    expect(await second.engine.review()).toBe(0)
    await second.close()
  })
})
