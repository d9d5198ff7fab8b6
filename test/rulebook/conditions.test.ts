// Conditions over facts: sums in major units, missing values, names and types.
import { describe, expect, it } from 'vitest'
import type { Facts } from '../../src/core/facts/fact.ts'
import { rulebookOf } from './sources-of.ts'

const facts: Facts = {
  cart: { total: 150_000, count: 2, items: ['boots', 'hat'] },
  orders: { count: 0, sum: 0 },
  reason: 'price',
}

const conditionOf = (source: string) => {
  const quoted = `'${source.replaceAll("'", "''")}'`
  const flow = `flow: f\nstart: { on: message }\nsteps:\n  - when: ${quoted}\n    say: bot.thanks\n`
  return rulebookOf({ 'flows/f.yaml': flow }).flows[0]!.steps.s1!.when!
}
const holds = (source: string, given: Facts = facts): boolean => conditionOf(source).holds(given)

describe('a condition', () => {
  it.each([
    ['cart.total >= 1500', true],
    ['cart.total > 1500', false],
    ['cart.total == 1500', true],
    ['cart.total != 1500', false],
    ['cart.total >= 1500.01', false],
    ['1499.99 < cart.total', true],
    ['cart.total - 500 == 1000', true],
    ['cart.total * 2 > 2999.99', true],
    ['cart.total < shop.large_order', true],
    ['cart.total >= shop.free_delivery_from', true],
  ])('reads sums in major units: %s is %s', (source, expected) => {
    expect(holds(source)).toBe(expected)
  })

  it.each([
    'orders.last > 3',
    '!(orders.last > 3)',
    'orders.last > 3 || true',
    'true && !(orders.last > 3)',
    'orders.last <= 3 || orders.last > 3',
    '!(sign == "tab")',
    'points.balance != 5',
    'cart.items.exists(i, orders.last > 3 || i == "hat")',
    'cart.total / orders.sum > 1',
    'cart.count % orders.count == 0',
  ])('that meets a missing value does not hold, whatever stands around it: %s', (source) => {
    expect(holds(source)).toBe(false)
  })

  it.each([
    'true || orders.last > 3',
    '!(false && orders.last > 3)',
    'has(orders.last) || cart.count == 2',
    '!has(orders.last)',
    '!has(orders.last) || orders.last > 3',
    'has(cart.total) && cart.total > 1',
  ])('holds where it never meets what is missing: %s', (source) => {
    expect(holds(source)).toBe(true)
  })

  it('that asks for a fact of a group that is not there at all does not hold', () => {
    expect(holds('!(cart.total > 5)', {})).toBe(false)
    expect(holds('!has(cart.total)', {})).toBe(true)
  })

  it('asks segments, from the facts or by itself, and a segment that meets a missing value is no member', () => {
    expect(holds('segment.first_purchase')).toBe(true)
    expect(holds('segment.first_purchase', { ...facts, segment: { first_purchase: false } })).toBe(false)
    expect(holds('!segment.inactive', { orders: { count: 3 } })).toBe(true)
  })

  it('knows texts, lists and numbers', () => {
    expect(holds('reason in ["fit", "price"] && "hat" in cart.items && size(cart.items) == 2')).toBe(true)
    expect(holds('cart.items.all(i, i.startsWith("b"))')).toBe(false)
    expect(holds('reason.contains("ric") && cart.count > 1.5')).toBe(true)
  })

  it('takes a limit from the facts where they bring one, since limits are always the newest', () => {
    expect(holds('cart.total >= shop.large_order', { ...facts, shop: { large_order: 100_000 } })).toBe(true)
    const fact = { ...facts, shop: { free_delivery_from: '1500.01 UAH' } }
    expect(holds('cart.total >= shop.free_delivery_from', fact)).toBe(false)
  })

  it('keeps its source, and answers in a few microseconds', () => {
    const condition = conditionOf('cart.total >= 1000 && reason == "price" && !(cart.count > 5)')
    expect(condition.source).toBe('cart.total >= 1000 && reason == "price" && !(cart.count > 5)')
    for (let i = 0; i < 2000; i++) condition.holds(facts)
    const began = performance.now()
    for (let i = 0; i < 10_000; i++) condition.holds(facts)
    expect((performance.now() - began) / 10_000).toBeLessThan(1)
  })
})
