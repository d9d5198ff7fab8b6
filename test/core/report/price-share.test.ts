import { describe, expect, test } from 'vitest'
import type { Enrolment } from '../../../src/core/enrolment.ts'
import { priceShare } from '../../../src/core/report/price-share.ts'

const month = (n: number) => Date.UTC(2026, n, 10)
let shoppers = 0
const rows = (at: number, price: number, others: number): Enrolment[] =>
  Array.from({ length: price + others }, (_, n) => ({
    id: `e${shoppers}`,
    shopper: `s${shoppers++}`,
    campaign: 'cart',
    arm: 'offer',
    at,
    reason: n < price ? 'price' : 'fit',
    segments: [],
    talked: true,
    offered: 0,
    escalated: false,
    codes: [],
    orders: 0,
    revenue: 0,
  }))
const NOW = Date.UTC(2026, 5, 20)

describe('the share of shoppers who say "price"', () => {
  test('is told month by month, by the clock of the shop, each shopper once a month', () => {
    const one = rows(Date.UTC(2026, 0, 31, 23), 1, 0)
    expect(priceShare([...one, ...one], 'Europe/Kyiv', NOW).months).toEqual([
      { month: '2026-02', told: 1, price: 1 },
    ])
  })

  test('a rise that is more than chance is flagged, a small one and a fall are not', () => {
    const before = [1, 2, 3].flatMap((n) => rows(month(n), 30, 70))
    const rise = (price: number) =>
      priceShare([...before, ...rows(month(4), price, 100 - price)], 'UTC', NOW).rise
    expect(rise(45)).toMatchObject({ before: 0.3, now: 0.45, significant: true })
    expect(rise(33)).toMatchObject({ significant: false })
    expect(rise(10)).toMatchObject({ significant: false })
  })

  test('a month that is not over, and too few shoppers, say nothing yet', () => {
    const before = rows(month(4), 30, 70)
    expect(priceShare([...before, ...rows(month(5), 90, 10)], 'UTC', NOW).rise).toBeNull()
    expect(priceShare([...before, ...rows(month(3), 5, 5)], 'UTC', NOW).rise).toBeNull()
    expect(priceShare([], 'UTC', NOW)).toEqual({ months: [], rise: null })
  })
})
