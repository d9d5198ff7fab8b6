import { describe, expect, test } from 'vitest'
import { normalCdf, normalQuantile } from '../../../src/core/report/normal.ts'

describe('the normal distribution', () => {
  test.each([
    [-38, 2.88542835e-316],
    [-8, 6.220960574271819e-16],
    [-3, 0.0013498980316300957],
    [-1.96, 0.024997895148220435],
    [0, 0.5],
    [0.1, 0.539827837277029],
    [1, 0.8413447460685429],
    [1.6448536269514722, 0.95],
    [2.5758293035489004, 0.995],
    [6, 0.9999999990134123],
  ])('the share below z = %d is that of the C library (erfc)', (z, share) => {
    expect(Math.abs(normalCdf(z) - share)).toBeLessThan(1e-14)
  })

  test.each([
    [1e-300, -37.0470962993612],
    [1e-12, -7.034483825301132],
    [1e-5, -4.2648907939228256],
    [0.025, -1.9599639845400538],
    [0.1, -1.2815515655446008],
    [0.5, 0],
    [0.8, 0.8416212335729144],
    [0.975, 1.9599639845400536],
    [0.999999999, 5.997807019601638],
  ])('z of %d is that of an independent library (Python, statistics.NormalDist)', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-12)
  })

  test('the one undoes the other, from one tail to the other', () => {
    for (let z = -8; z <= 6; z += 0.01) expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThan(1e-6)
    for (let p = 0.0005; p < 1; p += 0.0005)
      expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-14)
  })

  test('outside of what has an answer there is none', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY)
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY)
    expect(normalQuantile(1.5)).toBeNaN()
    expect(normalCdf(-40)).toBe(0)
    expect(normalCdf(40)).toBe(1)
  })
})
