import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Happening } from '../../src/core/event.ts'
import { climb, isSpent, stepped } from '../../src/core/ladder/climb.ts'
import type { Ladder } from '../../src/core/ladder/ladder.ts'
import { newShopper } from '../../src/core/shopper.ts'
import { problemsOf, rulebookOf } from '../rulebook/sources-of.ts'
import { createWorld, DAY, HOUR, MINUTE } from './world.ts'

const flow = (more = '') => `
flow: cart
start: { on: cart_abandoned, after: 45m }
campaign: { budget: 100000 UAH, until: none }
steps:
  - offer:
      - { climb: comeback }
    else: { say: abandoned_cart.keep }
${more}`

const ladder = (more = '') => `
offers:
  points_50: { points: 50, worth: 50 UAH, valid: 3d }
  percent_10: { percent: 10, up_to: 400 UAH, valid: 3d }
  percent_15: { percent: 15, up_to: 600 UAH, valid: 3d }
ladders:
  comeback: { rungs: [nothing, { say: abandoned_cart.silent }, points_50, percent_10, percent_15]${more} }
`

const SHOP_MORE = `
name: Test
currency: UAH
time_zone: Europe/Kyiv
languages: [en, uk, ru]
contact: none
codes_per_shopper: CAP
facts: { delivery_cost: 120 UAH, free_delivery_from: 1500 UAH, delivery_days: 1-3, returns_days: 14, instalments: 3 }
`

const worldOf = (more = '', cap = 'none', segments = '') =>
  createWorld(
    rulebookOf({
      'flows/cart.yaml': flow(),
      'flows/offers.yaml': ladder(more),
      'flows/shop.yaml': SHOP_MORE.replace('CAP', cap),
      ...(segments && { 'flows/segments.yaml': segments }),
    }),
  )

type World = ReturnType<typeof worldOf>

const empties = (world: World): void => {
  const lines = (world.shopper.cart?.lines ?? []).map(({ item, quantity }) => ({ item, quantity, price: 0 }))
  const what: Happening = { kind: 'cart_changed', change: 'remove', lines }
  world.happens(what)
}

/** A new cart is begun and left; answers what was said. */
const leaves = (world: World): readonly string[] => {
  empties(world)
  world.adds(1500)
  world.heard()
  world.passes(HOUR)
  return world.heard()
}

const offers = (world: World) => world.shopper.codes.map((code) => code.offer)

