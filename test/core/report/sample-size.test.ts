import { describe, expect, test } from 'vitest'
import { planOf, sampleSizes } from '../../../src/core/report/sample-size.ts'

const two = (baseline: number, to: number, power: number, confidence = 0.95) =>
  sampleSizes({ baseline, effect: to - baseline, power, confidence })?.first

describe('the size of a sample', () => {
  test("is that of R's power.prop.test, whose own example says 76.7 per group", () => {
    expect(two(0.5, 0.75, 0.9)).toBe(77)
  })

  // Worked out apart from this code with Python's statistics.NormalDist.
  test.each([
    [0.1, 0.12, 0.8, 3841],
    [0.1, 0.15, 0.9, 918],
    [0.15, 0.3, 0.85, 138],
    [0.05, 0.06, 0.8, 8158],
    [0.3, 0.25, 0.8, 1251],
  ])('from %d to %d with power %d needs %d per variant', (from, to, power, shoppers) => {
    expect(two(from, to, power)).toBe(shoppers)
  })

  test('more confidence, more power or a smaller effect need more', () => {
    expect(two(0.1, 0.12, 0.9)).toBeGreaterThan(two(0.1, 0.12, 0.8)!)
    expect(two(0.1, 0.12, 0.8, 0.99)).toBeGreaterThan(two(0.1, 0.12, 0.8)!)
    expect(two(0.1, 0.11, 0.8)).toBeGreaterThan(two(0.1, 0.12, 0.8)!)
  })

  test('there is none for no effect, or for a share above all', () => {
    expect(two(0.1, 0.1, 0.8)).toBeUndefined()
    expect(two(0.95, 1.05, 0.8)).toBeUndefined()
  })

  test('an uneven split needs more in all than an even one', () => {
    const plan = { baseline: 0.1, effect: 0.02, power: 0.8, confidence: 0.95 }
    const even = planOf(
      [
        { name: 'a', share: 0.5 },
        { name: 'b', share: 0.5 },
      ],
      plan,
    )!
    const uneven = planOf(
      [
        { name: 'a', share: 0.8 },
        { name: 'b', share: 0.2 },
      ],
      plan,
    )!
    expect(even.tried).toBe(2 * 3841)
    expect(uneven.tried).toBeGreaterThan(even.tried)
    expect(uneven.needed[0]!.shoppers).toBeCloseTo(uneven.needed[1]!.shoppers * 4, -1)
  })

  test('three variants are two comparisons, and each must be surer', () => {
    const plan = { baseline: 0.1, effect: 0.02, power: 0.8, confidence: 0.95 }
    const parts = ['a', 'b', 'c'].map((name) => ({ name, share: 1 / 3 }))
    expect(planOf(parts, plan)!.needed.map(({ shoppers }) => shoppers)).toEqual([4652, 4652, 4652])
  })
})
