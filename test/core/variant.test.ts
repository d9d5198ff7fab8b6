import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Experiment } from '../../src/core/enrolment/experiment.ts'
import { variantFor } from '../../src/core/enrolment/variant.ts'
import { problemsOf, rulebookOf, warningsOf } from '../rulebook/sources-of.ts'
import { createWorld, DAY, HOUR, MINUTE } from './world.ts'

const experimentOf = (weights: Readonly<Record<string, number>>): Experiment => ({
  name: 'size',
  variants: Object.entries(weights).map(([name, weight]) => ({ name, weight, offers: {}, texts: {} })),
})

const MANY = 20_000
const assigned = (weights: Readonly<Record<string, number>>) => {
  const experiment = experimentOf(weights)
  return Array.from({ length: MANY }, (_, n) => variantFor('cart', experiment, `s${n}`)?.name)
}

describe('the variant of a shopper', () => {
  test('falls by the weights, and is the same every time', () => {
    const all = assigned({ a: 50, b: 30, c: 20 })
    const share = (name: string) => all.filter((one) => one === name).length / MANY
    expect(share('a')).toBeCloseTo(0.5, 1.8)
    expect(share('b')).toBeCloseTo(0.3, 1.8)
    expect(share('c')).toBeCloseTo(0.2, 1.8)
    expect(assigned({ a: 50, b: 30, c: 20 })).toEqual(all)
    expect(assigned({ a: 1, b: 0 }).every((one) => one === 'a')).toBe(true)
  })

  test('a weight that grows moves shoppers to its variant only, and no more than it must', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }), (from, more) => {
        const before = assigned({ a: from, b: 50, c: 20 }).slice(0, 3000)
        const after = assigned({ a: from + more, b: 50, c: 20 }).slice(0, 3000)
        const moved = before.filter((one, n) => one !== after[n]).length
        before.forEach((one, n) => {
          if (one !== after[n]) expect(after[n]).toBe('a')
        })
        const gain = (from + more) / (from + more + 70) - from / (from + 70)
        expect(moved / 3000).toBeLessThan(gain + 0.04)
      }),
      { numRuns: 8 },
    )
  })
})

const flow = (variants: string, more = '') => `flow: cart
start: { on: cart_abandoned, after: 1h }
campaign: { budget: 1000 UAH, holdout: 10%, until: none }
experiment:
  name: size
  variants:
${variants}
steps:
  - ask: abandoned_cart.why
    choices: [price]
  - offer:
      - { when: reason == "price", give: percent_15 }
    else: { say: abandoned_cart.keep }
${more}`

const TWO = `    a: { weight: 50 }
    b: { weight: 50, offers: { percent_15: { percent: 10, up_to: 300 UAH, valid: 24h } }, after: 3h }`

