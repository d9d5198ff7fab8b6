// What /openapi.json says of the reports: their shape, with the unit of every difference.
import { z } from 'zod'
import type { About } from './about.ts'
import { reportQuery } from './report-query.ts'

const sum = z.string().describe('An exact decimal in major units of `currency`')
const interval = (unit: z.ZodType) =>
  z
    .object({ unit, estimate: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .describe('With its 95% interval; null: nothing to compare')
const verdict = z
  .object({
    known: z.boolean(),
    why: z.enum(['no_holdout', 'too_few', 'contains_zero', 'costs_of_goods']).optional(),
  })
  .describe('Where `known` is false, say "not yet known"')
const points = interval(z.literal('percentage_points'))
const percent = interval(z.literal('percent'))
const money = interval(z.string().describe('The currency, major units'))
const share = z.object({
  treated: z.number().nullable().describe('Percent of the shoppers'),
  holdout: z.number().nullable(),
  points,
  percent: percent.describe('Relative to the holdout'),
  verdict,
})
const mean = z.object({
  treated: z.number().nullable(),
  holdout: z.number().nullable(),
  difference: money,
  percent,
  verdict,
})
const effect = z.looseObject({
  treated: z.looseObject({ shoppers: z.int(), ordered: z.int(), orders: z.int(), revenue: sum }),
  holdout: z.looseObject({ shoppers: z.int(), ordered: z.int(), orders: z.int(), revenue: sum }),
  conversion: share,
  came_back: share,
  goal: share.describe('Met what the campaign’s goal wants: an order, or what `goal_wants` says'),
  revenue_per_shopper: mean,
  margin_per_shopper: mean,
  won: z
    .looseObject({ shoppers: interval(z.literal('shoppers')), revenue: money, margin: money })
    .describe('Beyond what the holdout shows would have come anyway; null: not yet known'),
})
const figures = z.looseObject({
  ...{ enrolled: z.int(), talked: z.int(), offered: z.int(), issued: z.int(), redeemed: z.int() },
  ...{ came_back: z.int(), lost_again: z.int(), orders: z.int(), revenue: sum, mean_order: sum.nullable() },
})
const compared = {
  figures,
  effect,
  return_on_costs: z.looseObject({
    basis: z.enum(['margin', 'revenue']),
    costs: sum,
    percent,
    verdict: z.enum(['earns', 'loses', 'not_yet_known']),
  }),
  mixed_shoppers: z.int(),
}
const body = z.looseObject({
  ...{ currency: z.string(), time_zone: z.string(), made: z.string(), level_percent: z.number() },
  enrolments: z.int(),
  shop: z.looseObject(compared),
  campaigns: z.array(z.looseObject({ campaign: z.string(), ...compared })),
  breakdown: z
    .looseObject({
      by: z.string(),
      groups: z.array(z.looseObject({ value: z.string().nullable(), figures, effect: effect.nullable() })),
    })
    .nullable(),
  months: z
    .array(
      z.looseObject({
        ...{ month: z.string(), enrolled: z.int(), orders: z.int(), with_code: z.int() },
        ...{ told: z.int(), price: z.int() },
      }),
    )
    .describe(
      '`told` shoppers named a reason, `price` of them this one; `with_code` of the orders had a code',
    ),
  price_rise: z
    .looseObject({ before: z.number(), now: z.number(), p: z.number(), significant: z.boolean() })
    .nullable()
    .describe('Parts of 1: the last month that is over against up to three before; null: too few to say'),
  days: z.array(z.looseObject({ day: z.string(), enrolled: z.int(), orders: z.int(), revenue: sum })),
})

const HOW =
  'Counts say what happened. What was won says `effect`: treated shoppers against the holdout, each difference with its' +
  ' 95% interval and its unit. Percentage points and percent are different units and are never mixed.'

export const ABOUT_REPORTS: About = {
  id: 'reports',
  summary: 'What all campaigns earned',
  detail: HOW,
  key: 'secret',
  query: reportQuery,
  answer: { status: 200, means: 'The report', body },
  problems: ['page_key'],
}

export const ABOUT_REPORT: About = {
  id: 'report',
  summary: 'What one campaign earned, with its variants',
  detail: HOW,
  key: 'secret',
  query: reportQuery,
  answer: { status: 200, means: 'The report of this campaign', body },
  problems: ['page_key', 'no_such_campaign'],
}
