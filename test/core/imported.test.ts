// History brought in later: in any order and any split it comes to the same, and nothing follows from it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWorld, DAY, HOUR, MINUTE, rulebookOf, START } from './world.ts'

const THANKS = `
flow: thanks
about: After an order.
start: { on: order_completed }
steps: [{ say: thank_you.order }]
`
const LAPSED = `
flow: lapsed
about: Gone for a month.
start: { on: segment_entered, segment: lapsed, at_most: once per 60d }
campaign: { budget: none, until: none }
steps: [{ give: fixed_100 }]
`
const CART = `
flow: cart
about: A cart was left.
start: { on: cart_abandoned, after: 45m }
steps: [{ say: abandoned_cart.keep }]
`
const rulebook = rulebookOf({ thanks: THANKS, lapsed: LAPSED, cart: CART })

type Past = { readonly id: string; readonly at: number; readonly total: number; readonly cancelled: boolean }
const importInto = (world: ReturnType<typeof createWorld>, order: Past) =>
  world.happens({ kind: 'order_imported', order }, order.at)

const past = fc.record({
  at: fc.integer({ min: 1, max: 900 }).map((days) => START - days * DAY),
  total: fc.integer({ min: 0, max: 1_000_000 }),
  cancelled: fc.boolean(),
})

describe('imported orders', () => {
  it('come to the same summary in any order', () => {
    fc.assert(
      fc.property(fc.array(past, { maxLength: 60 }), fc.infiniteStream(fc.nat()), (all, order) => {
        const orders = all.map((one, i) => ({ ...one, id: `o${i}` }))
        const other = orders
          .map((one) => [order.next().value as number, one] as const)
          .toSorted((a, b) => a[0] - b[0])
          .map(([, one]) => one)
        const [first, second] = [createWorld(rulebook), createWorld(rulebook)]
        for (const one of orders) importInto(first, one)
        for (const one of other) importInto(second, one)
        expect(second.shopper).toEqual(first.shopper)
        const stand = orders.filter(({ cancelled }) => !cancelled)
        expect(first.shopper.orders).toMatchObject({
          count: stand.length,
          cancelled: orders.length - stand.length,
          sum: stand.reduce((sum, { total }) => sum + total, 0),
          first: stand.length > 0 ? Math.min(...stand.map(({ at }) => at)) : null,
          last: stand.length > 0 ? Math.max(...stand.map(({ at }) => at)) : null,
        })
      }),
      { numRuns: 60 },
    )
  })

  it('start no flow, enter no segment, and leave the cart and its time as they are', () => {
    const world = createWorld(rulebook)
    world.adds(500)
    world.passes(30 * MINUTE)
    importInto(world, { id: 'o', at: START - 200 * DAY, total: 100, cancelled: false })
    expect(world.shopper.segments).toEqual(['lapsed'])
    world.passes(14 * MINUTE)
    expect(world.heard()).toEqual([])
    world.passes(MINUTE)
    expect(world.heard()).toEqual(['abandoned_cart.keep'])
    world.passes(3 * DAY)
    expect(world.heard()).toEqual([])
  })

  it('count once with the same order told later, whose code is settled all the same', () => {
    const world = createWorld(rulebook)
    const order = { id: 'o', at: START - HOUR, total: 10_000, cancelled: false }
    importInto(world, order)
    expect(importInto(world, order).reply).toEqual({ kind: 'imported', as: 'unchanged' })
    world.orders('o', 100)
    world.orders('o', 100)
    expect(world.shopper.orders).toMatchObject({ count: 1, sum: 10_000 })
    expect(world.heard()).toEqual([])
    world.happens({ kind: 'order_cancelled', order: 'o' })
    expect(world.shopper.orders).toMatchObject({ count: 0, sum: 0, cancelled: 1 })
  })

  it('an order that was told keeps its own sums; only its cancellation is taken', () => {
    const world = createWorld(rulebook)
    world.orders('o', 100)
    world.heard()
    importInto(world, { id: 'o', at: START, total: 99_999, cancelled: false })
    expect(world.shopper.orders).toMatchObject({ count: 1, sum: 10_000 })
    importInto(world, { id: 'o', at: START, total: 99_999, cancelled: true })
    expect(world.shopper.orders).toMatchObject({ count: 0, sum: 0, cancelled: 1 })
  })

  it('may change long after they are remembered one by one', () => {
    const world = createWorld(rulebook)
    const orders = Array.from({ length: 50 }, (_, i) => ({
      ...{ id: `o${i}`, at: START - (100 - i) * DAY, total: 100, cancelled: false },
    }))
    for (const one of orders) importInto(world, one)
    const [was] = orders
    world.happens(
      {
        kind: 'order_imported',
        order: { ...was!, cancelled: true },
        was: { at: was!.at, total: 100, cancelled: false },
      },
      was!.at,
    )
    expect(world.shopper.orders).toMatchObject({ count: 49, sum: 4_900, cancelled: 1 })
  })
})
