// Stories of a fold in core: what becomes of each part of two documents that are one person's.
import { describe, expect, it } from 'vitest'
import { decide } from '../../src/core/decide.ts'
import type { Effect } from '../../src/core/effect.ts'
import type { Enrolment } from '../../src/core/enrolment/enrolment.ts'
import type { Event, Happening } from '../../src/core/event.ts'
import { newShopper, type Shopper } from '../../src/core/shopper.ts'
import { freezeDeeply } from '../../src/rulebook/freeze.ts'
import { createWorld, DAY, HOUR, MINUTE, rulebookOf, SHOP, START } from './world.ts'

const rulebook = rulebookOf(
  {
    cart: `
flow: cart
about: A left cart.
start: { on: cart_abandoned, after: 45m, at_most: once per 14d }
goal: { order_within: 7d }
campaign: { budget: 9000 UAH, holdout: 50%, until: none }
steps:
  - ask: abandoned_cart.why
    choices: [price, not_ready]
    wait: 2h
    silent: end
  - give: fixed_100
`,
    discount: `
flow: discount
about: Asked for a code.
start: { on: ask_discount }
campaign: { budget: 9000 UAH, until: none }
steps: [{ give: fixed_100 }]
`,
  },
  `${SHOP}contact: 3 per 7d\n`,
)
const books = { now: rulebook, pinned: {} }
const NOW = START + 12 * HOUR

const stamped = (what: Happening): Event => ({ id: 'e', at: NOW, received: NOW, trust: 'fact', ...what })
const decided = (shopper: Shopper, what: Happening) => {
  const decision = decide(books, freezeDeeply(shopper), freezeDeeply(stamped(what)))
  if (decision.kind !== 'decided') throw new Error('wants codes')
  return decision
}
const someone = (id: string, more: Partial<Shopper> = {}): Shopper => ({
  ...newShopper(id, START),
  addresses: [{ channel: 'web', id: `v-${id}` }],
  ...more,
})
/** `b` is the younger. */
const join = (a: Shopper, b: Shopper) => decided(a, { kind: 'taken_in', content: b, why: 'log_in' })
const joined = (a: Partial<Shopper>, b: Partial<Shopper>) => join(someone('a', a), someone('b', b)).shopper

const row = (
  id: string,
  campaign: string,
  arm: Enrolment['arm'],
  more: Partial<Enrolment> = {},
): Enrolment => ({
  ...{ id, shopper: id.split(':')[0]!, campaign, arm, at: START, segments: [], talked: false, offered: 0 },
  ...{ escalated: false, codes: [], orders: 0, revenue: 0 },
  ...more,
})

describe('the three steps of a fold', () => {
  const older = someone('a', { created: START - DAY })
  const younger = someone('b', { carts_abandoned: 2 })
  const into = { id: 'a', created: older.created }

  it('leave a pointer that carries its content, then one shopper, then a bare pointer; each may come twice', () => {
    const first = decided(younger, { kind: 'folded', into, why: 'alias' })
    expect(first.shopper.folded_into).toEqual({ shopper: 'a', at: NOW, why: 'alias', content: younger })
    expect(first.due).not.toBeNull()
    expect(decided(first.shopper, { kind: 'folded', into, why: 'alias' }).shopper).toEqual(first.shopper)
    const second = join(older, younger)
    expect(second.shopper.carts_abandoned).toBe(2)
    const again = join(second.shopper, younger)
    expect(again.effects).toEqual([])
    expect(again.shopper.carts_abandoned).toBe(2)
    const third = decided(first.shopper, { kind: 'fold_cleared' })
    expect(third.shopper.folded_into).toEqual({ shopper: 'a', at: NOW, why: 'alias' })
    expect(third.due).toBeNull()
    expect(decided(third.shopper, { kind: 'fold_cleared' }).shopper).toEqual(third.shopper)
  })

  it('never fold the older into the younger, whatever either was when it was asked', () => {
    const wrong = { id: 'b', created: younger.created }
    expect(decided(older, { kind: 'folded', into: wrong, why: 'alias' }).shopper.folded_into).toBeUndefined()
    // In one moment the smaller id is the older.
    expect(
      decided(someone('a'), { kind: 'folded', into: wrong, why: 'alias' }).shopper.folded_into,
    ).toBeUndefined()
    const same = { id: 'a', created: START }
    expect(
      decided(someone('b'), { kind: 'folded', into: same, why: 'alias' }).shopper.folded_into,
    ).toBeDefined()
  })

  it('change nothing of a pointer by whatever else is told of it', () => {
    const { shopper } = decided(younger, { kind: 'folded', into, why: 'alias' })
    const after = decided(shopper, {
      kind: 'cart_changed',
      change: 'add',
      lines: [{ item: 'i', price: 1, quantity: 1 }],
    })
    expect(after.shopper).toEqual(shopper)
    expect(after.effects).toEqual([])
    expect(after.reply).toEqual({ kind: 'refused', reason: 'folded' })
  })
})

