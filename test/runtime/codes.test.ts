// Codes from elsewhere, on a real store: pools, one code for everybody, points, friends, one person's first order.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Happening } from '../../src/core/event.ts'
import type { Rulebook } from '../../src/core/rulebook.ts'
import { sealForPool } from '../../src/runtime/pool-codes.ts'
import { createSeal } from '../../src/seal.ts'
import { codesShop, OURS } from '../core/codes-world.ts'
import { KEY, openEngine, visitor } from './open-engine.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const seal = createSeal(KEY)

let folder: string
let now: number
let world: Awaited<ReturnType<typeof openEngine>>
let events = 0

const open = async (rulebook: Rulebook): Promise<void> => {
  world = await openEngine({ path: join(folder, 'winback.db'), rulebook, clock: () => now, lease: 0 })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winback-codes-'))
  now = Date.UTC(2026, 10, 23, 8)
  await open(codesShop(OURS))
})

afterEach(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const from = (n: number | string) => (typeof n === 'number' ? visitor(n) : { channel: 'user', id: n })

const happens = async (n: number | string, what: Happening) => {
  const done = await world.engine.accept({ id: `e${++events}`, at: now, trust: 'fact', from: from(n), what })
  await world.engine.settle(now)
  return done.kind === 'done' ? done.reply : done
}
const shopperOf = async (n: number | string) => {
  const found = await world.engine.shopper((await world.engine.find(from(n))) ?? '')
  if (!found) throw new Error(`nobody is ${n}`)
  return found
}
const passes = async (ms: number): Promise<void> => {
  const end = now + ms
  for (let due = await world.store.nextDue(); due !== null && due <= end; due = await world.store.nextDue()) {
    now = Math.max(now, due)
    await world.engine.settle(now)
  }
  now = end
  await world.engine.settle(now)
}
const fill = (...codes: readonly string[]) =>
  world.store.pools.add(
    'partner',
    codes.map((code) => sealForPool(seal, code, null)),
  )
const order = (id: string, total = 200_000) => ({ id, total, lines: [] })
const shown = () => world.sent.flatMap(({ code }) => (code ? [code.text] : []))
const reason = (reply: unknown): unknown => (reply as { reason?: unknown }).reason

describe('a code from a pool', () => {
  it('is shown as it was written, found at the till however it is typed, and taken out of the talk', async () => {
    await fill('Partner-0001', 'Partner-0002')
    await happens(1, { kind: 'chat_opened', address: visitor(1) })
    await happens(1, { kind: 'signed_in' })
    expect(shown()).toEqual(['Partner-0001'])
    const said = {
      kind: 'said',
      text: 'does РАRTNER 0001 or partner-0001 work? or partner-0002?',
      address: visitor(1),
    }
    await happens(1, said as Happening)
    const { id, codes } = await shopperOf(1)
    const lines = await world.store.records.lines(id, 0, 100)
    expect(lines.find((line) => line.who === 'shopper')?.text).toContain(
      `or {code:${codes[0]?.id}} work? or {code:?}?`,
    )
    const typed = 'pаrtner 0001'
    expect(await world.engine.validate(typed, order('o'), [visitor(2)])).toMatchObject({
      reason: 'not_found',
    })
    const answer = await world.engine.redeem('r', typed, order('o'), [visitor(1)], now)
    expect(answer).toMatchObject({ reply: { kind: 'redeemed', amount: 20_000 } })
  })

  it('is nowhere in the data', async () => {
    await fill('Partner-0001')
    await happens(1, { kind: 'chat_opened', address: visitor(1) })
    await happens(1, { kind: 'signed_in' })
    await happens(1, { kind: 'said', text: 'my PARTNER-0001 please', address: visitor(1) })
    await world.close()
    for (const file of ['winback.db', 'winback.db-wal']) {
      const path = join(folder, file)
      const bytes = await import('node:fs').then(({ existsSync }) =>
        existsSync(path) ? readFileSync(path) : '',
      )
      expect(/partner-?0001/i.test(bytes.toString('latin1'))).toBe(false)
    }
    await open(codesShop(OURS))
  })

  it('of an empty pool is a refusal, and the flow says so', async () => {
    await fill('PARTNER-0001')
    for (const n of [1, 2]) {
      await happens(n, { kind: 'chat_opened', address: visitor(n) })
      await happens(n, { kind: 'signed_in' })
    }
    expect(shown()).toEqual(['PARTNER-0001'])
    expect((await shopperOf(2)).codes).toEqual([])
    expect(await world.store.pools.list(now, now)).toMatchObject([{ left: 0, used: 1, laid_aside: 0 }])
  })
})

describe('a code for everybody', () => {
  const use = (n: number | string, id: string, total = 200_000) =>
    world.engine
      .redeem(`r-${id}`, 'autumn-26', order(id, total), [from(n)], now)
      .then((done) => (done.kind === 'done' ? done.reply : done))

  it('works at the till for whoever comes, once each and three times in all', async () => {
    expect(await world.engine.validate('AUTUMN26', order('a'), [from('ann')])).toMatchObject({
      valid: true,
      amount: 10_000,
    })
    expect(await use('ann', 'a')).toMatchObject({ kind: 'redeemed', amount: 10_000 })
    expect(reason(await use('ann', 'b'))).toBe('redeemed')
    expect(reason(await use('bob', 'c', 40_000))).toBe('minimum')
    expect(await use('bob', 'd')).toMatchObject({ kind: 'redeemed' })
    expect(await use('eve', 'e')).toMatchObject({ kind: 'redeemed' })
    expect(reason(await use('dan', 'f'))).toBe('used_up')
    expect(await world.engine.validate('AUTUMN26', order('g'), [from('joe')])).toMatchObject({
      reason: 'used_up',
    })
    expect((await world.store.records.budgets()).filter(({ budget }) => /autumn/i.test(budget))).toEqual([
      { budget: 'autumn', reserved: 0, spent: 30_000 },
      { budget: 'autumn#codes', reserved: 0, spent: 3 },
      { budget: 'shared:AUTUMN26', reserved: 0, spent: 3 },
    ])
  })

  it('given back makes room for the next', async () => {
    const first = await use('ann', 'a')
    await use('bob', 'b')
    await use('eve', 'c')
    expect(reason(await use('dan', 'd'))).toBe('used_up')
    await world.engine.rollBack('back', (first as { redemption: string }).redemption, now)
    await passes(40 * DAY)
    expect(await use('dan', 'e')).toMatchObject({ kind: 'redeemed' })
  })

  it('shown by the bot holds its place, and the order that paid with it is counted once', async () => {
    await happens(1, { kind: 'chat_opened', address: visitor(1) })
    await happens(1, { kind: 'subscribed' })
    expect(shown()).toEqual(['AUTUMN26'])
    expect(await world.store.records.budgets()).toContainEqual({
      budget: 'shared:AUTUMN26',
      reserved: 1,
      spent: 0,
    })
    await use(1, 'a')
    await happens(1, { kind: 'order_completed', order: order('a'), code: 'AUTUMN26' })
    const { codes } = await shopperOf(1)
    expect(codes.map(({ state, redemptions }) => [state, redemptions.length])).toEqual([['redeemed', 1]])
    expect(await world.store.records.budgets()).toContainEqual({
      budget: 'shared:AUTUMN26',
      reserved: 0,
      spent: 1,
    })
  })

  it('is one use of one shopper, however many codes came after it', async () => {
    await use('ann', 'first')
    const { id } = await shopperOf('ann')
    for (let n = 0; n < 35; n++) {
      const does = { act: 'issue', offer: 'thanks_100', campaign: 'review' } as const
      const what = { kind: 'agent', agent: 'olena', does } as const
      const at = { id: `give-${n}`, at: now, trust: 'fact' as const, from: { shopper: id } }
      await world.engine.accept({ ...at, what })
      await passes(10 * DAY)
    }
    expect((await shopperOf('ann')).codes.some(({ shared }) => shared)).toBe(false)
    expect(reason(await use('ann', 'again'))).toBe('redeemed')
  })

  it('on an order that was taken beyond its limit is booked as what it is', async () => {
    for (const who of ['ann', 'bob', 'eve']) await use(who, who)
    await happens('dan', { kind: 'order_completed', order: order('late'), code: 'AUTUMN26' })
    expect((await shopperOf('dan')).codes[0]?.redemptions[0]).toMatchObject({
      overrun: 'over_limit',
      amount: 10_000,
    })
    await happens('ann', { kind: 'order_completed', order: order('again'), code: 'AUTUMN26' })
    expect((await shopperOf('ann')).codes.at(-1)?.redemptions[0]).toMatchObject({ overrun: 'twice' })
    expect(await world.store.records.budgets()).toContainEqual({
      budget: 'shared:AUTUMN26',
      reserved: 0,
      spent: 5,
    })
  })
})

describe('points of our own', () => {
  it('are added, told before their end, spent oldest first, and end', async () => {
    await happens(1, { kind: 'chat_opened', address: visitor(1) })
    await happens(1, { kind: 'points_added', points: 60 })
    await passes(100 * DAY)
    await happens(1, { kind: 'points_added', points: 40 })
    expect(await happens(1, { kind: 'points_spent', points: 30, ask: true })).toMatchObject({
      balance: 70,
      worth: 3_000,
    })
    expect(reason(await happens(1, { kind: 'points_spent', points: 71, ask: true }))).toBe('not_enough')
    world.sent.length = 0
    await passes(261 * DAY)
    expect(world.sent.map(({ text }) => text)).toEqual([expect.stringContaining('30')])
    await passes(5 * DAY)
    const { traits, ledger } = await shopperOf(1)
    expect([traits.points, ledger?.expired, ledger?.spent]).toEqual([40, 30, 30])
  })

  it('that a cancelled order was paid with come back; a redeemed code of points credits them', async () => {
    await happens(1, { kind: 'shopper_imported', traits: { points: 80 } })
    await happens(1, { kind: 'shopper_imported', traits: { points: 500 } })
    expect((await shopperOf(1)).traits.points).toBe(80)
    await happens(1, { kind: 'order_completed', order: order('a') })
    await happens(1, { kind: 'points_spent', points: 50, order: 'a' })
    expect((await shopperOf(1)).traits.points).toBe(30)
    await happens(1, { kind: 'order_cancelled', order: 'a' })
    expect((await shopperOf(1)).traits.points).toBe(80)
  })

  it('of a redeemed code are credited, and taken away again when it is rolled back', async () => {
    await happens(1, { kind: 'chat_opened', address: visitor(1) })
    const does = { act: 'issue', offer: 'points_50', campaign: 'autumn' } as const
    const { id } = await shopperOf(1)
    const what = { kind: 'agent', agent: 'olena', does } as const
    await world.engine.accept({ id: 'give', at: now, trust: 'fact', from: { shopper: id }, what })
    await world.engine.settle(now)
    const used = await world.engine.redeem('r', shown()[0] ?? '', order('a'), [visitor(1)], now)
    expect(used).toMatchObject({ reply: { kind: 'redeemed', points: 50 } })
    expect((await shopperOf(1)).traits.points).toBe(50)
    await happens(1, { kind: 'points_spent', points: 20 })
    const { redemption } = (used as unknown as { reply: { redemption: string } }).reply
    await world.engine.rollBack('back', redemption, now)
    await world.engine.rollBack('again', redemption, now)
    const { traits, ledger } = await shopperOf(1)
    expect([traits.points, ledger?.added, ledger?.spent, ledger?.over]).toEqual([0, 20, 20, 20])
  })
})

describe('an action that earns a code', () => {
  it('earns it once for what it is about', async () => {
    await happens(1, { kind: 'chat_opened', address: visitor(1) })
    const review = (about: string) => happens(1, { kind: 'action_done', action: 'review', about })
    await review('mug')
    expect(reason(await review('mug'))).toBe('done_before')
    expect((await shopperOf(1)).starts.review).toHaveLength(1)
    await review('lamp')
    expect((await shopperOf(1)).starts.review).toHaveLength(2)
  })

  const comes = async (friend: number | string, by: number) => {
    const token = world.engine.referralOf((await shopperOf(by)).id)
    return happens(friend, { kind: 'referred', token })
  }
  const begin = () => happens(1, { kind: 'chat_opened', address: visitor(1) })

  it('a referral only by the order that the friend kept', async () => {
    await begin()
    expect(await comes('bob', 1)).toEqual({ kind: 'ok' })
    await happens('bob', { kind: 'order_completed', order: order('b1') })
    await passes(5 * DAY)
    await happens('bob', { kind: 'order_cancelled', order: 'b1' })
    await passes(20 * DAY)
    expect((await shopperOf(1)).codes).toEqual([])
    await happens('bob', { kind: 'order_completed', order: order('b2') })
    await passes(13 * DAY)
    expect((await shopperOf(1)).codes).toEqual([])
    await passes(2 * DAY)
    const { codes, referrals } = await shopperOf(1)
    expect([codes.length, referrals?.won]).toEqual([1, 1])
    await happens('bob', { kind: 'order_completed', order: order('b3') })
    await passes(30 * DAY)
    expect((await shopperOf(1)).referrals?.won).toBe(1)
  })

  it('is told once, however often the telling is repeated after a crash', async () => {
    await begin()
    await comes('bob', 1)
    await happens('bob', { kind: 'order_completed', order: order('b1') })
    // The friend's commit was made, and the process died before anything was told.
    now += 15 * DAY
    const due = await world.store.leaseDue(now, 10, 'dead', now)
    expect(due.length).toBeGreaterThan(0)
    await world.close()
    await open(codesShop(OURS))
    await world.engine.settle(now)
    await world.engine.settle(now)
    expect((await shopperOf(1)).referrals?.won).toBe(1)
  })

  it('nobody refers himself, by a made-up word, in a circle, or somebody who is known', async () => {
    await begin()
    expect(reason(await comes(1, 1))).toBe('own_referral')
    expect(reason(await happens('bob', { kind: 'referred', token: 's_x.AAAAAAAA' }))).toBe('unknown_referral')
    await happens('old', { kind: 'order_completed', order: order('o1') })
    expect(reason(await comes('old', 1))).toBe('not_new')
    await happens(2, { kind: 'chat_opened', address: visitor(2) })
    await comes(2, 1)
    expect(reason(await comes(1, 2))).toBe('circle')
  })

  it('a second account of the same person earns nothing, even if that shows later', async () => {
    await begin()
    await happens(1, { kind: 'identified', traits: { email: 'Ira.Koval@gmail.com' } })
    await comes('bob', 1)
    await happens('bob', { kind: 'order_completed', order: order('b1') })
    await happens('bob', { kind: 'identified', traits: { email: 'irakoval+2@googlemail.com' } })
    await passes(20 * DAY)
    expect((await shopperOf(1)).referrals).toMatchObject({ won: 0, refused: { why: 'same_person' } })
    expect((await shopperOf(1)).codes).toEqual([])
  })
})

describe('the first order of one person', () => {
  it('has one code, whichever account asks; the second goes to an agent with the reason', async () => {
    for (const [n, email] of [
      [1, 'ira.koval@gmail.com'],
      [2, 'irakoval+shop@gmail.com'],
    ] as const) {
      await happens(n, { kind: 'chat_opened', address: visitor(n) })
      await happens(n, { kind: 'identified', traits: { email } })
      await happens(n, { kind: 'hesitated', sign: 'exit' })
    }
    expect((await shopperOf(1)).codes).toHaveLength(1)
    const second = await shopperOf(2)
    expect([second.codes, second.tickets[0]?.reason, second.looks_like?.by]).toEqual([
      [],
      'same_person',
      ['email'],
    ])
  })

  it('a shared flat or a shared tablet alone is no reason', async () => {
    const address = 'вул. Хрещатик, буд. 22, кв. 5, Київ'
    for (const [n, traits] of [
      [1, { address, device_id: 'tablet' }],
      [2, { address: 'Kyiv, Khreshchatyk St 22 apt 5' }],
      [3, { device_id: 'tablet' }],
      [4, { address: 'Хрещатик 22/5, Київ', device_id: 'tablet' }],
    ] as const) {
      await happens(n, { kind: 'chat_opened', address: visitor(n) })
      await happens(n, { kind: 'identified', traits })
      await happens(n, { kind: 'hesitated', sign: 'exit' })
    }
    const counts = await Promise.all([1, 2, 3, 4].map(async (n) => (await shopperOf(n)).codes.length))
    expect(counts).toEqual([1, 1, 1, 0])
    expect((await shopperOf(4)).looks_like?.by).toEqual(['device', 'address'])
  })
})
