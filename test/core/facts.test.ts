// Facts that rules ask for: what each says, and when it says nothing.
import { describe, expect, it } from 'vitest'
import type { Around } from '../../src/core/around.ts'
import type { Happening } from '../../src/core/event.ts'
import type { FactValue } from '../../src/core/facts/fact.ts'
import { FACT_SCHEMA } from '../../src/core/facts/fact-schema.ts'
import { factsOf } from '../../src/core/facts/facts.ts'
import { rfmBounds } from '../../src/core/facts/rfm.ts'
import type { Order } from '../../src/core/orders/order.ts'
import { createWorld, DAY, HOUR, MINUTE, rulebookOf, SHOP, START } from './world.ts'

const FREE = `${SHOP}facts: { free_delivery_from: 1500 UAH }\n`
const rules = (shop = FREE) => rulebookOf({}, shop)

type World = ReturnType<typeof createWorld>

const ask = (world: World, path: string, around: Around | null = null, shop = FREE): FactValue => {
  const [root = '', field = ''] = path.split('.')
  const facts = factsOf(rules(shop), world.shopper, world.now, null, {}, around)
  return (facts[root] as Record<string, FactValue> | undefined)?.[field]
}

const orderOf = (id: string, total: number, category?: string, item = `i-${id}`): Order => ({
  id,
  total,
  lines: [{ item, price: total, quantity: 1, ...(category && { category }) }],
})

const bought = (world: World, id: string, total: number, category?: string, item?: string): void => {
  world.happens({ kind: 'order_completed', order: orderOf(id, total, category, item) })
}

const adds = (world: World, item: string, price: number, more: object = {}): void => {
  const line = { item, price, quantity: 1, ...more }
  world.happens({ kind: 'cart_changed', change: 'add', lines: [line] } as Happening)
}

describe('orders', () => {
  it('are counted with their first, last, mean and sum', () => {
    const world = createWorld(rules())
    for (const [n, total] of [30_000, 50_000, 10_000].entries()) {
      bought(world, `o${n}`, total)
      world.passes(10 * DAY)
    }
    const asked = ['count', 'sum', 'mean', 'first', 'last', 'days_since_last', 'days_since_first'].map(
      (name) => ask(world, `orders.${name}`),
    )
    expect(asked).toEqual([3, 90_000, 30_000, 30_000, 10_000, 10, 30])
  })

  it('keep what the first came to when it is no longer remembered by itself, until it is taken back', () => {
    const world = createWorld(rules())
    for (let n = 0; n < 40; n++) {
      bought(world, `o${n}`, 1000 + n)
      world.passes(DAY)
    }
    expect(world.shopper.orders.recent).toHaveLength(30)
    expect(ask(world, 'orders.first')).toBe(1000)
    const was = { at: START, total: 1000, cancelled: false, told: true }
    world.happens({ kind: 'order_cancelled', order: 'o0', was })
    expect(ask(world, 'orders.first')).toBeUndefined()
  })

  it('say how often a code was used, and whether that is a habit', () => {
    const habits = (codes: readonly boolean[]): readonly FactValue[] => {
      const world = createWorld(rules())
      for (const [n, coded] of codes.entries()) world.orders(`o${n}`, 100, coded ? `s1.old${n}` : undefined)
      return ['orders.with_code', 'orders.code_share', 'codes.habit'].map((path) => ask(world, path))
    }
    expect(habits([])).toEqual([undefined, undefined, undefined])
    expect(habits([false, false])).toEqual([0, 0, 'never'])
    expect(habits([true])).toEqual([1, 1, 'rarely'])
    expect(habits([true, true, false, false])).toEqual([2, 0.5, 'often'])
    expect(habits([true, true, false, false, false])).toEqual([2, 0.4, 'rarely'])
  })

  it('of history say nothing of codes', () => {
    const world = createWorld(rules())
    world.happens({
      kind: 'order_imported',
      order: { id: 'h', at: START - DAY, total: 500, cancelled: false },
    })
    expect(ask(world, 'orders.count')).toBe(1)
    expect(ask(world, 'codes.habit')).toBeUndefined()
  })
})

