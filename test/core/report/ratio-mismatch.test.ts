import { describe, expect, test } from 'vitest'
import { chiSquaredTail, ratioMismatch } from '../../../src/core/report/ratio-mismatch.ts'
import { differenceOf } from '../../../src/core/report/variant-difference.ts'

const even = (...counts: number[]) => counts.map((count) => ({ count, share: 1 }))

describe('the split of shoppers', () => {
  test('600 and 400 of a thousand is no accident: p = 2.54e-10, the published example', () => {
    const found = ratioMismatch(even(600, 400))!
    expect(found.p / 2.54e-10).toBeCloseTo(1, 2)
    expect(found.mismatch).toBe(true)
  })

  test('821,588 and 815,482 is none either: p = 1.8e-6 (Kohavi, Tang, Xu)', () => {
    expect(ratioMismatch(even(821_588, 815_482))!.p / 1.8e-6).toBeCloseTo(1, 1)
  })

  test('what a fair draw gives is let be, by the weights', () => {
    expect(ratioMismatch(even(510, 490))!.mismatch).toBe(false)
    expect(
      ratioMismatch([
        { count: 810, share: 80 },
        { count: 190, share: 20 },
      ])!.mismatch,
    ).toBe(false)
    expect(
      ratioMismatch([
        { count: 500, share: 80 },
        { count: 500, share: 20 },
      ])!.mismatch,
    ).toBe(true)
    expect(ratioMismatch(even(0, 0))).toBeNull()
  })

  // Tables of the chi-squared distribution at 5 percent.
  test.each([
    [3.841458820694124, 1],
    [5.991464547107979, 2],
    [7.814727903251179, 3],
    [9.487729036781154, 4],
    [11.070497693516351, 5],
    [18.307038053275146, 10],
  ])('the tail above %d with %d degrees of freedom is 5 percent', (x, freedom) => {
    expect(Math.abs(chiSquaredTail(x, freedom) - 0.05)).toBeLessThan(1e-9)
  })
})

describe('the difference between two shares', () => {
  test("is Newcombe's, with his example: 56 of 70 and 48 of 80 differ by 0.0524 to 0.3339", () => {
    const found = differenceOf({ of: 80, met: 48 }, { of: 70, met: 56 }, 0.95)!
    expect(found.difference).toBeCloseTo(0.2, 10)
    expect(found.low).toBeCloseTo(0.0524, 4)
    expect(found.high).toBeCloseTo(0.3339, 4)
    expect(differenceOf({ of: 0, met: 0 }, { of: 70, met: 56 }, 0.95)).toBeNull()
  })
})