describe('a ladder', () => {
  test('begins with nothing, and each new cart leads one rung up', () => {
    const world = worldOf()
    expect(leaves(world)).toEqual(['abandoned_cart.keep'])
    world.passes(5 * DAY)
    expect(leaves(world)).toEqual(['abandoned_cart.silent'])
    world.passes(5 * DAY)
    expect(leaves(world)).toEqual(['bot.code'])
    world.passes(5 * DAY)
    leaves(world)
    // The code ends, and the shopper is never away for long.
    for (let n = 0; n < 12; n++) {
      world.passes(8 * HOUR)
      world.happens({ kind: 'viewed', item: 'i1500' })
    }
    leaves(world)
    expect(offers(world)).toEqual(['points_50', 'percent_10', 'percent_15'])
    expect(world.shopper.codes.map((code) => code.why?.notes)).toEqual([
      ['rung 3 of comeback: came back'],
      ['rung 4 of comeback: came back'],
      ['rung 5 of comeback: a new cart'],
    ])
  })

  test('an order starts it anew: the least that wins back is tried first', () => {
    const world = worldOf()
    for (let n = 0; n < 3; n++) {
      leaves(world)
      world.passes(5 * DAY)
    }
    expect(world.shopper.ladders?.comeback?.rung).toBe(2)
    world.orders('o1', 1500)
    world.passes(5 * DAY)
    expect(leaves(world)).toEqual(['abandoned_cart.keep'])
    expect(world.shopper.ladders?.comeback?.rung).toBe(0)
  })

  test('the same cart filled and emptied within one visit leads nowhere', () => {
    const world = worldOf()
    leaves(world)
    empties(world)
    world.adds(700)
    empties(world)
    world.adds(800)
    world.passes(44 * MINUTE)
    empties(world)
    world.passes(2 * MINUTE)
    expect(world.shopper.ladders?.comeback?.rung).toBe(0)
  })

  test('gives no more codes than it may in a year, and then again', () => {
    const world = worldOf(', at_most: 2 per 365d')
    for (let n = 0; n < 8; n++) {
      leaves(world)
      world.passes(5 * DAY)
    }
    expect(offers(world)).toEqual(['points_50', 'percent_10'])
    world.passes(365 * DAY)
    leaves(world)
    expect(offers(world)).toHaveLength(3)
  })

  test('the whole shop gives one shopper no more codes than it says; an agent may', () => {
    const world = worldOf('', '1 per 365d')
    for (let n = 0; n < 6; n++) {
      leaves(world)
      world.passes(5 * DAY)
    }
    expect(offers(world)).toEqual(['points_50'])
    const done = world.happens({
      kind: 'agent',
      agent: 'olena',
      does: { act: 'issue', campaign: 'cart', offer: 'percent_10' },
    })
    expect(done.reply).toMatchObject({ kind: 'done' })
    expect(offers(world)).toEqual(['points_50', 'percent_10'])
  })

  test('with `unused` the plain one: what was not used is followed by more, whatever the sign', () => {
    const world = worldOf(', next: unused')
    // Somebody who only ever left this one cart and asks: no return, no new cart.
    leaves(world)
    world.passes(DAY)
    expect(world.shopper.ladders?.comeback).toMatchObject({ rung: 0 })
    leaves(world)
    world.passes(5 * DAY)
    leaves(world)
    expect(offers(world)).toEqual(['points_50'])
    expect(world.shopper.codes[0]?.why?.notes).toEqual(['rung 3 of comeback: the one before was not used'])
  })

  const talk = (next: string) =>
    createWorld(
      rulebookOf({
        'flows/cart.yaml': `
flow: cart
start: { on: cart_abandoned, after: 45m }
campaign: { budget: 100000 UAH, until: none }
steps: [{ climb: further }, { wait: 4d }, { climb: further }, { wait: 1d }, { climb: further }]`,
        'flows/offers.yaml': `${ladder()}  further: { rungs: [points_50, percent_10]${next} }\n`,
        'flows/shop.yaml': SHOP_MORE.replace('CAP', 'none'),
      }),
    )

  test('with `unused` one talk gives a further code after one that was not used, and none while that works', () => {
    const world = talk(', next: unused')
    world.adds(1500)
    world.passes(30 * DAY)
    expect(offers(world)).toEqual(['points_50', 'percent_10'])
    expect(world.shopper.enrolments).toHaveLength(1)
    // Guarded, one talk gives one code.
    const guarded = talk('')
    guarded.adds(1500)
    guarded.passes(30 * DAY)
    expect(offers(guarded)).toEqual(['points_50'])
  })

  test('who leaves carts for codes stands one rung lower, and the code says why', () => {
    const world = worldOf('', 'none', 'segments: { waiter: abandoned.count >= 3 }')
    for (let n = 0; n < 4; n++) {
      leaves(world)
      world.passes(5 * DAY)
    }
    expect(offers(world)).toEqual(['points_50'])
    expect(world.shopper.codes[0]?.why?.notes).toEqual([
      'rung 3 of comeback: came back',
      'lowered by one: leaves carts for codes',
    ])
  })
})

describe('asking on a ladder', () => {
  const asking = `
flow: cart
start: { on: ask_discount }
campaign: { budget: 100000 UAH, until: none }
steps:
  - offer:
      - { climb: comeback }
    else: { say: abandoned_cart.keep }
`
  const world = () =>
    createWorld(
      rulebookOf({
        'flows/cart.yaml': asking,
        'flows/offers.yaml': ladder(),
        'flows/shop.yaml': SHOP_MORE.replace('CAP', 'none'),
      }),
    )

  test('asking five times in five minutes leads nowhere, asking on another day does', () => {
    const one = world()
    one.adds(1500)
    for (let n = 0; n < 5; n++) {
      one.says('ask_discount')
      one.passes(MINUTE)
    }
    expect(one.shopper.ladders?.comeback?.rung).toBe(0)
    one.passes(DAY)
    one.says('ask_discount')
    expect(one.shopper.ladders?.comeback).toMatchObject({ rung: 1, sign: 'asked' })
  })

  test('who came back after an absence and then asks stands one rung higher, and only one', () => {
    const one = world()
    one.adds(1500)
    one.says('ask_discount')
    one.passes(3 * DAY)
    one.happens({ kind: 'viewed', item: 'i1500' })
    one.says('ask_discount')
    expect(one.shopper.ladders?.comeback).toMatchObject({ rung: 1, sign: 'came_back' })
    one.passes(5 * MINUTE)
    one.says('ask_discount')
    expect(one.shopper.ladders?.comeback?.rung).toBe(1)
  })
})