describe('recency, frequency and money', () => {
  const shop = Array.from({ length: 10 }, (_, n) => ({ last: START - n * DAY, count: n + 1, sum: 1000 * n }))
  const bounds = rfmBounds(shop)

  it('are exact fifths, 5 the best', () => {
    expect(bounds).toEqual({
      recency: [START - 8 * DAY, START - 6 * DAY, START - 4 * DAY, START - 2 * DAY],
      frequency: [2, 4, 6, 8],
      money: [1000, 3000, 5000, 7000],
    })
    const world = createWorld(rules())
    bought(world, 'o1', 7001)
    const around = { rfm: bounds! }
    expect(['recency', 'frequency', 'money'].map((name) => ask(world, `rfm.${name}`, around))).toEqual([
      5, 1, 5,
    ])
  })

  it('are missing with fewer than five who order, and for whoever does not', () => {
    expect(rfmBounds([...shop.slice(0, 4), { last: null, count: 0, sum: 0 }])).toBeNull()
    expect(ask(createWorld(rules()), 'rfm.recency', { rfm: bounds! })).toBeUndefined()
    const world = createWorld(rules())
    bought(world, 'o1', 1)
    expect(ask(world, 'rfm.recency', null)).toBeUndefined()
  })

  it('give equal shoppers equal scores', () => {
    const same = rfmBounds(Array.from({ length: 50 }, () => ({ last: START, count: 1, sum: 500 })))
    expect(same?.frequency).toEqual([1, 1, 1, 1])
  })
})

describe('visits', () => {
  it('end with half an hour without activity', () => {
    const world = createWorld(rules())
    const views = () => world.happens({ kind: 'viewed' })
    views()
    world.passes(20 * MINUTE)
    views()
    expect(ask(world, 'visits.count')).toBe(1)
    expect(ask(world, 'visits.days_away')).toBeUndefined()
    world.passes(100 * DAY)
    expect(ask(world, 'visits.days_since_last')).toBe(100)
    views()
    world.passes(HOUR)
    expect(['count', 'days_since_last', 'days_away'].map((name) => ask(world, `visits.${name}`))).toEqual([
      2, 0, 100,
    ])
  })

  /** A cart now, of somebody who only looked before: so often, and from when to when before it. */
  const afterLooks = (views: number, first: number, last: number) => {
    const world = createWorld(rules())
    const what = {
      ...({ kind: 'cart_changed', change: 'add' } as const),
      lines: [{ item: 'a', price: 100, quantity: 1 }],
      looked: [{ views, first: START - first, last: START - last }],
    }
    world.happens(what)
    return world
  }

  it('are counted from the first look on, also those from before there was a cart', () => {
    const world = afterLooks(5, 3 * DAY, DAY)
    expect(ask(world, 'visits.count')).toBe(3)
    expect(ask(world, 'visits.days_away')).toBe(1)
    expect(ask(world, 'visits.days_known')).toBe(3)
    expect(ask(world, 'visits.views')).toBe(5)
  })

  it('of half an hour are one', () => {
    const world = afterLooks(2, 10 * MINUTE, MINUTE)
    expect(ask(world, 'visits.count')).toBe(1)
    expect(ask(world, 'visits.days_away')).toBeUndefined()
  })
})

describe('interests', () => {
  it('are the categories bought and looked at, most first', () => {
    const world = createWorld(rules())
    for (const category of ['hats', 'boots', 'boots', 'hats', 'boots'])
      world.happens({ kind: 'viewed', item: 'x', category })
    bought(world, 'o1', 100, 'hats')
    bought(world, 'o2', 100, 'socks')
    bought(world, 'o3', 100, 'hats')
    expect(ask(world, 'interests.looked')).toEqual(['boots', 'hats'])
    expect(ask(world, 'interests.bought')).toEqual(['hats', 'socks'])
  })

  it('say which categories of the cart are new, as long as all that was bought is known', () => {
    const world = createWorld(rules())
    adds(world, 'a', 100, { category: 'hats' })
    expect(ask(world, 'cart.new_categories')).toEqual(['hats'])
    bought(world, 'o1', 100, 'hats', 'z')
    adds(world, 'b', 100, { category: 'boots' })
    expect(ask(world, 'cart.new_categories')).toEqual(['boots'])
    bought(world, 'o2', 100)
    expect(ask(world, 'cart.new_categories')).toBeUndefined()
  })

  it('stay small, however much is looked at and bought', () => {
    const world = createWorld(rules())
    for (let n = 0; n < 80; n++) {
      world.happens({ kind: 'viewed', item: 'x', category: `${'long '.repeat(40)}${n}` })
      bought(world, `o${n}`, 100, `category ${n}`)
    }
    expect(JSON.stringify(world.shopper.interests).length).toBeLessThan(4096)
    adds(world, 'b', 100, { category: 'category 3' })
    expect(ask(world, 'cart.new_categories')).toBeUndefined()
  })

  it('know what goes with what was bought, and how much is left of the cart, on the catalogue’s word', () => {
    const world = createWorld(rules())
    adds(world, 'laces', 100)
    adds(world, 'hat', 100)
    const goods = { stock: { laces: 3, hat: 9 }, related: ['laces', 'wax'] }
    expect(ask(world, 'cart.related', { goods })).toEqual(['laces'])
    expect(ask(world, 'interests.related', { goods })).toEqual(['laces', 'wax'])
    expect(ask(world, 'cart.least_stock', { goods })).toBe(3)
    expect(ask(world, 'cart.least_stock', { goods: { stock: { laces: 3 } } })).toBeUndefined()
    expect(ask(world, 'cart.related')).toBeUndefined()
  })
})

