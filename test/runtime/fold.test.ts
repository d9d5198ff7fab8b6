// Two shoppers turn out to be one, on a real engine and a real file: what the shop says, what either had, what stays.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isCampaignSum } from '../../src/core/budget/names.ts'
import type { Address, Happening } from '../../src/core/event.ts'
import type { Incoming } from '../../src/runtime/engine.ts'
import { HOUR, MINUTE, shippedRulebook } from '../core/world.ts'
import { openEngine, visitor } from './open-engine.ts'

const rulebook = shippedRulebook()
const folder = mkdtempSync(join(tmpdir(), 'winback-fold-'))
let files = 0
let now = Date.UTC(2026, 10, 23, 9)
let events = 0
let shop: Awaited<ReturnType<typeof openEngine>>

const open = (path: string) => openEngine({ path, rulebook, clock: () => now, lease: 0 })
beforeAll(() => {})
beforeEach(async () => {
  now = Date.UTC(2026, 10, 23, 9)
  shop = await open(join(folder, `${++files}.db`))
  return () => shop.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const user = (id: string): Address => ({ channel: 'user', id })
const happens = async (from: Incoming['from'], what: Happening, more: Partial<Incoming> = {}) => {
  const done = await shop.engine.accept({ id: `e${++events}`, at: now, trust: 'fact', from, what, ...more })
  expect(done.kind).toMatch(/done|counted/)
  now += MINUTE
  return done
}
const shopperAt = async (address: Address) => {
  const id = await shop.engine.find(address)
  return id === null ? null : shop.engine.shopper(id)
}
const adds = (address: Address, item: string, price: number) =>
  happens(address, { kind: 'cart_changed', change: 'add', lines: [{ item, price, quantity: 1 }] })
const opens = (address: Address) => happens(address, { kind: 'chat_opened', address })
const signsIn = (id: string, address: Address, more: Partial<Incoming> = {}) =>
  happens(user(id), { kind: 'signed_in' }, { also: [address], ...more })
const give = async (address: Address) => {
  const shopper = (await shop.engine.find(address)) ?? ''
  const campaign = 'abandoned_cart'
  const does = { act: 'issue', offer: 'come_back_200', campaign } as const
  // Said when it was to be said: what has waited for long leaves one at a time.
  await shop.engine.settle(now)
  const given = await happens({ shopper }, { kind: 'agent', agent: 'olena', does })
  await shop.engine.settle(now)
  return given
}
const reserved = async () =>
  (await shop.store.records.budgets())
    .filter(({ budget }) => isCampaignSum(budget))
    .reduce((sum, budget) => sum + budget.reserved, 0)

describe('two shoppers who turn out to be one', () => {
  it('are one after the log-in: cart, orders, addresses and lines of both, under the older', async () => {
    await happens(user('17'), { kind: 'order_completed', order: { id: 'o1', total: 90_000, lines: [] } })
    const account = (await shop.engine.find(user('17')))!
    await opens(visitor(1))
    await adds(visitor(1), 'backpack', 269_000)
    const guest = (await shop.engine.find(visitor(1)))!
    expect(guest).not.toBe(account)
    await signsIn('17', visitor(1))
    const one = (await shopperAt(visitor(1)))!
    expect(one.id).toBe(account)
    expect(await shop.engine.shopper(guest)).toEqual(one)
    expect(one.cart?.lines.map(({ item }) => item)).toEqual(['backpack'])
    expect(one.orders).toMatchObject({ count: 1, sum: 90_000 })
    expect(one.addresses).toEqual(expect.arrayContaining([user('17'), visitor(1)]))
    const lines = await shop.store.records.lines(account, 0, 100)
    expect(lines.map(({ who }) => who)).toEqual(['bot', 'note'])
    expect(lines.at(-1)?.did).toEqual({ act: 'joined', from: 'log_in' })
    const kept = JSON.parse((await shop.store.load(guest)).document!)
    expect(kept.folded_into).toMatchObject({ shopper: account, why: 'log_in' })
    expect(kept.folded_into.content).toBeUndefined()
  })

  it('have one live code: the better stays, the money of the other goes back when nothing can arrive any more', async () => {
    await opens(visitor(2))
    await opens(visitor(3))
    await happens(user('18'), { kind: 'identified', traits: {} }, { also: [visitor(2)] })
    await give(visitor(2))
    await give(visitor(3))
    await shop.engine.settle(now)
    const both = shop.sent.flatMap((message) => message.code?.text ?? [])
    expect(both).toHaveLength(2)
    const before = await reserved()
    await signsIn('18', visitor(3))
    const one = (await shopperAt(visitor(3)))!
    expect(one.codes.map(({ state }) => state).sort()).toEqual(['issued', 'revoked'])
    expect(await reserved()).toBe(before)
    const live = one.codes.find(({ state }) => state === 'issued')!
    const text = shop.sent.find((message) => message.code?.id === live.id)!.code!.text
    const order = { id: 'o2', total: 300_000, lines: [] }
    // Its id may begin with the name of the younger: whoever it is now may use it, by any of its addresses.
    for (const buyer of [visitor(2), visitor(3), user('18')])
      expect(await shop.engine.validate(text, order, [buyer])).toMatchObject({ valid: true })
    expect(await shop.engine.redeem('r1', text, order, [user('18')], now)).toMatchObject({
      kind: 'done',
      reply: { kind: 'redeemed' },
    })
    now += 60 * 24 * HOUR
    await shop.engine.settle(now)
    expect(await reserved()).toBe(0)
  })

  it('get the reply of then for a repeat of what either had said', async () => {
    await opens(visitor(4))
    await happens(user('19'), { kind: 'identified', traits: {} })
    const order = { id: 'o3', total: 5_000, lines: [] }
    const incoming = {
      id: 'once',
      at: now,
      trust: 'fact',
      from: visitor(4),
      what: { kind: 'order_completed', order },
    } as const
    await shop.engine.accept(incoming)
    await signsIn('19', visitor(4))
    expect(await shop.engine.accept(incoming)).toMatchObject({ kind: 'done', repeat: true })
    expect((await shopperAt(user('19')))?.orders.count).toBe(1)
  })

  it('are never joined by a page, nor by a browser or an e-mail that two customers share; only by the plain word', async () => {
    await opens(visitor(5))
    await happens(user('20'), { kind: 'identified', traits: {} })
    await happens(visitor(5), { kind: 'viewed' }, { trust: 'hint', also: [user('20')] })
    const at = async (address: Address) => (await shopperAt(address))!.id
    expect(await at(visitor(5))).not.toBe(await at(user('20')))
    await signsIn('20', visitor(5))
    expect(await at(visitor(5))).toBe(await at(user('20')))
    // The same browser, another customer of the shop.
    await signsIn('21', visitor(5))
    expect(await at(user('21'))).not.toBe(await at(user('20')))
    expect(await at(visitor(5))).toBe(await at(user('20')))
    const mail = { channel: 'email', id: 'home@example.org' }
    await happens(user('20'), { kind: 'identified', traits: {} }, { also: [mail] })
    await happens(user('21'), { kind: 'identified', traits: {} }, { also: [mail] })
    expect(await at(user('21'))).not.toBe(await at(user('20')))
    await happens(user('21'), { kind: 'identified', traits: {} }, { also: [user('20')], joins: 'alias' })
    expect(await at(user('21'))).toBe(await at(user('20')))
  })

  it('keep the looks that were only counted', async () => {
    for (const _ of [1, 2, 3]) await happens(visitor(6), { kind: 'viewed' }, { trust: 'hint' })
    await happens(user('22'), { kind: 'identified', traits: {} })
    await signsIn('22', visitor(6))
    await signsIn('22', visitor(6))
    expect((await shopperAt(user('22')))?.visits.views).toBe(3)
  })
})
