// What holds of any terms and any order: never more than the goods, never more than the worst case, and money that is
// reserved is settled or given back to the last minor unit.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOpen } from '../../src/core/agents/hours.ts'
import type { Code, CodeTerms } from '../../src/core/codes/code.ts'
import { newShopper } from '../../src/core/shopper.ts'
import { amountOf, costOf } from '../../src/core/using/amount.ts'
import { againstUse } from '../../src/core/using/checks.ts'
import { openHours } from '../../src/core/using/conditions.ts'
import { countsFor } from '../../src/core/using/counted.ts'
import { compiled, giving } from './terms-rulebook.ts'
import { createWorld, DAY, HOUR } from './world.ts'

const CATEGORIES = ['shoes', 'hats', 'tea']
const line = fc.record(
  {
    item: fc.constantFrom('a', 'b', 'c'),
    price: fc.integer({ min: 0, max: 1_000_000 }),
    quantity: fc.integer({ min: 1, max: 9 }),
    category: fc.constantFrom(...CATEGORIES),
    on_sale: fc.boolean(),
  },
  { requiredKeys: ['item', 'price', 'quantity'] },
)
const some = fc.subarray(CATEGORIES)
const terms: fc.Arbitrary<CodeTerms> = fc
  .record(
    {
      kind: fc.constantFrom('percent', 'amount', 'shipping', 'points', 'gift'),
      value: fc.integer({ min: 1, max: 100 }),
      worst: fc.integer({ min: 1, max: 500_000 }),
      minimum: fc.integer({ min: 0, max: 100_000 }),
      items: fc.subarray(['a', 'b']),
      categories: some,
      old_categories: some,
      not_on_sale: fc.constant(true as const),
    },
    { requiredKeys: ['kind', 'value', 'worst', 'minimum'] },
  )
  .map((one) => (one.kind === 'amount' ? { ...one, value: one.worst } : one) as CodeTerms)

describe('what a code takes off', () => {
  it('is never more than the goods it counts for, nor than its worst case, and always whole', () => {
    fc.assert(
      fc.property(terms, fc.array(line, { maxLength: 6 }), fc.nat(50_000), (given, lines, shipping) => {
        const total = lines.reduce((sum, one) => sum + one.price * one.quantity, 0)
        const amount = amountOf(given, { total, lines, shipping })
        const counted = lines.filter((one) => countsFor(given, one))
        const base = counted.reduce((sum, one) => sum + one.price * one.quantity, 0)
        expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true)
        expect(amount).toBeLessThanOrEqual(given.worst)
        expect(amount).toBeLessThanOrEqual(given.kind === 'shipping' ? shipping : base)
        expect(costOf(given, amount)).toBeLessThanOrEqual(given.worst)
      }),
      { numRuns: 2000 },
    )
  })

  it('never counts what is not known of a line for more: less known, less taken off', () => {
    fc.assert(
      fc.property(terms, fc.array(line, { maxLength: 6 }), (given, lines) => {
        const total = lines.reduce((sum, one) => sum + one.price * one.quantity, 0)
        const unknown = lines.map(({ category: _, ...rest }) => rest)
        expect(amountOf(given, { total, lines: unknown })).toBeLessThanOrEqual(
          amountOf(given, { total, lines }),
        )
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a code of several uses', () => {
  const book = compiled(
    'offers: { o: { amount: 40 UAH, minimum: 10 UAH, uses: 3, valid: 10d } }',
    giving('o'),
  )
  const step = fc.oneof(
    fc.record({ do: fc.constantFrom('order', 'redeem'), total: fc.integer({ min: 1, max: 200 }) }),
    fc.record({ do: fc.constantFrom('cancel', 'roll_back', 'revoke'), total: fc.nat(4) }),
    fc.record({ do: fc.constant('pass'), total: fc.constantFrom(HOUR, 3 * DAY, 12 * DAY) }),
  )

  it('reserves what is left of it, settles each use at its own figure, and gives back the rest', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const world = createWorld(book)
        world.happens({ kind: 'action_done', action: 'x' })
        const codeOf = (): Code => world.shopper.codes[0]!
        expect(world.budget('f')).toEqual({ reserved: 12_000, spent: 0 })
        let orders = 0
        for (const { do: what, total } of steps) {
          const id = codeOf().id
          const order = { id: `o${orders + 1}`, total: total * 100, lines: [] }
          if (what === 'order') world.orders(`o${++orders}`, total, id)
          if (what === 'redeem') {
            orders += 1
            world.happens({ kind: 'redeem', code: id, order, own: true })
          }
          if (what === 'cancel') world.happens({ kind: 'order_cancelled', order: `o${total}` })
          if (what === 'roll_back') {
            const use = codeOf().redemptions[total]
            if (use) world.happens({ kind: 'roll_back', redemption: use.id })
          }
          if (what === 'revoke')
            world.happens({ kind: 'agent', agent: 'o', does: { act: 'revoke', code: id, why: 'x' } })
          if (what === 'pass') world.passes(total)
          const code = codeOf()
          const standing = code.redemptions.filter((use) => use.rolled_back === undefined)
          const taken = standing.reduce((sum, use) => sum + use.amount, 0)
          expect(world.budget('f')).toEqual({ reserved: code.reserved, spent: taken })
          expect(code.reserved).toBeLessThanOrEqual(Math.max(0, 3 - standing.length) * 4_000)
          expect(code.reserved).toBeGreaterThanOrEqual(0)
          if (code.state === 'issued') expect(code.reserved).toBe((3 - standing.length) * 4_000)
          for (const use of standing) expect(use.amount).toBeLessThanOrEqual(4_000)
          // Beyond its uses it is only ever used by an order that nobody could refuse.
          const fair = standing.filter((use) => use.overrun === undefined)
          expect(fair.length).toBeLessThanOrEqual(3)
        }
        world.passes(40 * DAY)
        expect(world.budget('f').reserved).toBe(0)
      }),
      { numRuns: 300 },
    )
  })

  it('is used once on one order, and an order that takes a fourth use is an overrun', () => {
    const world = createWorld(book)
    world.happens({ kind: 'action_done', action: 'x' })
    const { id } = world.shopper.codes[0]!
    const again = (order: string) =>
      world.happens({ kind: 'redeem', code: id, order: { id: order, total: 10_000, lines: [] }, own: true })
        .reply
    expect(again('A')).toMatchObject({ kind: 'redeemed' })
    expect(again('A')).toMatchObject({ kind: 'refused', reason: 'same_order' })
    world.orders('A', 100, id)
    expect(world.shopper.codes[0]?.redemptions).toHaveLength(1)
    again('B')
    again('C')
    world.orders('D', 100, id)
    expect(world.shopper.codes[0]?.redemptions.at(-1)?.overrun).toBe('twice')
  })
})

