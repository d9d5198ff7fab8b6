// The figures by which models are judged, on rows whose figures are known by hand.
import { describe, expect, it } from 'vitest'
import { calibrate } from '../../../src/understand/sessions/fit.ts'
import { fractionOf, largestPrime, timesIn } from '../../../src/understand/sessions/fractions.ts'
import {
  areaUnder,
  foldsOf,
  logLoss,
  miscalibration,
  tenths,
} from '../../../src/understand/sessions/judge.ts'
import { seenAgain } from '../../../src/understand/sessions/seen-again.ts'
import { aSession } from './a-session.ts'

describe('the area under the curve', () => {
  it('counts pairs in the right order, ties by half', () => {
    const bought = [false, false, true, true]
    expect(areaUnder([1, 2, 3, 4], bought)).toBe(1)
    expect(areaUnder([4, 3, 2, 1], bought)).toBe(0)
    expect(areaUnder([1, 1, 1, 1], bought)).toBe(0.5)
    expect(areaUnder([1, 3, 2, 4], bought)).toBe(0.75)
    expect(areaUnder([1, 2, 2, 4], bought)).toBe(0.875)
  })
})

it('every fold has its share of orders', () => {
  const bought = Array.from({ length: 100 }, (_, i) => i % 5 === 0)
  const folds = foldsOf(bought, 5, 3)
  for (let fold = 0; fold < 5; fold++)
    expect(bought.filter((one, row) => one && folds[row] === fold).length).toBe(4)
})

it('scores that are too sure are brought to the shares really seen', () => {
  // Of those with the score 2 three quarters buy: ln 3 would be right.
  const scores = Float64Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 2 : -2))
  const bought = [...scores].map((score, i) => score > 0 === Math.floor(i / 2) % 4 > 0)
  const { slope, offset } = calibrate(scores, bought)
  expect(slope * 2).toBeCloseTo(Math.log(3), 5)
  expect(offset).toBeCloseTo(0, 5)
})

it('groups say what was told and what came', () => {
  const chances = Array.from({ length: 100 }, (_, i) => (i + 0.5) / 100)
  const bought = chances.map((_, i) => i % 10 < Math.floor(i / 10))
  const groups = tenths(chances, bought)
  expect(groups).toHaveLength(10)
  expect(groups[9]).toEqual({ told: expect.closeTo(0.95, 6), came: 0.9, rows: 10 })
  expect(miscalibration(groups)).toBeCloseTo(0.05, 6)
  expect(logLoss([0.5, 0.5], [true, false])).toBeCloseTo(Math.LN2, 9)
})

describe('fractions behind rounded figures', () => {
  it('are found, the simplest first', () => {
    expect(fractionOf(0.166666667, 1e-9, 100)).toEqual({ top: 1, bottom: 6 })
    expect(fractionOf(0.261904762, 1e-9, 100)).toEqual({ top: 11, bottom: 42 })
    expect(fractionOf(3, 1e-9, 100)).toEqual({ top: 3, bottom: 1 })
    expect(fractionOf(Math.PI - 3, 1e-12, 100).bottom).toBe(0)
  })

  it('and their primes', () => {
    expect(largestPrime(84)).toBe(7)
    expect(largestPrime(1)).toBe(1)
    expect(timesIn(84, 2)).toBe(2)
  })
})

describe('what averages betray', () => {
  it('eleven pages, ten of them different: the rate is a tenth of an exit', () => {
    const seen = seenAgain(aSession({ ProductRelated: 11, ExitRates: 0.02, BounceRates: 0 }))
    expect(seen.exits).toBeCloseTo(1, 9)
    expect(seen.pages).toBe(10)
    expect(seen.off).toBe(-1)
  })

  it('nothing is explained where nothing can be, and a robot of a million pages costs nothing', () => {
    expect(seenAgain(aSession({ ProductRelated: 11, ExitRates: 0.0312718281 })).off).toBeNull()
    const began = performance.now()
    expect(seenAgain(aSession({ ProductRelated: 1e9, ExitRates: 0.01 })).off).toBeNull()
    expect(performance.now() - began).toBeLessThan(50)
  })
})
