// Every mistake in the kinds and conditions of offers, with its place, and what an offer means once it is read.
import { describe, expect, it } from 'vitest'
import { problemsOf, rulebookOf, warningsOf } from './sources-of.ts'

const GIFTS =
  'gifts:\n  sweets: { title: gifts.sweets, worth: 150 UAH }\n  flowers: { title: gifts.flowers, worth: 400 UAH }\n'
const file = (offer: string, gifts = '') => ({ 'flows/offers.yaml': `${gifts}offers:\n  o: { ${offer} }\n` })
const read = (offer: string, gifts = '') => rulebookOf(file(offer, gifts)).offers.o
const campaign = (more: string, gives: string) =>
  `flow: f\nstart: { on: message }\ncampaign: { budget: 900 UAH, until: none${more} }\nsteps:\n${gives}`

describe('an offer is read', () => {
  it('as a gift out of the catalogue, at worst the dearest', () => {
    expect(read('gift: [sweets, flowers], apology: true, valid: 1d', GIFTS)).toMatchObject({
      ...{ kind: 'gift', value: 0, worst: 40_000, apology: true },
      gifts: [{ name: 'sweets', title: 'gifts.sweets', worth: 15_000 }, { name: 'flowers' }],
    })
  })
  it('as a bonus of money or of points', () => {
    expect(read('bonus: 100 UAH, valid: 30d')).toMatchObject({
      kind: 'amount',
      value: 10_000,
      worst: 10_000,
      bonus: true,
    })
    expect(read('bonus: 50 points, worth: 40 UAH, valid: 30d')).toMatchObject({
      ...{ kind: 'points', value: 50, worst: 4_000, bonus: true },
    })
  })
  it('with all its conditions', () => {
    const all =
      'amount: 5 UAH, on: { categories: [shoes], words: gifts.sweets }, with: { count: 3 }, not_on_sale: yes, ' +
      'first_order: true, days: [mon-wed, sat], hours: 10:00-18:00, uses: 3, until: 2026-12-31, stacks: true, ' +
      'region: Kyiv, channel: [web, telegram]'
    expect(read(all)).toMatchObject({
      ...{ on: 'goods', goods: { categories: ['shoes'], words: 'gifts.sweets' }, with: { count: 3 } },
      ...{
        not_on_sale: true,
        first_order: true,
        days: ['mon', 'tue', 'wed', 'sat'],
        hours: { from: 600, to: 1080 },
      },
      ...{
        uses: 3,
        until: Date.UTC(2026, 11, 31, 22),
        stacks: true,
        region: ['Kyiv'],
        channel: ['web', 'telegram'],
      },
    })
  })
})

describe('a sum out of the shop’s facts', () => {
  it('stands for a minimum, too', () => {
    expect(read('amount: 50 UAH, minimum: shop.free_delivery_from, valid: 3d')?.minimum).toBe(150_000)
    expect(read('amount: 50 UAH, minimum: 0 UAH, valid: 3d')?.minimum).toBe(0)
  })
  it.each([
    ['minimum: shop.free_delivry_from', '2:33  shop has no "free_delivry_from"', 'shop.free_delivery_from?'],
    ['minimum: shop.instalments', '2:33  shop.instalments is no sum', 'a fact of the shop that is a sum'],
  ])('%s is told with its place', (condition, where, how) => {
    const [problem] = problemsOf(file(`amount: 50 UAH, ${condition}, valid: 3d`))
    expect(problem).toContain(where)
    expect(problem).toContain(how)
  })
})

describe('a mistake in an offer', () => {
  it.each([
    ['gift: roses, valid: 1d', '5:14  there is no gift "roses"'],
    ['gift: [sweet], valid: 1d', '5:15  there is no gift "sweet" (did you mean sweets?)'],
    ['gift: sweets, worth: 5 UAH, valid: 1d', '5:22  an offer of gift has no worth'],
    ['bonus: 50 points, valid: 1d', '5:3  offer o lacks worth'],
    ['bonus: 50 UAH, valid: 1d, uses: 2', 'a bonus is for the next order, and for no further one'],
    ['amount: 5 UAH, valid: 1d, on: {}', 'on names no goods'],
    [
      'amount: 5 UAH, valid: 1d, on: { item: [a] }',
      'unknown key "item" in on (expected items, categories, words; did you mean items?)',
    ],
    [
      'amount: 5 UAH, valid: 1d, with: { words: gifts.sweets }',
      'with asks for nothing (expected items, categories or count)',
    ],
    ['amount: 5 UAH, valid: 1d, with: { count: 0 }', 'count cannot be "0"'],
    [
      'amount: 5 UAH, valid: 1d, on: { categories: [a], words: gifts.sweet }',
      'the text gifts.sweet is missing in locales/en.yaml (did you mean gifts.sweets?)',
    ],
    [
      'amount: 5 UAH, valid: 1d, days: mon-fry',
      'there are no days "mon-fry" (expected days such as mon-fri or sat, or a list of these; did you mean fri?)',
    ],
    ['amount: 5 UAH, valid: 1d, hours: 18:00-10:00', 'these hours end before they begin'],
    ['amount: 5 UAH, valid: 1d, uses: many', 'uses cannot be "many"'],
    [
      'amount: 5 UAH, valid: 1d, first_ordr: true',
      'unknown key "first_ordr" in offer o (did you mean first_order?)',
    ],
    ['amount: 5 UAH, until: 31.12.2026', 'until cannot be "31.12.2026"'],
    ['amount: 5 UAH, valid: 1d, stacks: maybe', 'stacks cannot be "maybe"'],
  ])('%s', (offer, expected) => {
    const found = problemsOf(file(offer, GIFTS))
    expect(found.find((line) => line.includes(expected)) ?? found).toContain(expected)
  })

  it('in the catalogue of gifts is told with its place', () => {
    expect(problemsOf(file('gift: tea, valid: 1d', 'gifts:\n  tea: { title: gifts.tea }\n'))).toEqual([
      'flows/offers.yaml:2:3  gift tea lacks worth (expected worth: 150 UAH)',
      expect.stringContaining('the text gifts.tea is missing in locales/en.yaml'),
    ])
  })

  it('of ids that shoppers would read is warned of', () => {
    expect(warningsOf(file('amount: 5 UAH, valid: 1d, on: { items: [a-100] }'))[0]).toContain(
      'shoppers would read the ids of these items in on (expected words: and the key of a text that names them)',
    )
  })
})

