// What a row of an enrolment says at each moment, told as stories: it is written by the commits that change it, and a
// report is nothing but a sum of such rows.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Enrolment } from '../../src/core/enrolment/enrolment.ts'
import { createWorld, DAY, HOUR, idIn, MINUTE, rulebookOf, SHOP } from './world.ts'

const FLOWS = {
  cart: `
flow: cart
about: A cart was left.
start: { on: cart_abandoned, after: 45m }
goal: { order_within: 7d }
campaign: { budget: 100000 UAH, holdout: 50%, until: none }
steps:
  - id: why
    ask: abandoned_cart.why
    into: reason
    choices: [price, shipping_cost, not_ready]
    wait: 12h
  - offer: [{ when: reason == "price", give: percent_15 }]
    else: { say: abandoned_cart.keep }
`,
  hint: `
flow: hint
about: Hesitates.
start: { on: hesitation }
goal: { order_within: 3d }
campaign: { budget: none, holdout: 0%, until: none }
steps:
  - say: abandoned_cart.keep
`,
  test: `
flow: test
about: Run elsewhere.
start: { on: elsewhere }
goal: { order_within: 14d }
`,
}
const rules = rulebookOf(FLOWS, `${SHOP}contact: none\n`)

const open = (arm: 'offer' | 'holdout' = 'offer') => {
  const world = createWorld(rules, idIn('cart', arm, 0.5))
  const rows = new Map<string, Enrolment>()
  const read = () => {
    for (const effect of world.takeEffects())
      if (effect.kind === 'enrolment') rows.set(effect.row.id, effect.row)
    return [...rows.values()]
  }
  const row = (campaign: string): Enrolment | undefined => read().findLast((one) => one.campaign === campaign)
  const buys = (id: string, total: number, cost?: number, code?: string) =>
    world.happens({
      ...{ kind: 'order_completed', order: { id, total, lines: [], ...(cost !== undefined && { cost }) } },
      ...(code && { code }),
    })
  return { world, row, read, buys }
}

describe('a row', () => {
  it('begins with the cart, the sign, and what was ordered before; the reason comes when it is told', () => {
    const { world, row, buys } = open()
    buys('old', 70_000)
    world.passes(2 * DAY)
    world.happens({
      ...{ kind: 'cart_changed', change: 'add' },
      lines: [{ item: 'a', price: 200_000, quantity: 1, category: 'bags' }],
    })
    world.passes(HOUR)
    expect(row('cart')).toMatchObject({
      ...{ sign: 'cart_abandoned', categories: ['bags'], past: 1, within: 7 * DAY },
      ...{ before: { orders: 1, revenue: 70_000 }, talked: true, messages: { web: 1 } },
    })
    expect(row('cart')?.reason).toBeUndefined()
    world.presses('price')
    expect(row('cart')).toMatchObject({
      ...{ reason: 'price', offered: 1, messages: { web: 2 } },
      codes: [{ offer: 'percent_15', kind: 'percent', state: 'issued', amount: 0 }],
    })
  })

  it('knows the code, the cost of goods and the coming back, and a cancelled order undoes every part of it', () => {
    const { world, row, buys } = open()
    world.adds(2000)
    world.passes(HOUR)
    world.presses('price')
    const before = row('cart')
    world.passes(HOUR)
    world.happens({ kind: 'viewed' })
    expect(row('cart')?.back).toBe(world.now)
    const [code] = world.shopper.codes
    buys('o1', 200_000, 120_000, code?.id)
    expect(row('cart')).toMatchObject({
      ...{ orders: 1, revenue: 200_000, with_code: 1, costed: { revenue: 200_000, cost: 120_000 } },
      ...{ own: { orders: 1, revenue: 200_000 }, first_order: world.now, last_order: world.now },
      codes: [{ state: 'redeemed', amount: 30_000, redeemed: world.now }],
    })
    world.happens({
      ...{ kind: 'order_cancelled', order: 'o1', cost: 20_000 },
      lines: [{ item: 'x', price: 50_000, quantity: 1 }],
    })
    expect(row('cart')).toMatchObject({
      ...{ orders: 1, revenue: 150_000, with_code: 1, costed: { revenue: 150_000, cost: 100_000 } },
    })
    world.happens({ kind: 'order_cancelled', order: 'o1' })
    expect(row('cart')).toMatchObject({
      ...{
        orders: 0,
        revenue: 0,
        with_code: 0,
        costed: { revenue: 0, cost: 0 },
        own: { orders: 0, revenue: 0 },
      },
      ...{ first_order: null, last_order: null },
      codes: [{ state: 'issued', amount: 0, redeemed: null }],
    })
    expect(row('cart')?.at).toBe(before?.at)
  })

  it('of a part given back at an unknown cost has no cost any more: nothing is made up', () => {
    const { world, row, buys } = open()
    world.adds(2000)
    world.passes(HOUR)
    buys('o1', 200_000, 120_000)
    world.happens({
      kind: 'order_cancelled',
      order: 'o1',
      lines: [{ item: 'x', price: 50_000, quantity: 1 }],
    })
    expect(row('cart')).toMatchObject({ revenue: 150_000, costed: { revenue: 0, cost: 0 } })
  })

  it('of the holdout is written the same, and nothing is said', () => {
    const { world, row, buys } = open('holdout')
    world.adds(2000)
    world.passes(HOUR)
    buys('o1', 200_000, 120_000)
    expect(row('cart')).toMatchObject({
      arm: 'holdout',
      talked: false,
      codes: [],
      orders: 1,
      revenue: 200_000,
    })
    expect(row('cart')?.messages).toBeUndefined()
  })

  it('counts a reminder for the code it reminds of', () => {
    const { world, row } = open()
    world.adds(2000)
    world.passes(HOUR)
    world.presses('price')
    world.passes(43 * HOUR)
    expect(row('cart')?.messages).toEqual({ web: 3 })
  })

  it('of one campaign counts an order once, however often its shopper was enrolled; over all campaigns one owns it', () => {
    const { world, read, buys } = open()
    for (let i = 0; i < 3; i++) {
      world.happens({ kind: 'hesitated', sign: 'exit_intent' })
      world.passes(10 * MINUTE)
    }
    world.adds(2000)
    world.passes(HOUR)
    buys('o1', 90_000)
    const rows = read()
    const hints = rows.filter(({ campaign }) => campaign === 'hint')
    expect(hints.map(({ orders }) => orders)).toEqual([0, 0, 1])
    expect(hints[0]?.sign).toBe('exit_intent')
    expect(rows.flatMap(({ own }) => own?.orders ?? [])).toEqual([1])
    expect(rows.find(({ campaign }) => campaign === 'cart')?.own).toEqual({ orders: 1, revenue: 90_000 })
  })
})

