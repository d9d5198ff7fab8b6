// A report as CSV: one table with names of columns that never change, sums exact in major units. What came from outside
// can't be a formula when a spreadsheet opens it.

import { toMajor } from '../../core/money.ts'
import type { Effect } from '../../core/report/effect.ts'
import type { Interval, Unit } from '../../core/report/interval.ts'
import type { Compared, Counted, Report } from '../../core/report/report.ts'

/** OWASP's list of what begins a formula; a text that begins so gets an apostrophe before it. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

export const textCell = (text: string): string => {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const number = (value: number | null | undefined): string => (value == null ? '' : String(value))

const interval = (
  name: string,
  found: Interval<Unit> | null | undefined,
  unit = 1,
): Record<string, string> => ({
  [name]: number(found && found.estimate / unit),
  [`${name}_low`]: number(found && found.low / unit),
  [`${name}_high`]: number(found && found.high / unit),
})

const countedCells = ({ figures, ratios }: Counted, digits: number): Record<string, string> => {
  const sum = (minor: number): string => toMajor(minor, digits)
  const counts = [
    'enrolled',
    'holdout',
    'mixed',
    'hesitated',
    'talked',
    'offered',
    'escalated',
    'met_goal',
    'issued',
  ] as const
  const rest = ['redeemed', 'came_back', 'lost_again', 'orders'] as const
  return {
    ...Object.fromEntries([...counts, ...rest].map((name) => [name, String(figures[name])])),
    revenue: sum(figures.revenue),
    mean_order: ratios.mean_order === null ? '' : sum(ratios.mean_order),
    ...{
      orders_with_code_percent: number(ratios.orders_with_code),
      repeat_percent: number(ratios.repeat_share),
      returning_percent: number(ratios.returning_share),
    },
    ...{ cost_codes: sum(figures.costs.codes), cost_gifts: sum(figures.costs.gifts) },
    ...{ cost_messages: sum(figures.costs.messages), cost_apologies: sum(figures.costs.apologies) },
    ...{ margin: ratios.margin ? sum(ratios.margin.sum) : '' },
  }
}

const verdict = ({ verdict: found }: Effect['conversion']): string =>
  found.known ? 'known' : `not_yet_known: ${found.why}`

const effectCells = (effect: Effect | null, digits: number): Record<string, string> => ({
  treated_shoppers: number(effect?.treated.shoppers),
  holdout_shoppers: number(effect?.holdout.shoppers),
  conversion_treated_percent: number(effect?.conversion.treated),
  conversion_holdout_percent: number(effect?.conversion.holdout),
  ...interval('conversion_percentage_points', effect?.conversion.points),
  ...interval('conversion_relative_percent', effect?.conversion.percent),
  conversion_verdict: effect ? verdict(effect.conversion) : '',
  ...interval('goal_percentage_points', effect?.goal.points),
  ...interval('goal_relative_percent', effect?.goal.percent),
  goal_verdict: effect ? verdict(effect.goal) : '',
  ...interval('revenue_per_shopper_difference', effect?.revenue.difference, 10 ** digits),
  ...interval('margin_per_shopper_difference', effect?.margin.difference, 10 ** digits),
})

const returnCells = ({ returns }: Compared): Record<string, string> => ({
  ...{ return_on_costs_basis: returns.basis, return_on_costs_verdict: returns.verdict },
  ...interval('return_on_costs_percent', returns.percent),
})

const written = (rows: readonly Record<string, string>[]): string => {
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  // A byte order mark: spreadsheets take Cyrillic for what it is.
  return `\uFEFF${[heads.join(','), ...rows.map((row) => heads.map((head) => row[head] ?? '').join(','))].join('\r\n')}\r\n`
}

export const reportCsv = (report: Report): string => {
  const { digits, currency, breakdown, codes } = report
  const iso = (at: number | null): string => (at === null ? '' : new Date(at).toISOString())
  if (codes)
    return written(
      codes.lines.map(({ code, campaign, offer, state, issued, redeemed, amount, cost, apology }) => ({
        ...{ code: textCell(code), campaign: textCell(campaign), offer: textCell(offer), state },
        ...{ issued: iso(issued), redeemed: iso(redeemed), currency, amount: toMajor(amount, digits) },
        ...{ cost: toMajor(cost, digits), apology: String(apology) },
      })),
    )
  if (breakdown)
    return written(
      breakdown.groups.map((group) => ({
        [breakdown.by]: textCell(group.value ?? ''),
        ...{ currency, ...countedCells(group, digits), ...effectCells(group.effect, digits) },
      })),
    )
  return written(
    report.campaigns.map((found) => ({
      ...{ campaign: textCell(found.campaign), currency, ...countedCells(found, digits) },
      ...effectCells(found.effect, digits),
      ...returnCells(found),
    })),
  )
}
