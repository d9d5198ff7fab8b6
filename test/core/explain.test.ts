// Why a shopper got what it got: the rule with its facts as they were, the segments as they are, what would be given now.
import { describe, expect, it } from 'vitest'
import { explain } from '../../src/core/query/explain.ts'
import { codeSentence, flowSentences, segmentSentence } from '../../src/core/query/explain-words.ts'
import type { Rulebook } from '../../src/core/rulebook.ts'
import { createWorld, DAY, HOUR, idIn, MINUTE, rulebookOf } from './world.ts'

const CART = `
flow: cart
about: A left cart.
start: { on: cart_abandoned, after: 45m, when: cart.total >= 1000 }
campaign: { budget: 2000 UAH, holdout: 50%, until: none }
steps:
  - ask: abandoned_cart.why
    choices: [price, shipping_cost, not_ready]
    wait: 12h
  - offer:
      - { when: segment.first_purchase && reason == "price", give: percent_15 }
      - { when: reason == "shipping_cost" || reason == "fit", give: free_shipping }
    else: { say: abandoned_cart.keep }
`
const rulebook = rulebookOf({ cart: CART })
const id = idIn('cart', 'offer', 0.5)

const asked = (world: ReturnType<typeof createWorld>, rules: Rulebook = rulebook) =>
  explain({ rulebook: rules, shopper: world.shopper, at: world.now, around: null, budgets: [] })

const priced = () => {
  const world = createWorld(rulebook, id)
  world.adds(2000)
  world.passes(HOUR)
  world.presses('price')
  return world
}

describe('a code', () => {
  it('says which rule gave it, and what that rule asked, as it was then', () => {
    const world = priced()
    expect(world.shopper.codes[0]?.why).toEqual({
      flow: 'cart',
      rule: 'segment.first_purchase && reason == "price"',
      facts: { 'orders.count': '0', reason: 'price' },
    })
    // The facts of now are others; the sentence stays that of then.
    world.orders('o1', 2000, world.shopper.codes[0]?.id)
    world.passes(DAY)
    const [code] = asked(world).codes
    expect(codeSentence(code!, 'en')).toBe(
      'percent_15 was given by cart because segment.first_purchase && reason == "price" held: orders.count = 0, reason = price',
    )
    expect(codeSentence(code!, 'uk')).toContain('бо виконувалося segment.first_purchase')
    expect(codeSentence(code!, 'ru')).toContain('потому что выполнялось segment.first_purchase')
  })

  it('shows what else had a part in it, who gave it, or that nobody knows', () => {
    const [code] = asked(priced()).codes
    const noted = { ...code!, why: { ...code!.why!, notes: ['rung 2 of 3'] } }
    expect(codeSentence(noted, 'en')).toMatch(/reason = price; rung 2 of 3$/)
    expect(codeSentence({ ...code!, agent: 'olena' }, 'en')).toBe('percent_15 was given by an agent, olena')
    expect(codeSentence({ ...code!, why: null }, 'en')).toBe('percent_15 was given before reasons were kept')
  })

  it('is given by the rule of the step too, and by no rule where there is none', () => {
    const step = 'flow: w\nstart: { on: subscribed }\ncampaign: { budget: none, until: none }\nsteps:\n'
    const given = (steps: string) => {
      const world = createWorld(rulebookOf({ w: step + steps }))
      world.adds(700)
      world.happens({ kind: 'subscribed' })
      return world.shopper.codes[0]!
    }
    expect(given('  - when: cart.total > 500\n    give: fixed_100\n').why).toEqual({
      ...{ flow: 'w', rule: 'cart.total > 500', facts: { 'cart.total': '700 UAH' } },
    })
    const rows =
      '  - when: cart.count == 1 || cart.count == 2\n    offer:\n      - { when: orders.count == 0, give: fixed_100 }\n    else: end\n'
    expect(given(rows).why?.rule).toBe('(cart.count == 1 || cart.count == 2) && orders.count == 0')
    const free = given('  - give: fixed_100\n')
    expect(free.why).toEqual({ flow: 'w', facts: {} })
    expect(codeSentence({ ...free, agent: null, why: free.why! }, 'en')).toBe(
      'fixed_100 was given because w gives it to everybody who gets there',
    )
  })
})

describe('a segment', () => {
  it('says its rule and the facts of now', () => {
    const world = priced()
    world.orders('o1', 2000)
    world.passes(40 * DAY)
    const held = asked(world).segments
    expect(held.map(({ name }) => name)).toEqual(['lapsed', 'new_but_silent', 'lapsed_30'])
    expect(segmentSentence(held[0]!, 'en')).toBe(
      'lapsed, because orders.count > 0 && orders.days_since_last >= 30 holds: orders.count = 1, orders.days_since_last = 40',
    )
    expect(held[1]?.about?.en).toBe('Bought once, and then nothing for a month.')
  })
})

