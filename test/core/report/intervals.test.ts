// The statistics against figures that others published or that are known by heart.
import { describe, expect, it } from 'vitest'
import { addTo, meanDifference, meanRatio, noMoments } from '../../../src/core/report/mean-difference.ts'
import { normalCdf, normalQuantile } from '../../../src/core/report/normal.ts'
import { shareDifference, shareRatio } from '../../../src/core/report/share-difference.ts'
import { studentQuantile } from '../../../src/core/report/student.ts'

const momentsOf = (values: readonly number[]) => {
  const moments = noMoments()
  for (const value of values) addTo(moments, value)
  return moments
}

describe('the normal distribution', () => {
  it('is exact to nine digits, both ways', () => {
    for (const [x, p] of [
      [0, 0.5],
      [1, 0.8413447460685429],
      [-1.959963984540054, 0.025],
      [2.5758293035489004, 0.995],
      [-5, 2.866515718791939e-7],
      [-8, 6.220960574271785e-16],
    ] as const) {
      expect(Math.abs(normalCdf(x) - p)).toBeLessThan(1e-12)
      expect(Math.abs(normalQuantile(p) - x)).toBeLessThan(1e-9)
    }
    for (let p = 0.0005; p < 1; p += 0.0005)
      expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-12)
  })
})

it("Student's quantiles are those of the tables", () => {
  const table = [
    [10, 2.228139],
    [30, 2.042272],
    [120, 1.97993],
    [1e7, 1.959964],
  ] as const
  for (const [df, t] of table) expect(studentQuantile(0.975, df)).toBeCloseTo(t, 4)
})

describe('a difference of shares', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
  ])("is Newcombe's: %i/%i - %i/%i", (a, m, b, n, low, high) => {
    const found = shareDifference({ x: a, n: m }, { x: b, n })
    expect(found).toMatchObject({ unit: 'percentage_points' })
    expect(found!.estimate).toBeCloseTo((a / m - b / n) * 100, 10)
    expect(found!.low).toBeCloseTo(low * 100, 1)
    expect(found!.high).toBeCloseTo(high * 100, 1)
  })

  it('in points and in percent are two things: 12% to 37% is +25 points and +208 percent', () => {
    const [a, b] = [
      { x: 370, n: 1000 },
      { x: 120, n: 1000 },
    ]
    expect(shareDifference(a, b)).toMatchObject({ unit: 'percentage_points', estimate: 25 })
    const percent = shareRatio(a, b)
    expect(percent?.unit).toBe('percent')
    expect(percent?.estimate).toBeCloseTo(208.333, 3)
    expect(shareRatio(a, { x: 0, n: 1000 })).toBeNull()
  })

  it('keeps its promise: of 4,000 intervals about 95 in 100 hold the true difference', () => {
    let state = 1
    const random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state / 2 ** 32
    }
    const draw = (n: number, p: number) => Array.from({ length: n }, random).filter((u) => u < p).length
    let held = 0
    for (let i = 0; i < 4000; i++) {
      const found = shareDifference({ x: draw(200, 0.12), n: 200 }, { x: draw(150, 0.07), n: 150 })!
      if (found.low <= 5 && found.high >= 5) held++
    }
    expect(held / 4000).toBeGreaterThan(0.94)
    expect(held / 4000).toBeLessThan(0.965)
  })
})

describe('a difference of means', () => {
  it("is Welch's", () => {
    const a = [27.5, 21, 19, 23.6, 17, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19, 21.7, 21.4]
    const b = [27.1, 22, 20.8, 23.4, 23.4, 23.5, 25.8, 22, 24.8, 20.2, 21.9, 22.1, 22.9, 30.5, 27.3]
    const found = meanDifference(momentsOf(a), momentsOf(b))!
    const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length
    const variance = (all: readonly number[]) =>
      all.reduce((sum, one) => sum + (one - mean(all)) ** 2, 0) / (all.length - 1)
    const [va, vb] = [variance(a) / a.length, variance(b) / b.length]
    expect(found.estimate).toBeCloseTo(mean(a) - mean(b), 10)
    const df = (va + vb) ** 2 / (va ** 2 / 14 + vb ** 2 / 14)
    expect(df).toBeGreaterThan(26)
    expect((found.high - found.low) / 2).toBeCloseTo(studentQuantile(0.975, df) * Math.sqrt(va + vb), 8)
    expect(found.high).toBeLessThan(0)
  })

  it('says nothing where there is nothing to say', () => {
    expect(meanDifference(momentsOf([1]), momentsOf([1, 2]))).toBeNull()
    expect(meanDifference(momentsOf([0, 0, 0]), momentsOf([0, 0]))).toBeNull()
    expect(meanRatio(momentsOf([0, 0, 0]), momentsOf([1, 2]))).toBeNull()
  })
})
