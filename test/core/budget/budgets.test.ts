// What codes may come to: sums, numbers, one shopper, days, the whole shop, the share of orders. Told as stories.
import { describe, expect, it } from 'vitest'
import { periodOf } from '../../../src/core/budget/names.ts'
import { createWorld, DAY, HOUR, rulebookOf, SHOP, START } from '../world.ts'

const flowsOf = (budget: string) => ({
  discount: `
flow: discount
about: Asked for a code.
start: { on: ask_discount }
campaign: { budget: ${budget}, until: none }
steps: [{ give: fixed_100 }]
`,
})

/** Asks for a code, and is given one or not. */
const asks = (world: ReturnType<typeof createWorld>): boolean => {
  const before = world.shopper.codes.length
  world.says('ask_discount')
  return world.shopper.codes.length > before
}

const worldOf = (budget: string, shop = SHOP) => createWorld(rulebookOf(flowsOf(budget), shop))

describe('a budget', () => {
  it('of so many codes gives no more, and the place of one that ended unused is free again', () => {
    const world = worldOf('{ amount: none, codes: 1 }')
    expect(asks(world)).toBe(true)
    expect(world.budget('discount#codes')).toEqual({ reserved: 1, spent: 0 })
    world.passes(2 * DAY)
    expect(world.shopper.codes[0]?.state).toBe('expired')
    expect(asks(world)).toBe(false)
    world.passes(8 * DAY)
    expect(world.budget('discount#codes')).toEqual({ reserved: 0, spent: 0 })
    expect(asks(world)).toBe(true)
    world.orders('o1', 2500, world.shopper.codes.at(-1)?.id)
    expect(world.budget('discount#codes')).toEqual({ reserved: 0, spent: 1 })
    world.passes(30 * DAY)
    expect(asks(world)).toBe(false)
  })

  it('for one shopper counts what the codes cost and may still cost', () => {
    const world = worldOf('{ amount: none, per_shopper: 150 UAH }')
    expect(asks(world)).toBe(true)
    world.orders('o1', 60, world.shopper.codes[0]?.id)
    // It took 60 off an order of 60; 90 are left, and an offer may cost 100.
    expect(asks(world)).toBe(false)
    world.happens({ kind: 'order_cancelled', order: 'o1' })
    world.passes(30 * DAY)
    expect(asks(world)).toBe(true)
  })

  it('for one shopper holds also when old codes are no longer in the document', () => {
    const world = worldOf('{ amount: none, per_shopper: 3350 UAH }')
    let given = 0
    for (let n = 0; n < 40; n++) {
      if (asks(world)) world.orders(`o${++given}`, 2500, world.shopper.codes.at(-1)?.id)
      world.passes(2 * DAY)
    }
    expect(given).toBe(33)
    expect(world.shopper.codes.length).toBeLessThan(33)
  })

  it('of a day ends with the day of the shop, and what is given back goes to the day that it came from', () => {
    const world = worldOf('{ amount: none, per_day: 100 UAH }')
    const today = `discount#${periodOf('day', world.now, 'Europe/Kyiv')}`
    expect(today).toBe('discount#day:2026-11-23')
    expect(asks(world)).toBe(true)
    world.orders('o1', 2500, world.shopper.codes[0]?.id)
    expect(asks(world)).toBe(false)
    // 10:00 in Kyiv; 13 hours on it is still the same day there, 14 hours on the next.
    world.passes(13 * HOUR)
    expect(asks(world)).toBe(false)
    world.passes(1 * HOUR)
    expect(asks(world)).toBe(true)
    world.happens({ kind: 'order_cancelled', order: 'o1' })
    // The code has ended, so nothing is reserved anew for it but what late orders may take.
    world.passes(30 * DAY)
    expect(world.budget(today)).toEqual({ reserved: 0, spent: 0 })
    expect(world.budget('discount#day:2026-11-24')).toEqual({ reserved: 0, spent: 0 })
  })

  it('of the whole shop holds over all campaigns, also where each has room', () => {
    const world = worldOf('none', `${SHOP}budget: { amount: 100 UAH, per_month: 500 UAH }\n`)
    expect(asks(world)).toBe(true)
    expect(world.budget('shop')).toEqual({ reserved: 10_000, spent: 0 })
    world.orders('o1', 2500, world.shopper.codes[0]?.id)
    expect(world.budget('shop#month:2026-11')).toEqual({ reserved: 0, spent: 10_000 })
    expect(asks(world)).toBe(false)
  })

  it('that has no room for one offer may have room for a smaller one', () => {
    const rulebook = rulebookOf({
      cart: `
flow: cart
about: The largest that fits.
start: { on: ask_discount }
campaign: { budget: { amount: none, per_day: 200 UAH }, until: none }
steps:
  - offer:
      - { when: cart.total >= 0, give: percent_15 }
      - { when: cart.total >= 0, give: free_shipping }
    else: { give: fixed_100 }
`,
    })
    const world = createWorld(rulebook)
    world.adds(2500)
    world.says('ask_discount')
    expect(world.shopper.codes.map(({ offer }) => offer)).toEqual(['free_shipping'])
  })

  it('that is lowered gives nothing more, and what is out stays good', () => {
    const world = worldOf('{ amount: none, codes: 5 }')
    expect(asks(world)).toBe(true)
    world.edits(rulebookOf(flowsOf('{ amount: none, codes: 1 }')))
    world.orders('o1', 2500, world.shopper.codes[0]?.id)
    expect(world.shopper.codes[0]?.state).toBe('redeemed')
    expect(asks(world)).toBe(false)
  })
})