describe('the cart', () => {
  it('says what is missing to free delivery, and what of it is on sale', () => {
    const world = createWorld(rules())
    expect(ask(world, 'cart.missing_to_free_delivery')).toBeUndefined()
    adds(world, 'a', 90_000, { on_sale: true })
    expect(ask(world, 'cart.missing_to_free_delivery')).toBe(60_000)
    expect(ask(world, 'cart.missing_to_free_delivery', null, SHOP)).toBeUndefined()
    expect([ask(world, 'cart.on_sale'), ask(world, 'cart.only_on_sale')]).toEqual([1, true])
    adds(world, 'b', 90_000)
    expect(ask(world, 'cart.missing_to_free_delivery')).toBe(0)
    expect([ask(world, 'cart.on_sale'), ask(world, 'cart.only_on_sale')]).toEqual([1, false])
  })
})

describe('the calendar', () => {
  const KYIV = `${FREE}countries: [UA]\nholidays: { black_friday: 2026-11-27, founders: 12-01 }\n`
  const at = (date: string, shop = KYIV) => {
    const { shopper } = createWorld(rules(shop))
    const facts = factsOf(rules(shop), shopper, Date.parse(date), null)
    const { holiday, days_to_holiday, next_holiday, season } = facts.now as Record<string, FactValue>
    return { holiday, days_to_holiday, next_holiday, season }
  }

  it('knows the holidays of the shop’s countries and its own, by the shop’s clock', () => {
    expect(at('2026-11-25T12:00:00Z')).toEqual({
      ...{ holiday: false, days_to_holiday: 2, next_holiday: 'black_friday', season: 'autumn' },
    })
    // Two hours ahead of UTC it is the 27th already.
    expect(at('2026-11-26T22:30:00Z')).toMatchObject({ holiday: true, days_to_holiday: 0 })
    expect(at('2026-11-28T12:00:00Z')).toMatchObject({ days_to_holiday: 3, next_holiday: 'founders' })
    expect(at('2026-12-24T12:00:00Z')).toMatchObject({ days_to_holiday: 1, season: 'winter' })
    // Easter moves: 2 May 2027 by the Eastern churches.
    expect(at('2027-05-02T09:00:00Z')).toMatchObject({ holiday: true })
  })

  it('says nothing of holidays to a shop that names none', () => {
    expect(at('2026-12-25T12:00:00Z', FREE)).toEqual({ season: 'winter' })
  })

  it('turns the seasons round in the south', () => {
    expect(at('2026-12-25T12:00:00Z', `${FREE}countries: [AU]\n`)).toMatchObject({ season: 'summer' })
  })

  it('counts the days to a birthday by the shop’s clock, also over New Year', () => {
    const world = createWorld(rules())
    expect(ask(world, 'shopper.days_to_birthday')).toBeUndefined()
    world.happens({ kind: 'identified', traits: { birthday: '1990-11-23' } })
    expect(ask(world, 'shopper.days_to_birthday')).toBe(0)
    world.happens({ kind: 'identified', traits: { birthday: '02-29' } })
    world.passes(0)
    expect(ask(world, 'shopper.days_to_birthday')).toBe(97)
  })
})

describe('every fact of the schema', () => {
  it('is there to be asked, and none besides', () => {
    const world = createWorld(rules(`${FREE}countries: [UA]\n`))
    adds(world, 'a', 100, { category: 'hats' })
    const event = {
      ...({ id: 'e', at: world.now, received: world.now, trust: 'fact', kind: 'order_completed' } as const),
      order: orderOf('o', 100, 'hats'),
    }
    const facts = factsOf(rules(`${FREE}countries: [UA]\n`), world.shopper, world.now, event)
    for (const [root, fields] of Object.entries(FACT_SCHEMA))
      expect(Object.keys(facts[root] as object).sort(), root).toEqual(Object.keys(fields).sort())
  })
})
