// What a report says of rows: who is compared with whom, what is left out, what is not known yet.
import { describe, expect, it } from 'vitest'
import type { Enrolment } from '../../../src/core/enrolment/enrolment.ts'
import { DAY, NOW, reportOf, rowOf } from './rows.ts'

const many = (count: number, name: string, more: (i: number) => Partial<Enrolment>): readonly Enrolment[] =>
  Array.from({ length: count }, (_, i) => rowOf(`${name}${i}`, more(i)))
const bought = (revenue: number): Partial<Enrolment> => ({ orders: 1, revenue })
const only = (rows: readonly Enrolment[], ground = {}) =>
  reportOf(rows, { campaign: 'cart' }, ground).campaigns[0]!
const code = (state: 'issued' | 'redeemed', amount = 0, more = {}): Enrolment['codes'][number] => ({
  ...{ id: 'x.abcdefghij', offer: 'percent_15', state, issued: NOW, amount, ...more },
})

describe('what is won', () => {
  it('is what the treated brought beyond the holdout, however many codes were used', () => {
    // Half of both arms buy: 200 orders came with a code, and none was won.
    const same = only([
      ...many(400, 'a', (i) =>
        i % 2 ? { ...bought(10_000), with_code: 1, codes: [code('redeemed', 1000)] } : {},
      ),
      ...many(400, 'h', (i) => ({ arm: 'holdout', ...(i % 2 && bought(10_000)) })),
    ])
    expect(same.figures.with_code).toBe(200)
    expect(same.effect.conversion.verdict).toEqual({ known: false, why: 'contains_zero' })
    expect(same.effect.won).toEqual({ shoppers: null, revenue: null, margin: null })
    expect(same.returns).toMatchObject({ verdict: 'not_yet_known', why: 'contains_zero', costs: 200_000 })
  })

  it('is told with both units, and pays or does not', () => {
    const rows = (amount: number) => [
      ...many(400, 'a', (i) => (i % 4 ? { ...bought(10_000), codes: [code('redeemed', amount)] } : {})),
      ...many(400, 'h', (i) => ({ arm: 'holdout', ...(i % 4 === 0 && bought(10_000)) })),
    ]
    const { effect, returns } = only(rows(1000))
    expect(effect.conversion.points).toMatchObject({ unit: 'percentage_points', estimate: 50 })
    expect(effect.conversion.percent).toMatchObject({ unit: 'percent' })
    expect(effect.conversion.percent?.estimate).toBeCloseTo(200, 8)
    expect(effect.won.shoppers?.estimate).toBeCloseTo(200, 8)
    expect(effect.won.revenue?.estimate).toBeCloseTo(2_000_000, 4)
    // 2,000,000 won for 300,000 of codes, in revenue since the cost of goods is not known.
    expect(returns).toMatchObject({ basis: 'revenue', costs: 300_000, verdict: 'earns' })
    expect(returns.percent?.estimate).toBeCloseTo(((2_000_000 - 300_000) / 300_000) * 100, 6)
    expect(effect.margin.verdict).toEqual({ known: false, why: 'costs_of_goods' })
    expect(only(rows(9000)).returns.verdict).toBe('loses')
  })

  it('loses for certain where even the most that it may have brought does not pay for it', () => {
    const { effect, returns } = only([
      ...many(400, 'a', (i) => (i % 2 ? { ...bought(10_000), codes: [code('redeemed', 9000)] } : {})),
      ...many(400, 'h', (i) => ({ arm: 'holdout', ...(i % 2 && bought(10_000)) })),
    ])
    expect(effect.revenue.verdict.known).toBe(false)
    expect(returns.verdict).toBe('loses')
  })

  it('is judged in margin where the cost of goods is known', () => {
    const costed = { revenue: 10_000, cost: 6000 }
    const { effect, returns } = only([
      ...many(300, 'a', (i) => (i % 3 ? { ...bought(10_000), costed, codes: [code('redeemed', 500)] } : {})),
      ...many(300, 'h', (i) => ({ arm: 'holdout', ...(i % 3 === 0 && { ...bought(10_000), costed }) })),
    ])
    expect(effect.margin.difference?.estimate).toBeCloseTo(4000 / 3, 6)
    expect(returns.basis).toBe('margin')
  })

  it('is not known without a holdout, or of too few', () => {
    const treated = many(100, 'a', () => bought(1000))
    expect(only(treated).effect.conversion.verdict).toEqual({ known: false, why: 'no_holdout' })
    const few = [...treated, ...many(10, 'h', () => ({ arm: 'holdout' }))]
    expect(only(few).effect.conversion.verdict).toEqual({ known: false, why: 'too_few' })
  })
})

