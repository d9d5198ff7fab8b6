// The ready-made segments: there without being written, replaced by a shop's own, true for exactly whom they name.
import DateHolidays from 'date-holidays'
import { describe, expect, it } from 'vitest'
import type { Facts } from '../../src/core/facts/fact.ts'
import { HOLIDAY_COUNTRIES } from '../../src/rulebook/holiday-countries.ts'
import { READY_NAMES } from '../../src/rulebook/ready-segments.ts'
import { problemsOf, rulebookOf } from './sources-of.ts'

const bare = rulebookOf({ 'flows/segments.yaml': '' })

const held = (facts: Facts): readonly string[] =>
  Object.entries(bare.segments)
    .filter(([, rule]) => rule.holds(facts))
    .map(([name]) => name)

const after = (days: number, count = 3): Facts => ({ orders: { count, days_since_last: days } })

describe('the ready-made segments', () => {
  it('are there without a file', () => {
    expect(Object.keys(bare.segments)).toEqual(READY_NAMES)
    expect(READY_NAMES).toHaveLength(11)
    for (const segment of Object.values(bare.segments))
      expect(Object.keys(segment.about ?? {})).toHaveLength(3)
  })

  it.each([
    [29, ['returning']],
    [30, ['returning', 'lapsed_30']],
    [59, ['returning', 'lapsed_30']],
    [60, ['lapsed_60']],
    [89, ['lapsed_60']],
    [90, ['lapsed_90']],
    [179, ['lapsed_90']],
    [180, ['lapsed_90', 'lapsed_180']],
  ])('after %i days without an order: %j', (days, names) => {
    expect(held(after(days))).toEqual(names)
  })

  it('tell the new from the silent, the frugal from the large', () => {
    expect(held({ orders: { count: 0 } })).toEqual(['first_purchase'])
    expect(held(after(29, 1))).toEqual([])
    expect(held(after(30, 1))).toEqual(['new_but_silent', 'lapsed_30'])
    expect(held({ visits: { days_since_last: 90 } })).toEqual(['almost_lost'])
    expect(held({ codes: { habit: 'often' } })).toEqual(['often_uses_codes'])
    expect(held({ abandoned: { count: 3 }, codes: { issued: 3, redeemed: 2 } })).toEqual(['waiter'])
    expect(held({ cart: { total: 2_000_000 } })).toEqual(['large_order'])
  })

  it('hold for nobody of whom nothing is known, and where the shop sets no large order', () => {
    expect(held({})).toEqual([])
    const small = rulebookOf({ 'flows/shop.yaml': 'name: T\ncurrency: UAH\ntime_zone: Europe/Kyiv\n' })
    expect(small.segments.large_order?.holds({ cart: { total: 9_999_999 } })).toBe(false)
  })

  it('give way to a shop’s own of the same name', () => {
    const own = rulebookOf({ 'flows/segments.yaml': 'segments:\n  lapsed_90: orders.days_since_last > 5\n' })
    expect(own.segments.lapsed_90?.holds(after(6))).toBe(true)
    expect(own.segments.lapsed_90?.about).toBeUndefined()
  })

  it('may be asked by flows and by a shop’s own segments, and are the nearest name', () => {
    const flow = 'flow: f\nstart: { on: segment_entered, segment: lapsed_60 }\nsteps: [{ say: bot.thanks }]\n'
    const segments = 'segments:\n  gold: segment.returning && orders.sum > 5000\n'
    const rulebook = rulebookOf({ 'flows/segments.yaml': segments, 'flows/f.yaml': flow })
    expect(rulebook.segments.gold?.asks).toEqual(['orders.count', 'orders.days_since_last', 'orders.sum'])
    const slip = problemsOf({ 'flows/segments.yaml': 'segments:\n  gold: segment.lapsed_9O\n' })
    expect(slip).toEqual([
      'flows/segments.yaml:2:17  there is no segment "lapsed_9O" (did you mean segment.lapsed_90?)',
    ])
  })
})

describe('what a condition asks', () => {
  const asks = (when: string): readonly string[] => {
    const flow = `flow: f\nstart: { on: message }\nsteps:\n  - when: ${when}\n    say: bot.thanks\n`
    return rulebookOf({ 'flows/f.yaml': flow }).flows[0]!.steps.s1!.when!.asks
  }
  it('is every fact once, with those of its segments in their place', () => {
    expect(asks('segment.inactive && orders.count > 1 && reason == "price"')).toEqual([
      'orders.count',
      'orders.days_since_last',
      'reason',
    ])
    expect(asks('has(orders.last) && cart.items.exists(i, i == reason)')).toEqual([
      'orders.last',
      'cart.items',
      'reason',
    ])
  })

  it('is known to the rulebook as a whole, so that no more than that is stamped', () => {
    const segments = 'segments:\n  best: rfm.money == 5\n'
    expect(rulebookOf({ 'flows/segments.yaml': segments }).asks).toContain('rfm.money')
    expect(bare.asks.some((path) => path.startsWith('rfm.'))).toBe(false)
  })
})

describe('holidays', () => {
  const shop = (more: string) =>
    `name: T\ncurrency: UAH\ntime_zone: Europe/Kyiv\nlarge_order: 20000 UAH\n${more}`
  it.each([
    [
      'countries: [UK]',
      '5:13  there are no holidays of "UK" (expected a country\'s two letters such as UA; did you mean GB?)',
    ],
    ['countries: [Ukraine]', 'did you mean UA?'],
    ['countries: UA', '5:12  countries cannot be "UA"'],
    [
      'holidays: { sale: 2026-02-30 }',
      '5:19  sale cannot be on "2026-02-30" (expected a day such as 2026-11-27, or 05-12 for every year)',
    ],
    ['holidays: { sale: 13-01 }', 'sale cannot be on "13-01"'],
    ['holidays: { Black Friday: 2026-11-27 }', 'black_friday'],
    ['holidys: { a: 01-01 }', 'did you mean holidays?'],
  ])('%s is a problem', (more, said) => {
    expect(problemsOf({ 'flows/shop.yaml': shop(`${more}\n`) }).join('\n')).toContain(said)
  })

  it('may be several days, and of several countries', () => {
    const yaml = shop('countries: [UA, GB]\nholidays: { sale: [2026-11-27, 2027-11-26] }\n')
    const { holidays } = rulebookOf({ 'flows/shop.yaml': yaml, 'flows/segments.yaml': '' }).shop
    const days = [2026, 2027].flatMap((year) => holidays?.in(year) ?? [])
    const of = (date: string) => days.find((day) => day.date === date)?.name
    expect([of('2026-11-27'), of('2027-11-26')]).toEqual(['sale', 'sale'])
    expect([of('2026-08-24'), of('2026-12-26')]).toEqual(['independence_day', 'boxing_day'])
    expect(days.map(({ date }) => date)).toEqual(days.map(({ date }) => date).toSorted())
  })

  it('are known of the countries that the package knows', () => {
    expect([...HOLIDAY_COUNTRIES]).toEqual(Object.keys(new DateHolidays().getCountries('en')).toSorted())
  })
})