describe('what two who are one have together', () => {
  it('a cart with what either held, of what both held the larger number, and no flow writes twice because of it', () => {
    const cart = (id: string, lines: readonly (readonly [string, number])[], flow: string) => ({
      ...{ id, began: START, abandoned: [{ flow, at: START }], started: [] },
      lines: lines.map(([item, quantity]) => ({ item, price: 100, quantity })),
    })
    const { cart: one } = joined(
      {
        cart: cart(
          'x',
          [
            ['mug', 2],
            ['lamp', 1],
          ],
          'cart',
        ),
        active: START,
      },
      {
        cart: cart(
          'y',
          [
            ['mug', 1],
            ['bag', 1],
          ],
          'cart',
        ),
        active: START + HOUR,
      },
    )
    expect(one?.lines.map(({ item, quantity }) => [item, quantity])).toEqual([
      ['mug', 2],
      ['bag', 1],
      ['lamp', 1],
    ])
    expect(one?.abandoned).toHaveLength(1)
  })

  it('no cart that one of them had left before the other ordered', () => {
    const cart = {
      id: 'x',
      began: START,
      abandoned: [],
      started: [],
      lines: [{ item: 'mug', price: 1, quantity: 1 }],
    }
    const at = START + HOUR
    const orders = {
      count: 1,
      sum: 1,
      cancelled: 0,
      first: at,
      last: at,
      recent: [{ id: 'o', at, total: 1, count: 1 }],
    }
    expect(joined({ cart, active: START }, { orders, active: at }).cart).toBeNull()
    expect(joined({ cart, active: at + 1 }, { orders, active: at }).cart).toEqual(cart)
  })

  it('each order once, cancelled where either heard so, counted for every goal in whose time it falls', () => {
    const order = (id: string, hour: number, total: number, more = {}) => ({
      ...{ id, at: START + hour * HOUR, total, count: 1 },
      ...more,
    })
    const orders = (...recent: ReturnType<typeof order>[]) => {
      const standing = recent.filter((one) => !('cancelled' in one))
      const sum = standing.reduce((all, one) => all + one.total, 0)
      const times = standing.map(({ at }) => at)
      return {
        ...{ count: standing.length, sum, cancelled: recent.length - standing.length, recent },
        ...{ first: Math.min(...times), last: Math.max(...times) },
      }
    }
    const mine = row('a:cart:1', 'cart', 'offer', { orders: 2, revenue: 300 })
    const theirs = row('b:cart:1', 'cart', 'offer', { orders: 1, revenue: 50 })
    const { orders: all, enrolments } = joined(
      { orders: orders(order('o1', 1, 100), order('o2', 2, 200)), enrolments: [mine], active: NOW },
      {
        orders: orders(order('o2', 2, 0, { cancelled: true }), order('o3', 3, 50)),
        enrolments: [theirs],
        active: NOW,
      },
    )
    expect(all).toMatchObject({
      count: 2,
      sum: 150,
      cancelled: 1,
      first: START + HOUR,
      last: START + 3 * HOUR,
    })
    expect(all.recent.map(({ id }) => id)).toEqual(['o1', 'o2', 'o3'])
    expect(enrolments.map(({ orders: n, revenue }) => [n, revenue])).toEqual([
      [2, 150],
      [0, 0],
    ])
  })

  it('a stop of either, unless a consent of the other is newer', () => {
    const stopped = START + HOUR
    expect(joined({ stopped }, {}).stopped).toBe(stopped)
    expect(joined({}, { stopped, stopped_by: 'shop' })).toMatchObject({ stopped, stopped_by: 'shop' })
    expect(joined({ stopped }, { consented: stopped + 1 }).stopped).toBeNull()
    expect(joined({ stopped }, { consented: stopped - 1 }).stopped).toBe(stopped)
    const both = joined({ stopped: stopped + 1, stopped_by: 'shop' }, { stopped, stopped_by: 'shop' })
    expect(both).toMatchObject({ stopped: stopped + 1, stopped_by: 'shop' })
    const pending = [{ flow: 'cart', on: 'hesitation' as const, due: NOW + 1, lapses: NOW + 9, vars: {} }]
    expect(joined({ stopped }, { pending }).pending).toEqual([])
  })

  it('what the shop said last: traits and the balance of points; added up where it only told what was added', () => {
    const a = { traits: { name: 'Old', points: 100, region: 'UA' }, told: { traits: 5, points: 5 } }
    const b = { traits: { name: 'New', points: 120 }, told: { traits: 9, points: 3 } }
    expect(joined(a, b).traits).toEqual({ name: 'New', points: 100, region: 'UA' })
    expect(joined(a, b).told).toEqual({ traits: 9, points: 5 })
    expect(joined({ traits: { points: 10 } }, { traits: { points: 7 } }).traits.points).toBe(17)
  })

  it('one arm for the treatment; rows of different arms are mixed, now and later, and keep their ids', () => {
    const a = {
      enrolments: [row('a:cart:1', 'cart', 'holdout'), row('a:discount:2', 'discount', 'offer')],
      enrolled: 2,
    }
    const b = {
      enrolments: [row('b:cart:1', 'cart', 'offer'), row('b:discount:2', 'discount', 'offer')],
      enrolled: 2,
    }
    const { shopper, effects } = join(someone('a', a), someone('b', b))
    expect(shopper.mixed).toEqual(['cart'])
    expect(shopper.enrolments.map(({ id, shopper: of, arm, treated }) => [id, of, arm, treated])).toEqual([
      ['a:cart:1', 'a', 'mixed', 'holdout'],
      ['a:discount:2', 'a', 'offer', undefined],
      ['b:cart:1', 'a', 'mixed', 'holdout'],
      ['b:discount:2', 'a', 'offer', undefined],
    ])
    const written = effects.flatMap((effect: Effect) => (effect.kind === 'enrolment' ? effect.row.id : []))
    expect(written.toSorted()).toEqual(['a:cart:1', 'b:cart:1', 'b:discount:2'])
  })

  it('one ticket that an agent is awaited for: the one that an agent has', () => {
    const ticket = (id: string, state: 'open' | 'taken') => ({
      ...{
        id,
        shopper: id.split('.')[0]!,
        opened: START,
        reason: 'human',
        campaign: 'cart',
        enrolment: `${id}:e`,
      },
      ...{ state, cart: 0, until: NOW + HOUR, decided: { by: 'olena', at: START, what: 'take_over' } },
    })
    const mode = { agent: 'olena', ticket: 'b.t1' }
    const { shopper, effects } = join(
      someone('a', { tickets: [ticket('a.t1', 'open')], ticket_count: 1 }),
      someone('b', { tickets: [ticket('b.t1', 'taken')], ticket_count: 1, agent_mode: mode }),
    )
    expect(shopper.tickets.map(({ id, state, shopper: of }) => [id, state, of])).toEqual([
      ['a.t1', 'closed', 'a'],
      ['b.t1', 'taken', 'a'],
    ])
    expect(shopper.agent_mode).toEqual(mode)
    expect(effects.filter((effect) => effect.kind === 'ticket')).toHaveLength(2)
  })

  it('caps over both: whom either was written to is not written to again', () => {
    const { starts, contacts } = joined(
      { starts: { cart: [START] }, contacts: [START] },
      { starts: { cart: [START + 1], discount: [START] }, contacts: [START - 1] },
    )
    expect(starts).toEqual({ cart: [START, START + 1], discount: [START] })
    expect(contacts).toEqual([START - 1, START])
  })
})

