// The weekly digest: what it says of a week, and which week it is about.
import { describe, expect, it } from 'vitest'
import { digestText } from '../../../src/browser/board/digest-text.ts'
import { numbersOf, sayIn, TABLES } from '../../../src/browser/board/figures-text.ts'
import type { Enrolment } from '../../../src/core/enrolment/enrolment.ts'
import { digestLines } from '../../../src/core/report/digest.ts'
import { lastWeek, weekBefore } from '../../../src/core/report/week.ts'
import { DAY, GROUND, NOW, reportOf, rowOf } from './rows.ts'

const week = { from: NOW - 7 * DAY, to: NOW }
const before = { from: NOW - 14 * DAY, to: NOW - 7 * DAY }
const linesOf = (rows: readonly Enrolment[], ground = {}) =>
  digestLines(reportOf(rows, week, ground), reportOf(rows, before, ground), reportOf(rows, {}, ground))
const says = (rows: readonly Enrolment[], ground = {}) =>
  linesOf(rows, ground).map(({ part, says }) => `${part} ${says}`)
const code = (state: 'issued' | 'redeemed', amount = 0): Enrolment['codes'][number] => ({
  ...{ id: 'x.abcdef', offer: 'p', state, issued: NOW, amount },
})
const people = (bought: (i: number) => boolean, held: (i: number) => boolean, cost: number) => [
  ...Array.from({ length: 200 }, (_, i) =>
    rowOf(`a${i}`, {
      at: NOW - DAY,
      ...(bought(i) && { orders: 1, revenue: 10_000, codes: [code('redeemed', cost)] }),
    }),
  ),
  ...Array.from({ length: 200 }, (_, i) =>
    rowOf(`h${i}`, { at: NOW - DAY, arm: 'holdout', ...(held(i) && { orders: 1, revenue: 10_000 }) }),
  ),
]

describe('the digest says', () => {
  it('what earned, only where the holdout shows it', () => {
    expect(
      says(
        people(
          (i) => i % 2 === 0,
          (i) => i % 10 === 0,
          500,
        ),
      ),
    ).toEqual(['earned d_earned', 'look d_week'])
    expect(
      says(
        people(
          (i) => i % 2 === 0,
          (i) => i % 2 === 0,
          500,
        ),
      ),
    ).toEqual(['look d_week', 'look d_waits'])
  })

  it('what lost, also where the effect is not known but nothing could pay for it', () => {
    expect(
      says(
        people(
          (i) => i % 2 === 0,
          (i) => i % 2 === 0,
          9900,
        ),
      )[0],
    ).toBe('lost d_lost')
    expect(
      says(
        people(
          (i) => i % 10 === 0,
          (i) => i % 2 === 0,
          10,
        ),
      ),
    ).toContain('lost d_harms')
  })

  it('what to look at: no holdout, codes that nobody uses, a budget that runs out, a pause', () => {
    const rows = Array.from({ length: 30 }, (_, i) =>
      rowOf(`s${i}`, { at: NOW - DAY, offered: 1, codes: [code('issued')] }),
    )
    expect(says(rows)).toContain('look d_unused')
    expect(says([rowOf('s', { at: NOW - DAY, codes: [code('redeemed', 100)] })])).toContain(
      'look d_no_holdout',
    )
    const spent = { budgets: [{ budget: 'cart', reserved: 50_000, spent: 40_000 }] }
    expect(says(rows, spent)).toContain('look d_budget')
    const paused = { flows: [{ ...GROUND.flows[0]!, paused: true }] }
    expect(says(rows, paused)).toContain('look d_paused')
  })

  it('that a week was quiet; and nothing before there was anything', () => {
    expect(says([rowOf('old')])).toEqual(['look d_quiet'])
    expect(says([])).toEqual([])
  })

  it('all of it in every language, with no gap in a sentence', () => {
    const lines = [
      ...linesOf(
        people(
          (i) => i % 2 === 0,
          (i) => i % 10 === 0,
          500,
        ),
      ),
      ...linesOf(
        people(
          (i) => i % 2 === 0,
          (i) => i % 2 === 0,
          9900,
        ),
      ),
      ...linesOf(
        people(
          (i) => i % 10 === 0,
          (i) => i % 2 === 0,
          10,
        ),
      ),
    ]
    for (const lang of Object.keys(TABLES) as (keyof typeof TABLES)[]) {
      const number = numbersOf(lang, 'UAH', 2, 'Europe/Kyiv')
      for (const line of lines) expect(digestText(line, sayIn(lang), number)).toMatch(/^[^{}]+$/)
    }
  })
})

describe('the week', () => {
  const zone = 'Europe/Kyiv'
  it('is the last one that is over, from Monday 8:00 on', () => {
    // Monday 23 November 2026, 7:59 and 8:00 in Kyiv.
    expect(lastWeek(Date.UTC(2026, 10, 23, 5, 59), zone).name).toBe('2026-11-09')
    expect(lastWeek(Date.UTC(2026, 10, 23, 6, 0), zone).name).toBe('2026-11-16')
    expect(lastWeek(Date.UTC(2026, 10, 29, 20, 0), zone).name).toBe('2026-11-16')
  })

  it('has an hour more where the clock goes back', () => {
    const found = lastWeek(Date.UTC(2026, 9, 28), zone)
    expect(found.name).toBe('2026-10-19')
    expect(found.to - found.from).toBe(7 * DAY + 3_600_000)
    expect(weekBefore(found, zone)).toEqual({ from: found.from - 7 * DAY, to: found.from })
  })
})

describe('the digest tells', () => {
  it('what steering did in that week, and that more name the price than before, in every language', () => {
    const told = (month: number, price: number) =>
      Array.from({ length: 100 }, (_, n) =>
        rowOf(`m${month}n${n}`, { at: Date.UTC(2026, month, 5), reason: n < price ? 'price' : 'fit' }),
      )
    const all = reportOf([...told(7, 20), ...told(8, 20), ...told(9, 60)])
    const doings = [
      { at: NOW, did: 'paused', campaign: 'cart' },
      { at: NOW, did: 'moved', campaign: 'cart', to: 'thanks', amount: 5000 },
      { at: NOW, did: 'resumed', campaign: 'cart' },
      { at: NOW, did: 'gave_back', campaign: 'cart', to: 'thanks', amount: 100 },
    ] as const
    const lines = digestLines(all, all, all, doings)
    const wanted = ['d_did_paused', 'd_did_moved', 'd_did_resumed', 'd_did_gave_back', 'd_price_rise']
    expect(lines.map(({ says }) => says)).toEqual(expect.arrayContaining(wanted))
    for (const lang of Object.keys(TABLES) as (keyof typeof TABLES)[]) {
      const say = sayIn(lang)
      const number = numbersOf(lang, 'UAH', 2, 'Europe/Kyiv', say)
      for (const line of lines) expect(digestText(line, say, number)).not.toMatch(/[{}]|undefined|NaN/)
    }
  })
})
