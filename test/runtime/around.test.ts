// What the shop as a whole is like, as it comes to be stamped on events: only what the rules ask for, and journaled.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Around } from '../../src/core/around.ts'
import type { Rulebook } from '../../src/core/rulebook.ts'
import { rulebookOf } from '../core/world.ts'
import { openEngine, visitor } from './open-engine.ts'

const HOUR = 3_600_000
const flow = (when: string): Rulebook =>
  rulebookOf({ f: `flow: f\nstart: { on: signed_in, when: '${when}' }\nsteps: [{ say: bot.thanks }]\n` })

let folder = ''
let now = 0
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winback-around-'))
  now = Date.UTC(2026, 10, 23, 8)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const opened = (rulebook: Rulebook) =>
  openEngine({ path: join(folder, 'winback.db'), rulebook, clock: () => now })
type Opened = Awaited<ReturnType<typeof opened>>

let events = 0
const happens = ({ engine }: Opened, n: number, what: Parameters<typeof engine.accept>[0]['what']) =>
  engine.accept({ id: `e${++events}`, at: now, trust: 'fact', from: visitor(n), what })
const orders = (run: Opened, n: number, total: number) =>
  happens(run, n, {
    kind: 'order_completed',
    order: { id: `o${n}-${total}`, total, lines: [{ item: 'boots', price: total, quantity: 1 }] },
  })

/** The stamp of the latest entry of the journal. */
const stamped = async ({ store }: Opened): Promise<Around | undefined> => {
  let last = ''
  for await (const { entry } of store.records.journal(0)) last = entry
  return /"around"/.test(last) ? (JSON.parse(last).event?.around as Around) : undefined
}

describe('an event', () => {
  it('is stamped with the bounds of the scores where a rule asks for them', async () => {
    const run = await opened(flow('rfm.money == 5'))
    for (let n = 1; n <= 10; n++) await orders(run, n, n * 100)
    await happens(run, 10, { kind: 'signed_in' })
    expect(await stamped(run)).toBeUndefined()
    expect(await run.engine.measure()).toBe(10)
    await happens(run, 10, { kind: 'signed_in' })
    expect((await stamped(run))?.rfm?.money).toEqual([200, 400, 600, 800])
    // Before it was measured the rule held for nobody; since then for the best.
    const shopper = await run.engine.shopper((await run.engine.find(visitor(10))) ?? '')
    expect(shopper?.enrolments).toHaveLength(1)
    await run.close()
  })

  it('carries nothing that no rule asks for', async () => {
    const run = await opened(flow('orders.count > 0'))
    await run.store.catalogue.put([{ item: 'boots', price: 100, stock: 2, related: ['wax'] }])
    for (let n = 1; n <= 5; n++) await orders(run, n, n * 100)
    await run.engine.measure()
    await run.engine.signal({ warehouse_load: { value: 0.9, until: now + HOUR } })
    await happens(run, 1, { kind: 'signed_in' })
    expect(await stamped(run)).toBeUndefined()
    // A question gets all of it.
    const shopper = await run.engine.shopper((await run.engine.find(visitor(1))) ?? '')
    expect(await run.engine.around(shopper!)).toMatchObject({
      ...{ signals: { warehouse_load: 0.9 }, goods: { related: ['wax'] } },
      rfm: { frequency: [1, 1, 1, 1] },
    })
    await run.close()
  })

  it('carries the stock of its shopper’s goods only, those that it brings itself included', async () => {
    const run = await opened(flow('cart.least_stock < 5'))
    const goods = ['boots', 'hat', 'wax'].map((item, n) => ({ item, price: 100, stock: n + 1 }))
    await run.store.catalogue.put(goods)
    const lines = [{ item: 'hat', price: 100, quantity: 1 }]
    await happens(run, 1, { kind: 'cart_changed', change: 'add', lines })
    expect((await stamped(run))?.goods).toEqual({ stock: { hat: 2 } })
    await happens(run, 1, { kind: 'item_saved', item: 'wax', saved: true })
    expect((await stamped(run))?.goods).toEqual({ stock: { hat: 2, wax: 3 } })
    await run.close()
  })

  it('carries signals until their time is over, and outlives a restart', async () => {
    const run = await opened(flow('warehouse.load > 0'))
    await run.engine.signal({ warehouse_load: { value: 0.5, until: now + HOUR } })
    await run.engine.signal({ sales_volume: { value: 2, until: now + 2 * HOUR } })
    await run.close()
    const again = await opened(flow('warehouse.load > 0'))
    await happens(again, 1, { kind: 'signed_in' })
    expect((await stamped(again))?.signals).toEqual({ warehouse_load: 0.5, sales_volume: 2 })
    now += HOUR
    await happens(again, 1, { kind: 'signed_in' })
    expect((await stamped(again))?.signals).toEqual({ sales_volume: 2 })
    await again.engine.signal({ sales_volume: null })
    await happens(again, 1, { kind: 'signed_in' })
    expect(await stamped(again)).toBeUndefined()
    await again.close()
  })
})
