// What can be wrong with codes from elsewhere, points and referrals: the line, the column, what was expected.
import { describe, expect, it } from 'vitest'
import { problemsOf, warningsOf } from './sources-of.ts'

type Case = readonly [what: string, text: string, expected: string]

const each = (file: string, cases: readonly Case[]): void => {
  it.each(cases)('%s', (_, text, expected) => {
    const found = problemsOf({ [file]: text })
    expect(found.find((line) => line.includes(expected)) ?? found).toContain(expected)
  })
}

const offer = (codes: string): string => `offers:\n  some: { amount: 100 UAH, valid: 24h, ${codes} }\n`
const shop = (line: string): string => `name: S\ncurrency: UAH\ntime_zone: Europe/Kyiv\n${line}\n`

describe('codes of an offer', () => {
  each('flows/offers.yaml', [
    ['come from nowhere', offer('codes: {}'), 'codes say not where they come from'],
    ['come from two places', offer('codes: { pool: a, shared: AUTUMN26, in_all: 5 }'), 'from two places'],
    ['have a key nobody knows', offer('codes: { poll: partner }'), 'did you mean pool?'],
    ['have a pool that is no name', offer('codes: { pool: Partner }'), 'did you mean partner?'],
    [
      'of a pool have a limit',
      offer('codes: { pool: a, in_all: 5 }'),
      'in_all belongs to a code for everybody',
    ],
    ['for everybody are too short', offer('codes: { shared: AB1, in_all: 5 }'), 'is shorter than 5 symbols'],
    ['for everybody lack a limit', offer('codes: { shared: AUTUMN26 }'), 'lacks in_all'],
    [
      'for everybody have half a use',
      offer('codes: { shared: AUTUMN26, in_all: 0.5 }'),
      'in_all cannot be "0.5"',
    ],
    [
      'for everybody are paid by nobody',
      offer('codes: { shared: AUTUMN26, in_all: 5 }'),
      'nobody knows which campaign pays for the code of some: no flow gives it',
    ],
    [
      'for everybody are paid by a flow that is not there',
      offer('codes: { shared: AUTUMN26, in_all: 5, campaign: nothing_here }'),
      'is to be paid by a flow that is not there: nothing_here',
    ],
    ['are for a first order, perhaps', offer('first_order: maybe'), 'first_order cannot be "maybe"'],
  ])

  it('stand in one offer each', () => {
    const codes = 'codes: { shared: AUTUMN26, in_all: 5 }'
    const text = `${offer(codes)}  other: { amount: 1 UAH, valid: 24h, ${codes.replace('AUTUMN26', 'autumn-26')} }\n`
    expect(problemsOf({ 'flows/offers.yaml': text }).join('\n')).toContain('stands in the offer some already')
  })

  it('without a digit are a word that shoppers say', () => {
    const text = offer('codes: { shared: WELCOME, in_all: 5 }')
    expect(
      [...warningsOf({ 'flows/offers.yaml': text }), ...problemsOf({ 'flows/offers.yaml': text })].join('\n'),
    ).toContain('the code WELCOME has no digit')
  })
})

describe('points and referrals of the shop', () => {
  each('flows/shop.yaml', [
    ['are kept by nobody', shop('points: ours'), '4:9  points are kept by the shop or by rules of ours'],
    ['have no worth', shop('points: { expire: 365d }'), 'points lack worth'],
    ['say nothing of an end', shop('points: { worth: 1 UAH }'), 'expected expire: 365d, or expire: none'],
    [
      'are told after their end',
      shop('points: { worth: 1 UAH, expire: 5d, remind: 6d }'),
      'remind is not within the time of the points',
    ],
    ['have a misspelt key', shop('points: { worht: 1 UAH, expire: none }'), 'did you mean worth?'],
    ['of friends settle never', shop('referral: {}'), 'referral lacks settle'],
  ])
})