describe('the share of orders that may carry a discount', () => {
  const shop = `${SHOP}discounted_orders: { share: 50%, from: 2 }\n`
  it('is judged as if there were the least number, then by the orders that there are', () => {
    const world = worldOf('none', shop)
    // Of 2 orders 50% is 1.
    expect(asks(world)).toBe(true)
    world.orders('o1', 500, world.shopper.codes.at(-1)?.id)
    expect(asks(world)).toBe(false)
    world.orders('o2', 500)
    expect(asks(world)).toBe(false)
    world.orders('o3', 500)
    world.orders('o4', 500)
    // 1 of 4 carries one: a second makes it 2 of 4.
    expect(asks(world)).toBe(true)
    world.orders('o5', 500, world.shopper.codes.at(-1)?.id)
    expect(asks(world)).toBe(false)
    // One of the undiscounted is cancelled: 2 of 4 is still half, the next would be too much.
    world.happens({ kind: 'order_cancelled', order: 'o4' })
    world.orders('o6', 500)
    expect(asks(world)).toBe(false)
    world.orders('o7', 500)
    expect(asks(world)).toBe(true)
  })
})

describe('the periods of a shop', () => {
  const at = (text: string) => Date.parse(text)
  it('are its own days, weeks from Monday and months, over a change of the clocks too', () => {
    const zone = 'Europe/Kyiv'
    expect(periodOf('day', at('2026-11-22T21:59:59Z'), zone)).toBe('day:2026-11-22')
    expect(periodOf('day', at('2026-11-22T22:00:00Z'), zone)).toBe('day:2026-11-23')
    expect(periodOf('week', at('2026-11-22T21:59:59Z'), zone)).toBe('week:2026-11-16')
    expect(periodOf('week', at('2026-11-22T22:00:00Z'), zone)).toBe('week:2026-11-23')
    expect(periodOf('week', at('2026-10-25T12:00:00Z'), zone)).toBe('week:2026-10-19')
    expect(periodOf('week', at('2027-01-01T12:00:00Z'), zone)).toBe('week:2026-12-28')
    expect(periodOf('month', at('2026-11-30T22:00:00Z'), zone)).toBe('month:2026-12')
    expect(START).toBe(at('2026-11-23T08:00:00Z'))
  })
})