describe('what would be given now', () => {
  const flow = (world: ReturnType<typeof createWorld>, rules?: Rulebook) => asked(world, rules).now[0]!
  const sentences = (world: ReturnType<typeof createWorld>, rules?: Rulebook) => {
    const said = flowSentences(flow(world, rules), 'en')
    return [said.flow, ...said.rows]
  }

  it('names what fails, with its facts', () => {
    const world = createWorld(rulebook, id)
    world.adds(500)
    expect(sentences(world)).toEqual([
      'cart would not start now: cart.total >= 1000 does not hold: cart.total = 500 UAH',
      'percent_15 (step s2, row 1): reason == "price" does not hold: reason = not known',
      'free_shipping (step s2, row 2): reason == "shipping_cost" || reason == "fit" does not hold: reason = not known',
    ])
    expect(flow(world).gives).toBeNull()
  })

  it('names what is given, by the talk that goes on', () => {
    const world = createWorld(rulebook, id)
    world.adds(2000)
    const vars = { reason: 'price' }
    const now = explain({ rulebook, shopper: world.shopper, at: world.now, around: null, budgets: [], vars })
      .now[0]!
    expect(now).toMatchObject({ against: [], start: [], gives: 'percent_15' })
    expect(flowSentences(now, 'en')).toEqual({
      flow: 'cart would give percent_15 if it started now, by cart_abandoned',
      rows: [
        'percent_15 (step s2, row 1): segment.first_purchase && reason == "price": orders.count = 0, reason = price',
        'free_shipping (step s2, row 2): reason == "shipping_cost" || reason == "fit" does not hold: reason = price',
      ],
    })
    const budgets = [{ budget: 'cart', reserved: 150_000, spent: 0 }]
    const spent = explain({ rulebook, shopper: world.shopper, at: world.now, around: null, budgets, vars })
      .now[0]!
    expect(spent.rows[0]?.refused).toBe('budget_spent')
    expect(spent.gives).toBeNull()
  })

  it('says that a shopper is held out, wants no messages, has a code, or that the campaign is over', () => {
    const held = createWorld(rulebook, idIn('cart', 'holdout', 0.5))
    expect(flow(held).against).toEqual(['holdout'])
    const stopped = createWorld(rulebook, id)
    stopped.happens({ kind: 'unsubscribed' })
    expect(flow(stopped).against).toEqual(['stopped'])
    const paused = rulebookOf({ cart: CART.replace('campaign: {', 'campaign: { paused: true,') })
    expect(flow(createWorld(paused, id), paused).against).toEqual(['paused'])
    const world = priced()
    const vars = { reason: 'price' }
    const now = explain({ rulebook, shopper: world.shopper, at: world.now, around: null, budgets: [], vars })
      .now[0]!
    expect(now.rows[0]?.refused).toBe('live_code')
  })

  it('changes nothing', () => {
    const world = priced()
    const before = JSON.stringify(world.shopper)
    asked(world)
    expect(JSON.stringify(world.shopper)).toBe(before)
  })
})

describe('a segment that time enters', () => {
  const entered = (segment: string, segments = '') => {
    const flow = `flow: f\nstart: { on: segment_entered, segment: ${segment} }\nsteps: [{ say: bot.thanks }]\n`
    const world = createWorld(rulebookOf({ f: flow, ...(segments && { segments }) }))
    const days = (): readonly number[] =>
      world.shopper.starts.f?.map(
        (at) => Math.round(((at - world.shopper.orders.last!) / DAY) * 1000) / 1000,
      ) ?? []
    return { world, days }
  }

  it.each([
    ['lapsed_30', 30],
    ['lapsed_60', 60],
    ['lapsed_90', 90],
    ['lapsed_180', 180],
  ])('is found at the very moment: %s', (segment, day) => {
    const { world, days } = entered(segment)
    world.orders('o1', 500)
    world.passes(200 * DAY)
    expect(days()).toEqual([day])
  })

  it('is found also where it counts from the last visit and not from the last order', () => {
    const { world, days } = entered('almost_lost')
    world.orders('o1', 500)
    world.passes(5 * DAY + 7 * HOUR)
    world.happens({ kind: 'viewed' })
    world.passes(120 * DAY)
    expect(days()).toEqual([95.292])
  })

  it('is found again when it was left in between', () => {
    const { world } = entered('monday', 'segments:\n  monday: now.weekday == "mon"\n')
    world.orders('o1', 500)
    world.passes(15 * DAY + MINUTE)
    // Enters each Monday at midnight in Kyiv; the world begins on a Monday.
    expect(world.shopper.starts.f?.length).toBe(3)
  })
})
