// The level of hesitation: between 0 and 1, higher with every further sign, lower with time; and its words.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  added,
  barrierOf,
  faded,
  fading,
  levelOf,
  type SeenSigns,
} from '../../../src/core/hesitation/level.ts'
import { aboutSign, HALF_LIFE, SIGN_NAMES } from '../../../src/core/hesitation/table.ts'
import { hesitationWords, signWords } from '../../../src/core/hesitation/words.ts'
import { isReason } from '../../../src/core/meaning.ts'

const sign = fc.constantFrom(...SIGN_NAMES)
const signs = fc.array(sign, { maxLength: 40 })
const seenOf = (names: readonly (typeof SIGN_NAMES)[number][]): SeenSigns => names.reduce(added, {})
const passed = fc.integer({ min: 0, max: 40 * HALF_LIFE })

describe('the level', () => {
  it('is 0 without a sign, and never reaches 1', () => {
    expect(levelOf({}, 0)).toBe(0)
    fc.assert(
      fc.property(signs, passed, (names, time) => {
        const level = levelOf(seenOf(names), time)
        expect(level).toBeGreaterThanOrEqual(0)
        expect(level).toBeLessThan(1)
      }),
    )
  })

  it('rises, or stays, with a further sign of whatever kind', () => {
    fc.assert(
      fc.property(signs, sign, passed, (names, one, time) => {
        const seen = seenOf(names)
        expect(levelOf(added(seen, one), time)).toBeGreaterThanOrEqual(levelOf(seen, time))
      }),
    )
  })

  it('falls with time, without a jump, and is gone in the end', () => {
    fc.assert(
      fc.property(signs, passed, fc.integer({ min: 0, max: HALF_LIFE }), (names, time, more) => {
        const seen = seenOf(names)
        expect(levelOf(seen, time + more)).toBeLessThanOrEqual(levelOf(seen, time))
      }),
    )
    expect(fading(HALF_LIFE)).toBe(0.5)
    expect(fading(3 * HALF_LIFE)).toBe(0.125)
    expect(fading(HALF_LIFE - 1)).toBeCloseTo(0.5, 5)
    expect(levelOf(seenOf(['coupon_denied', 'exit_intent']), 30 * HALF_LIFE)).toBe(0)
  })

  it('repeating one sign for ever moves it no further than its bound', () => {
    for (const name of SIGN_NAMES) {
      const { weight, most } = aboutSign(name)
      const level = levelOf(seenOf(Array(200).fill(name)), 0)
      expect(level).toBeCloseTo((weight * most) / (1 + weight * most), 2)
    }
  })

  it('fades the same in one go and in two', () => {
    const seen = seenOf(['delivery_again', 'delivery_again', 'exit_intent'])
    const twice = faded(faded(seen, HALF_LIFE), HALF_LIFE)
    expect(levelOf(twice, 0)).toBeCloseTo(levelOf(seen, 2 * HALF_LIFE), 2)
  })
})

describe('the barrier', () => {
  it('is the one that most points speak for, or none', () => {
    expect(barrierOf({}, 0)).toBeUndefined()
    expect(barrierOf(seenOf(['delivery_read']), 0)).toBeUndefined()
    expect(barrierOf(seenOf(['delivery_read', 'delivery_again', 'size_table']), 0)).toBe('shipping_cost')
    expect(barrierOf(seenOf(['coupon_denied', 'delivery_read']), 0)).toBe('price')
    expect(barrierOf(seenOf(['exit_intent', 'exit_intent']), 0)).toBeUndefined()
    for (const name of SIGN_NAMES) {
      const { barrier } = aboutSign(name)
      expect(barrier === null || isReason(barrier)).toBe(true)
    }
  })
})

describe('in words', () => {
  it('says how often, in three languages', () => {
    expect(signWords('delivery_again', 3, 'en')).toBe('came back to the delivery cost 3 times')
    expect(signWords('delivery_again', 3, 'ru')).toBe('возвращался к стоимости доставки 3 раза')
    expect(signWords('delivery_again', 5, 'uk')).toBe('повертався до вартості доставки 5 разів')
    expect(signWords('delivery_again', 12, 'ru')).toBe('возвращался к стоимости доставки 12 раз')
    expect(signWords('delivery_again', 22, 'uk')).toBe('повертався до вартості доставки 22 рази')
    expect(signWords('exit_intent', 1, 'en')).toBe('was about to leave the page')
  })

  it('names the weightiest first, four at most, and a reading once', () => {
    const seen = seenOf([
      'delivery_read',
      'delivery_again',
      'delivery_again',
      'exit_intent',
      'size_table',
      'comparing',
      'tab_left',
    ])
    const said = hesitationWords({ at: 0, seen, tally: {} }, 'en')
    expect(said).toHaveLength(4)
    expect(said[0]).toBe('came back to the delivery cost twice')
    expect(said.join()).not.toContain('read about')
  })
})