describe('who is compared', () => {
  it('shoppers, not enrolments: who was enrolled five times is one', () => {
    const rows = Array.from({ length: 5 }, (_, i) =>
      rowOf('a', { id: `a:cart:${i}`, at: NOW - i * DAY, ...bought(100) }),
    )
    expect(only(rows)).toMatchObject({
      figures: { enrolled: 5, orders: 5 },
      effect: { treated: { shoppers: 1, converted: 1, orders: 5, revenue: 500 } },
    })
  })

  it('not those of both arms, and not those whom an agent began with: they are counted', () => {
    const found = only([
      rowOf('m', { arm: 'mixed', ...bought(100) }),
      rowOf('n', { id: 'n:cart:1', arm: 'offer' }),
      rowOf('n', { id: 'n:cart:2', arm: 'holdout' }),
      rowOf('b', { by_hand: true, arm: 'holdout' }),
      rowOf('o'),
    ])
    expect(found.effect.treated.shoppers + found.effect.holdout.shoppers).toBe(1)
    expect(found).toMatchObject({ mixed: 2, figures: { enrolled: 5, by_hand: 1, mixed: 1 } })
  })

  it('of the whole shop: its own holdout, and each order once', () => {
    const row = (shopper: string, campaign: string, more: Partial<Enrolment>) =>
      rowOf(shopper, { campaign, id: `${shopper}:${campaign}:1`, ...more })
    const own = { orders: 1, revenue: 700 }
    const { shop } = reportOf([
      row('a', 'cart', { ...bought(700), own }),
      row('a', 'other', bought(700)),
      row('h', 'cart', { arm: 'holdout', shop_holdout: true }),
      row('k', 'cart', { arm: 'holdout' }),
    ])
    expect(shop.effect.treated).toMatchObject({ shoppers: 2, orders: 1, revenue: 700 })
    expect(shop.effect.holdout.shoppers).toBe(1)
  })

  it('within groups that were known before anything was said; a reason is known of the treated only', () => {
    const rows = [
      ...many(60, 'a', (i) => ({
        device: i % 2 ? 'phone' : 'computer',
        reason: 'price',
        ...(i % 3 && bought(100)),
      })),
      ...many(60, 'h', (i) => ({
        arm: 'holdout',
        device: i % 2 ? 'phone' : 'computer',
        ...(i % 9 === 0 && bought(100)),
      })),
    ]
    const of = (by: 'device' | 'reason') => reportOf(rows, { campaign: 'cart', by }).breakdown!
    const device = of('device')
    expect(device.groups.map(({ value }) => value)).toEqual(['computer', 'phone'])
    expect(device.groups[0]?.effect?.holdout.shoppers).toBe(30)
    expect(device).toMatchObject({ compared: 2, by_chance: 0.1, incomparable: null })
    expect(of('reason')).toMatchObject({ incomparable: 'known_of_treated_only', compared: 0 })
    expect(of('reason').groups.every(({ effect }) => effect === null)).toBe(true)
    expect(reportOf(rows, { by: 'device' }).breakdown?.incomparable).toBe('choose_a_campaign')
  })
})

describe('what happened', () => {
  it('is counted along the way, and who stayed away for ninety days after coming back is lost again', () => {
    const back = NOW - 95 * DAY
    const found = only([
      rowOf('a', {
        ...{ at: NOW - 100 * DAY, sign: 'cart_abandoned', talked: true, offered: 1, back },
        codes: [code('redeemed', 1000, { redeemed: back })],
      }),
      rowOf('b', { at: NOW - 100 * DAY, sign: 'exit_intent', back, last_order: NOW - 5 * DAY }),
      rowOf('c', { at: NOW - DAY, sign: 'order_completed' }),
    ])
    expect(found.figures).toMatchObject({
      ...{
        enrolled: 3,
        hesitated: 2,
        talked: 1,
        offered: 1,
        issued: 1,
        redeemed: 1,
        came_back: 2,
        lost_again: 1,
      },
      open: 1,
    })
  })

  it('costs what codes, gifts and messages cost; an apology is apart, and points cost what they are worth', () => {
    const { figures, ratios } = only([
      rowOf('a', {
        codes: [
          code('redeemed', 300),
          code('redeemed', 0, { kind: 'points', cost: 5000 }),
          code('redeemed', 700, { kind: 'gift' }),
          code('redeemed', 900, { apology: true }),
        ],
        messages: { sms: 3, web: 9 },
      }),
    ])
    expect(figures.costs).toEqual({ codes: 5300, gifts: 700, messages: 150, apologies: 900 })
    expect(ratios.costs).toBe(6150)
    expect(figures.codes).toMatchObject({ issued: 3, redeemed: 3, apologies: 1 })
  })

  it('hours, days and months are those of the shop, also where its clock goes back', () => {
    // 25 October 2026, 3:30 comes twice in Kyiv.
    const rows = [
      Date.UTC(2026, 9, 25, 0, 30),
      Date.UTC(2026, 9, 25, 1, 30),
      Date.UTC(2026, 9, 24, 21, 5),
    ].map((at, i) => rowOf(`s${i}`, { at }))
    const of = (by: 'hour' | 'day' | 'month') =>
      reportOf(rows, { campaign: 'cart', by }).breakdown!.groups.map(({ value, figures }) => [
        value,
        figures.enrolled,
      ])
    expect(of('hour')).toEqual([
      ['00', 1],
      ['03', 2],
    ])
    expect(of('day')).toEqual([['2026-10-25', 3]])
    expect(of('month')).toEqual([['2026-10', 3]])
    rows.push(rowOf('s9', { at: Date.UTC(2026, 10, 1) - 1 }), rowOf('s8', { at: Date.UTC(2026, 9, 31, 22) }))
    expect(of('month')).toEqual([
      ['2026-10', 3],
      ['2026-11', 2],
    ])
  })

  it('codes are told by a part of their id that names neither code nor shopper', () => {
    const { codes } = reportOf([rowOf('s_shopper', { codes: [code('issued')] })], { by: 'code' })
    expect(codes?.lines[0]?.code).toBe('…efghij')
    expect(JSON.stringify(codes)).not.toContain('x.abcdef')
  })

  it('takes no more memory for many groups: what is beyond is counted, not shown', () => {
    const rows = many(1000, 's', (i) => ({ region: `r${i}` }))
    const { breakdown } = reportOf(rows, { campaign: 'cart', by: 'region' })
    expect(breakdown).toMatchObject({ left_out: 600 })
    expect(breakdown?.groups).toHaveLength(400)
  })
})
