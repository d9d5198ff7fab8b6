// What a code takes off, line by line: exact for currencies with 0, 2 and 3 decimals, and exact when goods come back.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Redemption } from '../../../src/core/codes/code.ts'
import { digitsOf, toMajor, toMinor } from '../../../src/core/money.ts'
import { allot, allotToLines } from '../../../src/core/using/allot.ts'
import { amountOf } from '../../../src/core/using/amount.ts'
import { withReturned } from '../../../src/core/using/returned.ts'

const currency = fc.constantFrom('JPY', 'UAH', 'KWD')
/** Prices as a shop writes them: in major units, with the digits that the currency has. */
const priced = currency.chain((unit) => {
  const digits = digitsOf(unit)
  const price = fc.integer({ min: 1, max: 5_000_000 }).map((minor) => toMajor(minor, digits))
  const line = fc.record({
    item: fc.constantFrom('a', 'b', 'c', 'd'),
    quantity: fc.integer({ min: 1, max: 9 }),
    price,
  })
  return fc.record({ digits: fc.constant(digits), lines: fc.array(line, { minLength: 1, maxLength: 12 }) })
})
const order = priced.map(({ digits, lines }) => {
  const read = lines.map((line) => ({ ...line, price: toMinor(line.price, digits) ?? 0 }))
  return { lines: read, total: read.reduce((sum, { price, quantity }) => sum + price * quantity, 0) }
})
const terms = fc.oneof(
  fc.record({
    kind: fc.constant('percent' as const),
    value: fc.integer({ min: 1, max: 10_000 }).map((n) => n / 100),
    worst: fc.integer({ min: 1, max: 3_000_000 }),
    minimum: fc.constant(0),
  }),
  fc
    .integer({ min: 1, max: 3_000_000 })
    .map((sum) => ({ kind: 'amount' as const, value: sum, worst: sum, minimum: 0 })),
)

describe('what falls on each line', () => {
  it('sums to the amount, is never more than the line costs, and is the same however often it is asked', () => {
    fc.assert(
      fc.property(order, terms, fc.boolean(), (order, plain, bound) => {
        const code = bound ? { ...plain, items: ['a', 'b'] } : plain
        const amount = amountOf(code, order)
        const lines = allotToLines(code, order, amount)
        if (!lines) throw new Error('the lines bear it')
        expect(lines.reduce((sum, line) => sum + line.amount, 0)).toBe(amount)
        for (const [n, line] of lines.entries()) {
          const { price, quantity, item } = order.lines[n]!
          expect(line.amount).toBeLessThanOrEqual(price * quantity)
          expect(line.amount).toBeGreaterThanOrEqual(0)
          if (bound && item !== 'a' && item !== 'b') expect(line.amount).toBe(0)
          expect(Number.isSafeInteger(line.amount)).toBe(true)
        }
        expect(allotToLines(code, order, amount)).toEqual(lines)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is off its exact share by less than one minor unit', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000_000),
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 30 }),
        (amount, weights) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0)
          const shares = allot(amount, weights)
          if (total === 0) return
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount)
          for (const [n, share] of shares.entries())
            expect(Math.abs(share - (amount * weights[n]!) / total)).toBeLessThan(1)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('by largest remainder: 100 over three equal lines is 34, 33, 33', () => {
    expect(allot(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(allot(10, [5, 3, 2])).toEqual([5, 3, 2])
    expect(allot(1, [1, 2])).toEqual([0, 1])
  })

  it('is not said where delivery is free, or where the lines cost less than the code takes off', () => {
    const lines = [{ item: 'a', price: 100, quantity: 1 }]
    const shipping = { kind: 'shipping', value: 0, worst: 500, minimum: 0 } as const
    expect(allotToLines(shipping, { total: 100, lines, shipping: 300 }, 300)).toBeNull()
    const amount = { kind: 'amount', value: 500, worst: 500, minimum: 0 } as const
    expect(allotToLines(amount, { total: 900, lines }, 500)).toBeNull()
  })
})

describe('goods that come back', () => {
  it('piece by piece, in any order, give back the whole amount and never more', () => {
    fc.assert(
      fc.property(order, terms, fc.infiniteStream(fc.nat(1_000)), (order, code, draws) => {
        const amount = amountOf(code, order)
        const kept = allotToLines(code, order, amount)?.filter((line) => line.amount > 0) ?? []
        let use: Redemption = { id: 'r', order: 'o', amount, lines: kept, at: 0 }
        const pieces = order.lines.flatMap((line) => Array.from({ length: line.quantity }, () => line))
        let last = 0
        while (pieces.length > 0) {
          const [piece] = pieces.splice(draws.next().value % pieces.length, 1)
          use = withReturned(use, [{ item: piece!.item, price: piece!.price, quantity: 1 }], order.total)
          expect(use.returned ?? 0).toBeGreaterThanOrEqual(last)
          last = use.returned ?? 0
          expect(last).toBeLessThanOrEqual(amount)
        }
        expect(last).toBe(amount)
        // Told again, nothing more comes back.
        expect(withReturned(use, order.lines, order.total).returned ?? 0).toBe(amount)
      }),
      { numRuns: 500 },
    )
  })

  it('of an order without lines give back by their worth', () => {
    const use: Redemption = { id: 'r', order: 'o', amount: 300, at: 0 }
    const half = withReturned(use, [{ item: 'a', price: 500, quantity: 1 }], 1_000)
    expect(half.returned).toBe(150)
    expect(withReturned(half, [{ item: 'b', price: 250, quantity: 1 }], 500).returned).toBe(225)
    expect(withReturned(half, [{ item: 'b', price: 9_000, quantity: 1 }], 500).returned).toBe(300)
  })
})
