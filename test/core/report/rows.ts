// Rows made up for tests of reports, and the ground they stand on.
import type { Enrolment } from '../../../src/core/enrolment/enrolment.ts'
import type { Report, ReportGround, ReportQuery } from '../../../src/core/report/report.ts'
import { createScan } from '../../../src/core/report/scan.ts'

export const DAY = 86_400_000
export const NOW = Date.UTC(2026, 10, 22, 12)

export const GROUND: ReportGround = {
  ...{
    currency: 'UAH',
    time_zone: 'Europe/Kyiv',
    now: NOW,
    lost_after: 90 * DAY,
    message_costs: { sms: 50 },
  },
  flows: [{ name: 'cart', about: '', goal: 7 * DAY, budget: 100_000, paused: false }],
  budgets: [{ budget: 'cart', reserved: 100, spent: 50 }],
}

export const rowOf = (shopper: string, more: Partial<Enrolment> = {}): Enrolment => ({
  ...{ id: `${shopper}:cart:1`, shopper, campaign: 'cart', arm: 'offer', at: NOW - 30 * DAY, segments: [] },
  ...{ talked: false, offered: 0, escalated: false, codes: [], orders: 0, revenue: 0, within: 7 * DAY },
  ...more,
})

export const reportOf = (
  rows: Iterable<Enrolment>,
  query: ReportQuery = {},
  ground: Partial<ReportGround> = {},
): Report => {
  const scan = createScan(query, { ...GROUND, ...ground })
  for (const row of rows) scan.add(row)
  return scan.end()
}

/** The same numbers for the same seed: mulberry32. */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
