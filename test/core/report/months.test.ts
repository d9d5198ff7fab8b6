import { describe, expect, test } from 'vitest'
import type { Enrolment } from '../../../src/core/enrolment/enrolment.ts'
import { reportOf } from './rows.ts'

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

/** Rows of one shopper come together. */
const monthsOf = (all: readonly Enrolment[], time_zone: string) =>
  reportOf(
    all.toSorted((a, b) => (a.shopper < b.shopper ? -1 : 1)),
    {},
    { time_zone, now: NOW },
  )

describe('the share of shoppers who say "price"', () => {
  test('is told month by month, by the clock of the shop, each shopper once a month', () => {
    const one = rows(Date.UTC(2026, 0, 31, 23), 1, 0)
    expect(monthsOf([...one, ...one], 'Europe/Kyiv').months).toEqual([
      { month: '2026-02', enrolled: 2, orders: 0, with_code: 0, told: 1, price: 1 },
    ])
  })

  test('a rise that is more than chance is flagged, a small one and a fall are not', () => {
    const before = [1, 2, 3].flatMap((n) => rows(month(n), 30, 70))
    const rise = (price: number) =>
      monthsOf([...before, ...rows(month(4), price, 100 - price)], 'UTC').price_rise
    expect(rise(45)).toMatchObject({ before: 0.3, now: 0.45, significant: true })
    expect(rise(33)).toMatchObject({ significant: false })
    expect(rise(10)).toMatchObject({ significant: false })
  })

  test('a month that is not over, and too few shoppers, say nothing yet', () => {
    const before = rows(month(4), 30, 70)
    expect(monthsOf([...before, ...rows(month(5), 90, 10)], 'UTC').price_rise).toBeNull()
    expect(monthsOf([...before, ...rows(month(3), 5, 5)], 'UTC').price_rise).toBeNull()
    expect(monthsOf([], 'UTC')).toMatchObject({ months: [], price_rise: null })
  })
})

test('orders with a code are told month by month', () => {
  const [one, two] = [rows(month(1), 0, 40), rows(month(2), 0, 40)]
  const bought = (all: readonly Enrolment[], codes: number) =>
    all.map((row, n) => (n < 20 ? { ...row, orders: 1, revenue: 100, with_code: n < codes ? 1 : 0 } : row))
  const { months } = monthsOf([...bought(one, 5), ...bought(two, 10)], 'UTC')
  expect(months.map(({ month, orders, with_code }) => [month, orders, with_code])).toEqual([
    ['2026-02', 20, 5],
    ['2026-03', 20, 10],
  ])
})