describe('a campaign with an experiment', () => {
  const rulebook = rulebookOf({ 'flows/cart.yaml': flow(TWO) })
  const play = (id: string) => {
    const world = createWorld(rulebook, id)
    world.adds(1500)
    world.passes(HOUR)
    return world
  }
  const worlds = Array.from({ length: 60 }, (_, n) => play(`s${n}`))
  const row = (world: ReturnType<typeof play>) => world.shopper.enrolments[0]!

  test('enrols all variants and the holdout at the same moment, whatever their delays', () => {
    for (const world of worlds) expect(row(world).at - world.shopper.created).toBe(HOUR)
    const kinds = new Set(worlds.map((world) => `${row(world).arm}/${row(world).variant ?? '-'}`))
    expect(kinds).toEqual(new Set(['offer/a', 'offer/b', 'holdout/-']))
    expect(worlds.every((world) => row(world).arm === 'holdout' || row(world).experiment === 'size')).toBe(
      true,
    )
  })

  test('gives each variant its own terms, reserves its own worst case, and says so', () => {
    for (const [variant, worst, valid] of [
      ['a', 60_000, 48 * HOUR],
      ['b', 30_000, 24 * HOUR],
    ] as const) {
      const world = play(worlds.find((one) => row(one).variant === variant)!.shopper.id)
      world.passes(2 * HOUR)
      expect(world.heard()).toEqual(['abandoned_cart.why'])
      world.presses('price')
      const [code] = world.shopper.codes
      expect(code).toMatchObject({ reserved: worst, why: { notes: [`variant ${variant} of size`] } })
      expect(code!.until - code!.issued).toBe(valid)
      expect(world.budget('cart').reserved).toBe(worst)
    }
  })

  test('a later variant says nothing to who has ordered, and waits anew for who is there again', () => {
    const id = worlds.find((one) => row(one).variant === 'b')!.shopper.id
    const ordered = play(id)
    ordered.orders('o1', 1500)
    ordered.passes(DAY)
    expect(ordered.heard()).toEqual([])
    const busy = play(id)
    busy.passes(90 * MINUTE)
    busy.happens({ kind: 'viewed', item: 'i1500' })
    busy.passes(179 * MINUTE)
    expect(busy.heard()).toEqual([])
    busy.passes(MINUTE)
    expect(busy.heard()).toEqual(['abandoned_cart.why'])
    expect(busy.shopper.enrolments).toHaveLength(1)
  })
})

describe('an experiment as it is written', () => {
  const problems = (variants: string) => problemsOf({ 'flows/cart.yaml': flow(variants) }).join('\n')

  test('every fault has its place, and all are told at once', () => {
    const said = problems(`    a: { weight: 5000 }
    b: { offers: { percent_51: { percent: 10 }, percent_15: { percent: 150 } }, texts: { abandoned_cart.wy: abandoned_cart.keep, abandoned_cart.why: no.such }, touches: 0, chanel: web }`)
    for (const part of [
      /cart.yaml:7:18 {2}weight cannot be "5000"/,
      /cart.yaml:8:5 {2}variant b lacks weight/,
      /this flow gives no offer "percent_51".*did you mean percent_15/,
      /percent cannot be "150"/,
      /this flow does not say abandoned_cart.wy.*did you mean abandoned_cart.why/,
      /the text no.such is missing/,
      /touches cannot be "0"/,
      /unknown key "chanel".*did you mean channel/,
    ])
      expect(said).toMatch(part)
  })

  test('one variant is none, and no weight is none', () => {
    expect(problems('    a: { weight: 5 }')).toMatch(/one variant is no experiment/)
    expect(problems('    a: { weight: 0 }\n    b: { weight: 0 }')).toMatch(/no variant has a weight/)
  })

  test('a variant whose code can cost more than the whole budget is told', () => {
    const dear = `    a: { weight: 5 }\n    b: { weight: 5, offers: { percent_15: { up_to: 1100 UAH } } }`
    expect(warningsOf({ 'flows/cart.yaml': flow(dear) }).join()).toMatch(
      /the budget does not cover one code of this variant/,
    )
  })

  test('its variant is a fact in conditions of its steps, not of its start, and nowhere else', () => {
    const step = (when: string) => flow(TWO, `  - when: ${when}\n    say: abandoned_cart.keep`)
    expect(problemsOf({ 'flows/cart.yaml': step('variant == "b"') })).toEqual([])
    expect(
      problemsOf({ 'flows/cart.yaml': step('variant == "c"') })
        .concat(warningsOf({ 'flows/cart.yaml': step('variant == "c"') }))
        .join(),
    ).toMatch(/"c"/)
    const start = flow(TWO).replace('after: 1h', 'after: 1h, when: variant == "b"')
    expect(problemsOf({ 'flows/cart.yaml': start }).join()).toMatch(/variant/)
    const none = step('variant == "b"').replace(/experiment:[\s\S]*?steps:/, 'steps:')
    expect(problemsOf({ 'flows/cart.yaml': none }).join()).toMatch(/variant/)
  })
})
