import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { varied } from '../../src/core/time/varied.ts'
import { problemsOf, rulebookOf } from '../rulebook/sources-of.ts'
import { createWorld, HOUR, MINUTE } from './world.ts'

const flow = (after: string, wait: string) => `
flow: cart
start: { on: cart_abandoned, after: ${after} }
steps:
  - ask: abandoned_cart.why
    choices: [price]
    wait: ${wait}
    silent: { say: abandoned_cart.silent }
`

describe('a time that varies', () => {
  test('lies within its bounds, is the same at every replay, and differs between shoppers and occasions', () => {
    const name = fc.string({ minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), name, name, name, (least, spread, shopper, flow, occasion) => {
        const span = { least, spread }
        const time = varied(span, shopper, flow, occasion)
        expect(time).toBeGreaterThanOrEqual(least)
        expect(time).toBeLessThanOrEqual(least + spread)
        expect(varied(span, shopper, flow, occasion)).toBe(time)
      }),
      { numRuns: 2000 },
    )
    const span = { least: 0, spread: 30 * MINUTE }
    const times = new Set(Array.from({ length: 1000 }, (_, n) => varied(span, `s${n}`, 'cart', 'c1')))
    const occasions = new Set(Array.from({ length: 1000 }, (_, n) => varied(span, 's1', 'cart', `c${n}`)))
    expect(times.size).toBeGreaterThan(990)
    expect(occasions.size).toBeGreaterThan(990)
  })

  test('is uniform: every tenth of the span holds a tenth of the shoppers', () => {
    const counts = Array.from({ length: 10 }, () => 0)
    for (let n = 0; n < 20_000; n++) counts[varied({ least: 0, spread: 9 }, `s${n}`, 'cart', 'c')]! += 1
    const chi = counts.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)
    // 9 degrees of freedom: above 33.7 once in 10,000.
    expect(chi).toBeLessThan(33.7)
  })

  test('the wake-up is written for that very time, and nothing is said before', () => {
    const rulebook = rulebookOf({ 'flows/cart.yaml': flow('40m..70m', '10h..14h') })
    const asked = new Set<number>()
    const silent = new Set<number>()
    for (let n = 0; n < 20; n++) {
      const world = createWorld(rulebook, `s${n}`)
      const began = world.now
      world.adds(1500)
      const due = (world.due ?? 0) - began
      asked.add(due)
      expect(due).toBeGreaterThanOrEqual(40 * MINUTE)
      expect(due).toBeLessThanOrEqual(70 * MINUTE)
      world.passes(due - 1)
      expect(world.heard()).toEqual([])
      world.passes(1)
      expect(world.heard()).toEqual(['abandoned_cart.why'])
      const next = world.shopper.talks[0]!.until - world.now
      silent.add(next)
      expect(next).toBeGreaterThanOrEqual(10 * HOUR)
      expect(next).toBeLessThanOrEqual(14 * HOUR)
      world.passes(next)
      expect(world.heard()).toEqual(['abandoned_cart.silent'])
    }
    expect(asked.size).toBe(20)
    expect(silent.size).toBe(20)
  })

  test('is written from the shorter to the longer', () => {
    const problem = (after: string) => problemsOf({ 'flows/cart.yaml': flow(after, '12h') }).join()
    expect(problem('70m..40m')).toMatch(/cart.yaml:3:37.*after cannot be.*did you mean 40m..70m/)
    expect(problem('40m..')).toMatch(/a duration such as 45m, or one that varies such as 40m..70m/)
    expect(problem('40m..70m')).toBe('')
  })
})