describe('codes of two who are one', () => {
  it('stay, all of them; of two that live the better for the shopper, the other is taken back with its money', () => {
    const give = (id: string, offer: string) => {
      const world = createWorld(rulebook, id)
      world.happens({ kind: 'agent', agent: 'olena', does: { act: 'issue', campaign: 'cart', offer } })
      return world.shopper
    }
    const [a, b] = [give('a', 'fixed_100'), give('b', 'percent_15')]
    for (const [older, younger] of [
      [a, b],
      [b, a],
    ] as const) {
      const { shopper } = join(older, younger)
      expect(shopper.codes.map(({ offer, state }) => [offer, state]).toSorted()).toEqual([
        ['fixed_100', 'revoked'],
        ['percent_15', 'issued'],
      ])
      const late = shopper.codes.find(({ state }) => state === 'revoked')!.settle_by
      const woken = decide(books, shopper, { ...stamped({ kind: 'wake_up' }), received: late, at: late })
      const back = woken.kind === 'decided' ? woken.effects.filter((effect) => effect.kind === 'budget') : []
      expect(back).toContainEqual({ kind: 'budget', budget: 'cart', reserved: -10_000, spent: 0 })
    }
  })
})

describe('a talk of one who turns out to be somebody known', () => {
  it('goes on where the shopper is, one question at a time', () => {
    const talking = (id: string) => {
      const world = createWorld(rulebook, id)
      world.says('ask_discount')
      world.adds(2_000)
      world.passes(46 * MINUTE)
      return world.shopper
    }
    const { shopper } = join(talking('s1'), talking('s2'))
    expect(shopper.talks.filter((talk) => talk.waits === 'answer').length).toBeLessThanOrEqual(1)
    expect(shopper.carts_abandoned).toBe(2)
  })
})