describe('an experiment that another system runs', () => {
  const told = {
    kind: 'enrolled',
    campaign: 'test',
    variant: 'b',
    categories: ['mens'],
    segments: ['vip'],
  } as const

  it('is a row like any other: the arm as told, and what followed', () => {
    const { world, row, buys } = open()
    world.happens({ ...told, arm: 'offer', channel: 'email' })
    world.passes(DAY)
    world.happens({ kind: 'viewed' })
    buys('o1', 5000)
    expect(row('test')).toMatchObject({
      ...{ arm: 'offer', variant: 'b', elsewhere: true, channel: 'email', categories: ['mens'] },
      ...{ segments: ['first_purchase', 'vip'], orders: 1, revenue: 5000, talked: false },
    })
    expect(row('test')?.back).toBeDefined()
  })

  it('told in both arms is in none', () => {
    const { world, read } = open()
    world.happens({ ...told, arm: 'offer' })
    world.happens({ ...told, arm: 'holdout' })
    expect(read().map(({ arm }) => arm)).toEqual(['mixed', 'mixed'])
  })

  it('is refused for a campaign of our own, whose arms we draw', () => {
    const { world, read } = open()
    expect(world.happens({ ...told, campaign: 'cart', arm: 'offer' }).reply).toMatchObject({
      kind: 'refused',
    })
    expect(read()).toEqual([])
  })
})

const act = fc.oneof(
  fc.record({ kind: fc.constant('hesitates' as const) }),
  fc.record({ kind: fc.constant('told' as const), holdout: fc.boolean() }),
  fc.record({ kind: fc.constant('leaves' as const) }),
  fc.record({
    kind: fc.constant('buys' as const),
    total: fc.integer({ min: 1, max: 1_000_000 }),
    known: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('returns' as const), which: fc.nat(5), part: fc.boolean() }),
  fc.record({ kind: fc.constant('waits' as const), hours: fc.integer({ min: 1, max: 60 }) }),
)

it('whatever happens, in any order: rows of a campaign hold each order once, and cancelled ones not at all', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
      const { world, read, buys } = open()
      const placed: { id: string; at: number; total: number; rest: number }[] = []
      for (const one of acts) {
        if (one.kind === 'hesitates') world.happens({ kind: 'hesitated', sign: 'exit' })
        if (one.kind === 'told')
          world.happens({ kind: 'enrolled', campaign: 'test', arm: one.holdout ? 'holdout' : 'offer' })
        if (one.kind === 'leaves') {
          world.adds(1500)
          world.passes(HOUR)
        }
        if (one.kind === 'waits') world.passes(one.hours * HOUR)
        if (one.kind === 'buys') {
          const id = `o${placed.length}`
          placed.push({ id, at: world.now, total: one.total, rest: one.total })
          buys(id, one.total, one.known ? Math.floor(one.total / 2) : undefined)
        }
        if (one.kind === 'returns') {
          const order = placed[one.which]
          if (!order) continue
          const back = one.part ? Math.min(order.rest, 7) : order.rest
          order.rest -= back
          world.happens({
            ...{ kind: 'order_cancelled', order: order.id },
            ...(one.part && { lines: [{ item: 'x', price: 7, quantity: 1 }] }),
          })
        }
        // Prices are of the test: a minute keeps events apart.
        world.passes(MINUTE)
      }
      const rows = read()
      for (const campaign of ['cart', 'hint', 'test']) {
        const mine = rows.filter((row) => row.campaign === campaign)
        const covered = placed.filter((order) =>
          mine.some((row) => order.at >= row.at && order.at <= row.at + (row.within ?? 0)),
        )
        const left = covered.filter(({ rest }) => rest > 0)
        expect(mine.reduce((sum, row) => sum + row.orders, 0)).toBe(left.length)
        expect(mine.reduce((sum, row) => sum + row.revenue, 0)).toBe(
          left.reduce((sum, { rest }) => sum + rest, 0),
        )
      }
      const owned = placed.filter(
        ({ at, rest }) => rest > 0 && rows.some((row) => at >= row.at && at <= row.at + (row.within ?? 0)),
      )
      expect(rows.reduce((sum, row) => sum + (row.own?.orders ?? 0), 0)).toBe(owned.length)
      expect(rows.reduce((sum, row) => sum + (row.own?.revenue ?? 0), 0)).toBe(
        owned.reduce((sum, { rest }) => sum + rest, 0),
      )
    }),
    { numRuns: 300 },
  )
})