describe('the policy of the shop', () => {
  const shop = {
    'flows/shop.yaml': 'name: T\ncurrency: UAH\ntime_zone: Europe/Kyiv\noffers: { condition: required }\n',
  }
  it('is not held against a minimum that could not be read', () => {
    const found = problemsOf({ ...shop, ...file('percent: 10, up_to: 50 UAH, minimum: 800, valid: 1d') })
    expect(found).toEqual([expect.stringContaining('minimum has no currency')])
  })
  it('asks every discount for a condition, with its place', () => {
    expect(problemsOf({ ...shop, ...file('percent: 10, up_to: 50 UAH, valid: 1d') })).toContainEqual(
      expect.stringContaining('flows/offers.yaml:2:3  offer o takes something off without a condition'),
    )
  })
  it.each([
    'minimum: 1 UAH',
    'on: saved_items',
    'with: { count: 2 }',
    'first_order: true',
    'days: sat',
    'not_on_sale: true',
  ])('is content with %s', (condition) => {
    expect(problemsOf({ ...shop, ...file(`percent: 10, up_to: 50 UAH, valid: 1d, ${condition}`) })).toEqual(
      [],
    )
  })
  it.each(['shipping: free, worth: 5 UAH', 'points: 5, worth: 5 UAH', 'bonus: 5 UAH'])(
    'leaves %s alone',
    (kind) => {
      expect(problemsOf({ ...shop, ...file(`${kind}, valid: 1d`) })).toEqual([])
    },
  )
  it('is none where the shop does not say so', () => {
    expect(problemsOf(file('percent: 10, up_to: 50 UAH, valid: 1d'))).toEqual([])
  })
})

describe('what is left to the machine', () => {
  const approve = (text: string) =>
    rulebookOf({ ...file('amount: 5 UAH, valid: 1d'), 'flows/f.yaml': campaign(text, '  - give: o') })
      .flows[0]?.campaign.approve
  it('is always, never, or above a sum', () => {
    expect([approve(', approve: always'), approve(', approve: never'), approve('')]).toEqual([
      'always',
      undefined,
      undefined,
    ])
    expect(approve(', approve: above 500 UAH')).toEqual({ above: 50_000 })
  })
  it.each([
    [
      ', approve: sometimes',
      'approve cannot be "sometimes" (expected always, never, or above and a sum, such as above 500 UAH)',
    ],
    [', approve: above 5 EUR', "approve is in EUR, but the shop's currency is UAH"],
  ])('%s', (text, expected) => {
    const found = problemsOf({
      ...file('amount: 5 UAH, valid: 1d'),
      'flows/f.yaml': campaign(text, '  - give: o'),
    })
    expect(found.join('\n')).toContain(expected)
  })
})

describe('a campaign that gives an apology', () => {
  const offers = {
    'flows/offers.yaml': `${GIFTS}offers:\n  sorry: { gift: sweets, apology: true, valid: 1d }\n  o: { amount: 5 UAH, valid: 1d }\n`,
  }
  it('gives nothing else', () => {
    expect(
      problemsOf({ ...offers, 'flows/f.yaml': campaign('', '  - give: sorry\n  - give: o') }).join('\n'),
    ).toContain('flows/f.yaml:3:11  a campaign that gives the apology sorry gives nothing else: o')
  })
  it('always wants an agent', () => {
    expect(
      rulebookOf({ ...offers, 'flows/f.yaml': campaign('', '  - give: sorry') }).flows[0]?.campaign,
    ).toMatchObject({
      ...{ approve: 'always', apology: true },
    })
    expect(
      problemsOf({ ...offers, 'flows/f.yaml': campaign(', approve: never', '  - give: sorry') }).join('\n'),
    ).toContain('an apology is always given by an agent')
  })
})
