// Durations, sums, dates and names as authors write them.
import { describe, expect, it } from 'vitest'
import { distance } from '../../src/core/edit-distance.ts'
import { toDuration } from '../../src/rulebook/durations.ts'
import { nearest } from '../../src/rulebook/nearest.ts'
import { rulebookOf } from './sources-of.ts'

const HOUR = 3_600_000

describe('a duration', () => {
  it.each([
    ['45m', HOUR * 0.75],
    ['12h', 12 * HOUR],
    ['7d', 168 * HOUR],
    ['2w', 336 * HOUR],
    ['1h 30m', 1.5 * HOUR],
    ['1h30m', 1.5 * HOUR],
    ['1.5s', 1500],
    ['500ms', 500],
  ])('%s', (text, ms) => expect(toDuration(text)).toBe(ms))

  it.each(['', '0m', '5', '-5m', '5 m', 'm5', '5mo', '1e3s', '99999d', '5m x', 'm', '5mm'])(
    'is not %j',
    (text) => {
      expect(toDuration(text)).toBeNull()
    },
  )
})

describe('the nearest name', () => {
  it('is found through slips, swaps and missing letters', () => {
    expect(nearest('free_shiping', ['free_shipping', 'fixed_500'])).toBe('free_shipping')
    expect(nearest('hwen', ['when', 'then'])).toBe('when')
    expect(nearest('Cart', ['cart', 'card'])).toBe('cart')
    expect(nearest('elephant', ['when', 'then'])).toBeUndefined()
    expect(nearest('x'.repeat(10_000), ['when'])).toBeUndefined()
    expect(distance('abcd', 'acbd')).toBe(1)
  })
})

describe('a shop in', () => {
  const shop = (currency: string, zone: string, sum: string, until: string) =>
    rulebookOf({
      'flows/shop.yaml': `name: S\ncurrency: ${currency}\ntime_zone: ${zone}\nlanguages: [en]\nfacts: { delivery_cost: ${sum}, free_delivery_from: ${sum} }\n`,
      'flows/offers.yaml': `offers:\n  o: { shipping: free, worth: shop.delivery_cost, minimum: ${sum}, valid: 1d }\n`,
      'flows/f.yaml': `flow: f\nstart: { on: date, date: ${until} }\ncampaign: { budget: none, until: ${until} }\nsteps: [{ give: o, else: end }]\n`,
    })

  it.each([
    ['UAH', '99.90 UAH', 9990, '99.9 UAH'],
    ['JPY', '9990 JPY', 9990, '9990 JPY'],
    ['KWD', '9.990 KWD', 9990, '9.99 KWD'],
  ])('%s counts in its own minor units', (currency, sum, minor, _kept) => {
    const { offers, shop: read } = shop(currency, 'UTC', sum, '2027-01-31')
    expect(offers.o).toMatchObject({ worst: minor, minimum: minor, kind: 'shipping', value: 0 })
    expect(String(read.facts.delivery_cost)).toMatch(new RegExp(`^[0-9.]+ ${currency}$`))
  })

  it.each([
    ['Europe/Kyiv', '2027-01-31', Date.UTC(2027, 0, 30, 22), Date.UTC(2027, 0, 31, 22)],
    ['Europe/Kyiv', '2027-03-28', Date.UTC(2027, 2, 27, 22), Date.UTC(2027, 2, 28, 21)],
    ['America/New_York', '2026-11-01', Date.UTC(2026, 10, 1, 4), Date.UTC(2026, 10, 2, 5)],
    ['UTC', '2027-01-31 18:30', Date.UTC(2027, 0, 31, 18, 30), Date.UTC(2027, 0, 31, 18, 30)],
  ])('%s begins and ends %s in its own time', (zone, day, begins, ends) => {
    const [flow] = shop('UAH', zone, '5 UAH', day).flows
    expect(flow!.start.date).toBe(begins)
    expect(flow!.campaign.until).toBe(ends)
  })
})

describe('what an author leaves out', () => {
  it('has a default', () => {
    const { shop, flows, offers } = rulebookOf({
      'flows/shop.yaml': 'name: S\ncurrency: UAH\ntime_zone: UTC\nfacts: { free_delivery_from: 5 UAH }\n',
      'flows/f.yaml': 'flow: f\nstart: { on: message }\nsteps: [{ say: bot.thanks }]\n',
      'flows/offers.yaml': 'offers: { o: { amount: 5 UAH, valid: 1d } }\n',
    })
    expect(shop).toMatchObject({
      code_prefix: 'WB',
      large_order: null,
      pieces_within: 1500,
      settle_within: 168 * HOUR,
    })
    expect(shop.contact).toEqual({ count: 3, within: 168 * HOUR })
    expect(offers.o).toMatchObject({ minimum: 0, remind: null, on: null, worst: 500 })
    expect(flows[0]).toMatchObject({ about: '', priority: 0, goal: null })
    expect(flows[0]!.start).toMatchObject({
      after: 0,
      when: null,
      at_most: null,
      segment: null,
      date: null,
      before: 0,
    })
  })

  it('of a campaign that gives nothing is no money: what began under older steps must not pay', () => {
    const { flows } = rulebookOf({
      'flows/f.yaml': 'flow: f\nstart: { on: message }\nsteps: [{ say: bot.thanks }]\n',
    })
    expect(flows[0]!.campaign).toEqual({ budget: 0, holdout: 0, until: null, paused: false })
  })
})
