// The contact policy where messages leave: what lies in the outbox already is dropped, held over the night, or let go;
// links that stop one channel; and an erasure that was interrupted.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeliveryError, type Outgoing } from '../../src/ports/channel.ts'
import { createErase } from '../../src/runtime/erase.ts'
import { createSeal } from '../../src/seal.ts'
import { verifyJournal } from '../../src/stores/sqlite/verify.ts'
import { rulebookOf, SHOP } from '../core/world.ts'
import { KEY, openEngine, visitor } from './open-engine.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const CART = `
flow: cart
start: { on: cart_abandoned, after: 45m }
campaign: { budget: 5000 UAH, until: none }
steps:
  - ask: abandoned_cart.why
    choices: [price, not_ready]
    wait: 12h
    silent: end
  - give: percent_15
`
const rulebook = rulebookOf({ cart: CART }, `${SHOP}contact: { quiet: "21:00-9:00" }\n`)

const seal = createSeal(KEY)
let folder = ''
/** 10:00 in Kyiv. */
let now = 0
const clock = () => now
const open = (more: Partial<Parameters<typeof openEngine>[0]> = {}) =>
  openEngine({ path: join(folder, 'winback.db'), rulebook, clock, ...more })
type Opened = Awaited<ReturnType<typeof open>>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winback-contact-'))
  now = Date.UTC(2026, 10, 23, 8)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const add = (id: string) => ({
  ...{ id, at: now, trust: 'hint' as const, from: visitor(1) },
  what: {
    ...({ kind: 'cart_changed', change: 'add' } as const),
    lines: [{ item: 'i', price: 250_000, quantity: 1 }],
  },
})
const say = (id: string, text: string) => ({
  ...{ id, at: now, trust: 'hint' as const, from: visitor(1) },
  what: { kind: 'said', text, address: visitor(1) } as const,
})

/** A channel that is down until it is told otherwise. */
const flaky = () => {
  const sent: Outgoing[] = []
  let down = true
  return {
    sent,
    up: () => {
      down = false
    },
    channel: {
      name: 'web',
      can: { buttons: 10, text: 4096, writes_first: true },
      send: async (message: Outgoing) => {
        if (down) throw new DeliveryError('down', true, 10 * MINUTE)
        sent.push(message)
      },
    },
  }
}

/** The question about the cart, in the outbox of a channel that is down. */
const stuck = async (hour: number) => {
  const web = flaky()
  const all = await open({ channels: [web.channel] })
  now += hour * HOUR
  await all.engine.accept(add('e1'))
  now += 46 * MINUTE
  await all.engine.settle(now)
  expect((await all.store.outbox.figures()).waiting).toBe(1)
  return { ...all, ...web }
}

const later = async ({ engine }: Pick<Opened, 'engine'>, hours: number) => {
  for (let n = 0; n < hours * 4; n++) {
    now += 15 * MINUTE
    await engine.settle(now)
  }
}

describe('a message that lies in the outbox', () => {
  it('and could not leave before the night leaves in the morning', async () => {
    const all = await stuck(10)
    now += 30 * MINUTE
    all.up()
    await later(all, 10)
    expect(all.sent).toEqual([])
    await later(all, 4)
    expect(all.sent.map(({ answer }) => answer)).toEqual([false])
    await all.close()
  })

  it('is dropped by a stop, and the answer to that goes out', async () => {
    const all = await stuck(1)
    await all.engine.accept(say('m1', 'стоп'))
    all.up()
    await later(all, 2)
    expect(all.sent.map(({ text }) => text)).toEqual([rulebook.text({ key: 'bot.stopped', args: {} }, 'en')])
    expect((await all.store.outbox.figures()).waiting).toBe(0)
    await all.close()
  })

  it("is dropped by the shop's word as well", async () => {
    const all = await stuck(1)
    await all.engine.accept({
      ...{ id: 'o', at: now, trust: 'fact', from: visitor(1) },
      what: { kind: 'unsubscribed' },
    })
    all.up()
    await later(all, 2)
    expect(all.sent).toEqual([])
    await all.close()
  })
})

describe('an erasure', () => {
  it('that was interrupted after its transaction is finished by the next one who looks; budgets are given back', async () => {
    const all = await open()
    await all.engine.accept(add('e1'))
    now += 46 * MINUTE
    await all.engine.settle(now)
    await all.engine.accept({ ...say('p', 'price'), what: { ...say('p', 'price').what, choice: 'price' } })
    await all.engine.settle(now)
    const shopper = (await all.engine.find(visitor(1)))!
    const [before] = await all.store.records.budgets()
    expect(before?.reserved).toBeGreaterThan(0)
    const parts = {
      store: all.store,
      seal,
      rulebook: () => rulebook,
      clock,
      random: (n: number) => new Uint8Array(n).fill(7),
      forget: async () => {},
    }
    const broken = {
      ...parts,
      store: { ...all.store, erasure: { ...all.store.erasure, finish: async () => 1 } },
    }
    expect((await createErase(broken).erase(shopper, 'k'))?.left).toBe(1)
    expect(await all.engine.shopper(shopper)).toBeNull()
    // The chain holds in between, too.
    expect((await verifyJournal(join(folder, 'winback.db'))).broken).toBeNull()
    await all.close()

    const again = await open()
    const erase = createErase({ ...parts, store: again.store, seal })
    expect(await again.store.erasure.unfinished()).toBe(1)
    expect(await erase.finish()).toBe(0)
    expect((await erase.known('k'))?.done).toBe(now)
    const [after] = await again.store.records.budgets()
    expect(after).toMatchObject({ reserved: 0, spent: before!.spent })
    const rows = []
    for await (const row of again.store.records.enrolments()) rows.push(JSON.parse(row))
    expect(rows).toMatchObject([
      { shopper: expect.stringMatching(/^x_/), campaign: 'cart', codes: [{ state: 'revoked' }] },
    ])
    expect(readFileSync(join(folder, 'winback.db')).includes(shopper)).toBe(false)
    await again.close()
  })

  it('leaves no ghost: wake-ups, agents and friends of somebody who is gone make nobody', async () => {
    const all = await open()
    await all.engine.accept(add('e1'))
    const shopper = (await all.engine.find(visitor(1)))!
    const parts = {
      store: all.store,
      seal,
      rulebook: () => rulebook,
      clock,
      random: (n: number) => new Uint8Array(n),
      forget: async () => {},
    }
    await createErase(parts).erase(shopper, null)
    now += HOUR
    await all.engine.settle(now)
    const act = { kind: 'agent', agent: 'Ann', does: { act: 'note', ticket: 't', text: 'x' } } as const
    expect(
      await all.engine.accept({ id: 'a', at: now, trust: 'fact', from: { shopper }, what: act }),
    ).toMatchObject({
      reason: 'unknown_shopper',
    })
    expect(await all.engine.shopper(shopper)).toBeNull()
    expect(await all.engine.find(visitor(1))).toBeNull()
    await all.engine.accept(add('e1'))
    expect((await all.engine.shopper((await all.engine.find(visitor(1)))!))?.created).toBe(now)
    await all.close()
  })
})