describe('days and hours', () => {
  const shop = compiled('offers: {}', 'flow: f\nstart: { on: message }\nsteps: [{ say: bot.thanks }]').shop
  const made = { kind: 'amount', value: 100, worst: 100, minimum: 0 } as const
  const at = (code: CodeTerms, time: number) =>
    againstUse({
      code: {
        ...{ id: 'c', hmac: '', sealed: '', campaign: 'f', offer: 'o', enrolment: 'e', state: 'issued' },
        ...{ issued: 0, until: Number.MAX_SAFE_INTEGER, reserved: 100, redemptions: [] },
        ...{ settle_by: Number.MAX_SAFE_INTEGER, terms: code },
      },
      order: { total: 1000, id: 'x' },
      at: time,
      shopper: newShopper('s', 0),
      shop,
    })

  it('are those of the clock on the wall, on both sides of a change, and say when they begin', () => {
    const terms: CodeTerms = { ...made, days: ['mon', 'fri'], hours: { from: 600, to: 1080 } }
    // Kyiv: +3 in summer, +2 in winter; clocks go back on 25 October 2026.
    expect(at(terms, Date.UTC(2026, 9, 23, 7, 0))).toBeNull()
    expect(at(terms, Date.UTC(2026, 9, 26, 7, 0))).toEqual({
      reason: 'not_now',
      wants: { days: ['mon', 'fri'], hours: { from: 600, to: 1080 }, from: Date.UTC(2026, 9, 26, 8, 0) },
    })
    expect(at(terms, Date.UTC(2026, 9, 26, 8, 0))).toBeNull()
    expect(at(terms, Date.UTC(2026, 9, 26, 16, 0))?.reason).toBe('not_now')
  })

  it('of days alone are whole days, also those of 23 and 25 hours', () => {
    const sundays: CodeTerms = { ...made, days: ['sun'] }
    for (const [from, hours] of [
      [Date.UTC(2026, 9, 24, 21), 25],
      [Date.UTC(2026, 2, 28, 22), 23],
    ] as const) {
      const held = Array.from({ length: 48 }, (_, n) => from - 10 * HOUR + n * HOUR).filter(
        (time) => at(sundays, time) === null,
      )
      expect(held).toHaveLength(hours)
      expect(held[0]).toBe(from)
    }
  })

  it('of hours alone hold every day', () => {
    const hours = openHours({ hours: { from: 0, to: 60 } })
    expect(isOpen(hours, Date.UTC(2026, 10, 21, 22, 30), 'Europe/Kyiv')).toBe(true)
    expect(isOpen(hours, Date.UTC(2026, 10, 21, 23, 30), 'Europe/Kyiv')).toBe(false)
  })
})

describe('orders that happened against the terms', () => {
  const book = compiled(
    `offers:
  early: { amount: 40 UAH, minimum: 10 UAH, stacks: true, valid: 10d }
  alone: { amount: 40 UAH, minimum: 10 UAH, valid: 10d }
  shoes: { amount: 40 UAH, on: { categories: [shoes] }, valid: 10d }`,
    `${giving('early')}`,
  )
  it('are recorded as overruns, with what they broke', () => {
    const world = createWorld(book)
    world.happens({ kind: 'action_done', action: 'x' })
    const gives = (offer: string) => {
      const does = { act: 'issue', offer, campaign: 'f' } as const
      world.happens({ kind: 'agent', agent: 'olena', does })
      return world.shopper.codes.at(-1)!
    }
    const first = world.shopper.codes[0]!
    const A = {
      id: 'A',
      total: 50_000,
      lines: [{ item: 'hat', price: 50_000, quantity: 1, category: 'hats' }],
    }
    world.happens({ kind: 'redeem', code: first.id, order: A, own: true })
    world.happens({ kind: 'order_completed', order: A, code: gives('alone').id })
    expect(world.shopper.codes.at(-1)?.redemptions[0]?.overrun).toBe('with_other_code')
    world.happens({ kind: 'order_completed', order: { ...A, id: 'B' }, code: gives('shoes').id })
    expect(world.shopper.codes.at(-1)?.redemptions[0]).toMatchObject({ overrun: 'not_in_terms', amount: 0 })
  })
})
