import { describe, expect, test } from 'vitest'
import type { Happening } from '../../src/core/event.ts'
import { problemsOf, rulebookOf } from '../rulebook/sources-of.ts'
import { createWorld, DAY, HOUR } from './world.ts'

const flow = (goal: string) => `flow: cart
start: { on: hesitation }
goal: ${goal}
steps:
  - say: abandoned_cart.keep
`
const worldOf = (goal: string) => {
  const world = createWorld(rulebookOf({ 'flows/cart.yaml': flow(goal) }))
  const order = (id: string, total: number, category?: string): Happening => ({
    kind: 'order_completed',
    order: {
      id,
      total: total * 100,
      lines: [{ item: id, quantity: 1, price: total * 100, ...(category && { category }) }],
    },
  })
  return {
    ...world,
    starts: () => world.happens({ kind: 'hesitated', sign: 'exit' }),
    views: () => world.happens({ kind: 'viewed', item: 'x' }),
    buys: (id: string, total: number, category?: string) => world.happens(order(id, total, category)),
    cancels: (id: string, back?: number) =>
      world.happens({
        kind: 'order_cancelled',
        order: id,
        ...(back && { lines: [{ item: id, quantity: 1, price: back * 100 }] }),
      }),
    now: () => world.now,
    row: () => world.shopper.enrolments[0]!,
  }
}

describe('the goal of a campaign', () => {
  test('any order within its time; a cancellation takes it back, another order keeps it', () => {
    const world = worldOf('{ order_within: 7d }')
    world.starts()
    world.passes(DAY)
    const at = world.now()
    world.buys('o1', 500)
    expect(world.row()).toMatchObject({ goal_met: at, goal_order: 'o1', orders: 1, revenue: 50_000 })
    world.passes(DAY)
    world.buys('o2', 600)
    world.cancels('o1')
    expect(world.row()).toMatchObject({ goal_met: at + DAY, goal_order: 'o2', orders: 1, revenue: 60_000 })
    const done = world.cancels('o2')
    expect(world.row().goal_met).toBeUndefined()
    const told = done.effects.filter((effect) => effect.kind === 'enrolment')
    expect(told.at(-1)).toMatchObject({ row: { orders: 0 } })
    expect(JSON.stringify(told.at(-1))).not.toContain('goal_')
  })

  test('nothing that comes after its time', () => {
    const world = worldOf('{ order_within: 7d }')
    world.starts()
    world.passes(7 * DAY + 1)
    world.buys('o1', 500)
    expect(world.row().goal_met).toBeUndefined()
  })

  test('a larger order; orders and revenue are counted all the same', () => {
    const world = worldOf('{ order_from: 2000 UAH, within: 14d }')
    world.starts()
    world.passes(DAY)
    world.buys('o1', 1999)
    expect(world.row()).toMatchObject({ orders: 1, revenue: 199_900 })
    expect(world.row().goal_met).toBeUndefined()
    world.buys('o2', 2000)
    expect(world.row().goal_order).toBe('o2')
    world.cancels('o2', 1)
    expect(world.row().goal_met).toBeUndefined()
  })

  test('as much as makes delivery free, as the shop says it', () => {
    const world = worldOf('{ free_delivery_within: 7d }')
    world.starts()
    world.buys('o1', 1499)
    expect(world.row().goal_met).toBeUndefined()
    world.buys('o2', 1500)
    expect(world.row().goal_order).toBe('o2')
  })

  test('back: a new visit, not the end of this one, and not an answer to us', () => {
    const world = worldOf('{ back_within: 30d }')
    world.starts()
    world.passes(10 * 60_000)
    world.views()
    expect(world.row().goal_met).toBeUndefined()
    world.passes(HOUR)
    world.says('thanks')
    expect(world.row().goal_met).toBeUndefined()
    world.passes(29 * DAY)
    world.views()
    expect(world.row().goal_met).toBe(world.now())
  })

  test('a category that the shopper never bought from', () => {
    const world = worldOf('{ new_category_within: 30d }')
    world.buys('o1', 500, 'shoes')
    world.starts()
    world.passes(DAY)
    world.buys('o2', 500, 'shoes')
    world.buys('o3', 500, 'shoes')
    expect(world.row().goal_met).toBeUndefined()
    world.buys('o4', 500, 'bags')
    expect(world.row().goal_order).toBe('o4')
    world.cancels('o4')
    expect(world.row().goal_met).toBeUndefined()
  })

  test('is one of five, and says its time', () => {
    const problems = (goal: string) => problemsOf({ 'flows/cart.yaml': flow(goal) }).join()
    expect(problems('{ order_from: 2000 UAH }')).toMatch(/cart.yaml:3:7.*in what time.*within: 14d/)
    expect(problems('{ back_within: 30d, order_within: 7d }')).toMatch(
      /cannot be both: order_within, back_within/,
    )
    expect(problems('{ back_within: 30d, within: 7d }')).toMatch(/within belongs to order_from/)
    expect(problems('{ back_witin: 30d }')).toMatch(/did you mean back_within/)
    const poor = { 'flows/shop.yaml': 'name: T\ncurrency: UAH\ntime_zone: Europe/Kyiv\nlanguages: [en]\n' }
    expect(problemsOf({ 'flows/cart.yaml': flow('{ free_delivery_within: 7d }'), ...poor }).join()).toMatch(
      /from which sum delivery is free/,
    )
  })
})