describe('a ladder as it is written', () => {
  const problems = (offers: string, steps = '  - climb: comeback') =>
    problemsOf({
      'flows/offers.yaml': offers,
      'flows/cart.yaml': `flow: cart
start: { on: message }
campaign: { budget: 100 UAH, until: none }
steps:
${steps}
`,
    })
  const offer = 'offers:\n  points_50: { points: 50, worth: 50 UAH, valid: 3d }\n'

  test('every mistake has its place and the nearest name', () => {
    expect(
      problems(
        `${offer}ladders:\n  comeback: { rungs: [nothing, points_5], nxt: unused, at_most: 30 per 365d }`,
      ),
    ).toEqual([
      expect.stringMatching(/offers.yaml:4:32.*there is no offer "points_5".*did you mean points_50/s),
      expect.stringMatching(/offers.yaml:4:43.*unknown key "nxt".*did you mean next/s),
      expect.stringMatching(/offers.yaml:4:65.*at_most goes up to 20/s),
    ])
    expect(problems(`${offer}ladders:\n  comeback: { rungs: [nothing, help] }`).join()).toMatch(
      /the ladder comeback never gives anything.*the text ladders.comeback.help is missing/s,
    )
    expect(problems(`${offer}ladders:\n  comeback: { next: soon }`).join()).toMatch(/lacks rungs/)
  })

  test('an unknown ladder, and a ladder where an offer is meant', () => {
    const good = `${offer}ladders:\n  comeback: { rungs: [nothing, points_50] }`
    expect(problems(good)).toEqual([])
    expect(problems(good, '  - climb: combeack').join()).toMatch(/there is no ladder "combeack".*comeback/s)
    expect(problems(good, '  - climb: points_50').join()).toMatch(/give: points_50/)
    expect(problems(good, '  - give: comeback').join()).toMatch(/climb: comeback/)
  })
})

describe('a ladder under any history', () => {
  const rungs: Ladder['rungs'] = [
    { kind: 'nothing' },
    { kind: 'say', text: 'help' },
    ...['a', 'b', 'c'].map((offer) => ({ kind: 'give' as const, offer })),
  ]
  const step = fc.record({
    waits: fc.integer({ min: 1, max: 40 * 24 }),
    sign: fc.constantFrom('none', 'none', 'back', 'cart', 'asked', 'order'),
    waiter: fc.boolean(),
  })

  test('up by one at most, only for a new sign; the guard only lowers; no more codes than the cap', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (steps, count) => {
        const ladder: Ladder = { name: 'l', rungs, next: 'new_sign', at_most: { count, within: 365 * DAY } }
        let shopper = newShopper('s', 0)
        let at = 0
        let reached = -1
        const given: number[] = []
        for (const { waits, sign, waiter } of steps) {
          at += waits * HOUR
          const seen = at - MINUTE
          if (sign === 'back') shopper = { ...shopper, intent: { ...shopper.intent, back: seen } }
          if (sign === 'asked') shopper = { ...shopper, intent: { ...shopper.intent, asked: seen } }
          if (sign === 'cart')
            shopper = {
              ...shopper,
              cart: { id: `c${at}`, began: seen, lines: [], abandoned: [], started: [] },
            }
          if (sign === 'order') shopper = { ...shopper, orders: { ...shopper.orders, last: seen } }
          const climbed = climb(ladder, shopper, at, waiter)
          expect(climbed.given).toBe(Math.max(0, climbed.reached - (waiter ? 1 : 0)))
          if (sign === 'order' || reached < 0) expect(climbed.reached).toBe(0)
          else if (sign === 'none') expect(climbed.reached).toBe(reached)
          else expect(climbed.reached).toBe(Math.min(4, reached + 1))
          reached = climbed.reached
          const gives = climbed.rung.kind === 'give' && !isSpent(ladder, shopper, at)
          if (gives) given.push(at)
          shopper = { ...shopper, ladders: stepped(ladder, shopper, at, climbed, gives) }
          expect(given.filter((then) => then > at - 365 * DAY).length).toBeLessThanOrEqual(count)
          expect(shopper.ladders?.l?.given?.length ?? 0).toBeLessThanOrEqual(count)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
