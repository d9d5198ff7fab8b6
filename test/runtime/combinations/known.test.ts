// Combinations that went wrong once, each as a story of its own: pools, codes for everybody, folds and bounds together.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Order } from '../../../src/core/orders/order.ts'
import { openWorld, type World } from './world.ts'

let folder = ''
let world: World
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winback-known-'))
  world = await openWorld(join(folder, 'winback.db'), 8, Date.UTC(2026, 10, 23, 8))
})
afterEach(async () => {
  await world.check()
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const LINES = [
  { item: 'tea', price: 12_345, quantity: 3 },
  { item: 'lamp', price: 50_001, quantity: 2 },
]
const order = (id: string, lines: Order['lines'] = LINES): Order => ({ id, total: 137_037, lines })
const give = (who: number, offer: string, campaign: string) =>
  world.accept(world.user(who), {
    ...{ kind: 'agent', agent: 'olena', does: { act: 'issue', offer, campaign } },
  })
const codes = async (who: number) => (await world.shopperOf(who)).codes
const replyOf = (told: Awaited<ReturnType<World['redeem']>>) => (told.kind === 'done' ? told.reply : told)

describe('a code of a pool', () => {
  const leak = async (owner: number): Promise<void> => {
    const before = await codes(owner)
    const text = world.textOf(before.at(-1)!)
    for (let by = 3; by < 8; by++)
      expect(replyOf(await world.redeem(by, text, order(`x-${by}`)))).toMatchObject({ reason: 'not_found' })
    const isReplaced = async () => (await codes(owner)).length > before.length
    for (let n = 0; n < 200 && !(await isReplaced()); n++) await new Promise((done) => setTimeout(done, 10))
    await world.settle()
  }

  it('that strangers have is frozen: another of the pool takes its place, and one of ours where there is none', async () => {
    await world.fill(['PARTNER-A1', 'PARTNER-B2'])
    await give(0, 'partner_3', 'pool')
    await world.redeem(0, world.textOf((await codes(0))[0]!), order('o-0-1'))
    await leak(0)
    const [frozen, second] = await codes(0)
    expect(frozen).toMatchObject({ state: 'revoked', frozen: true, reserved: 0 })
    expect(second).toMatchObject({ state: 'issued', pool: 'partner', terms: { uses: 2 }, reserved: 6_000 })
    await leak(0)
    const third = (await codes(0))[2]!
    expect([third.pool, third.until]).toEqual([undefined, second?.until])
    expect(replyOf(await world.redeem(0, world.textOf(third), order('o-0-2')))).toMatchObject({
      amount: 3_000,
    })
  })

  it('is found, drawn and imported only once, whichever key it came in under', async () => {
    await world.fill(['PARTNER-A1', 'PARTNER-B2'])
    await give(0, 'partner_10', 'pool')
    await world.changeKey()
    const text = world.textOf((await codes(0))[0]!)
    expect(replyOf(await world.redeem(0, text, order('o-0-1')))).toMatchObject({ amount: 13_703 })
    await world.dropOldKey()
    await world.cancel(0, 'o-0-1')
    expect(replyOf(await world.redeem(0, text, order('o-0-2')))).toMatchObject({ amount: 13_703 })
    await give(1, 'partner_10', 'pool')
    expect(world.textOf((await codes(1))[0]!)).toBe('PARTNER-B2')
  })
})

describe('a code for everybody', () => {
  it('is answered with its lines, and locked for one order like any code', async () => {
    const locked = await world.lock(0, 'autumn-26', order('o-0-1'), 60_000)
    expect(replyOf(locked)).toMatchObject({ kind: 'locked', amount: 10_000 })
    expect(replyOf(await world.redeem(0, 'AUTUMN26', order('o-0-2')))).toMatchObject({ reason: 'locked' })
    const used = replyOf(await world.redeem(0, 'AUTUMN26', order('o-0-1')))
    expect(used).toMatchObject({ kind: 'redeemed', lines: [{ amount: 2_703 }, { amount: 7_297 }] })
    expect(await codes(0)).toHaveLength(1)
  })

  it('on an order beyond any bound is booked, never lost', async () => {
    // What is given by hand fills the shop's day: 1500 UAH.
    for (const [who, offer] of [3, 4, 5, 6].flatMap((who) => [[who, 'welcome'] as const]))
      await give(who, offer, 'plain')
    for (const who of [0, 1, 2, 7]) await give(who, 'partner_10', 'pool')
    await world.fill(['PARTNER-1X', 'PARTNER-2X', 'PARTNER-3X'])
    for (const who of [0, 1, 2]) await give(who, 'partner_10', 'pool')
    const overruns: unknown[] = []
    for (const who of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const told = { kind: 'order_completed', order: order(`o-${who}-9`), code: 'autumn 26' } as const
      expect(await world.accept(world.user(who), told)).toMatchObject({ kind: 'done' })
      overruns.push((await codes(who)).find((code) => code.shared)?.redemptions[0]?.overrun)
    }
    expect(overruns).toContain('over_limit')
  })
})

describe('what is asked again after two shoppers turned out to be one', () => {
  it('has the same answer: a redemption at the log-in is made once', async () => {
    await give(0, 'thrice', 'plain')
    const text = world.textOf((await codes(0))[0]!)
    const told = await world.redeem(0, text, order('o-0-1'))
    const alias = { also: [world.user(0)], joins: 'alias' as const }
    for (const who of [1, 2]) await world.accept(world.user(who), { kind: 'identified', traits: {} }, alias)
    for (let n = 0; n < 30; n++) await world.repeat(n)
    expect(replyOf(told)).toMatchObject({ kind: 'redeemed' })
    expect((await codes(0)).flatMap((code) => code.redemptions)).toHaveLength(1)
  })
})
