// A report as programs read it: every sum an exact decimal in major units, beside it its currency; statistics of money
// in major units, not rounded. Names of units stand beside every difference.
import { toMajor } from '../core/money.ts'
import type { ArmTally } from '../core/report/arm-tally.ts'
import type { Effect, MeanEffect } from '../core/report/effect.ts'
import type { Interval } from '../core/report/interval.ts'
import type {
  CampaignReport,
  Compared,
  Counted,
  GroupReport,
  Report,
  VariantReport,
} from '../core/report/report.ts'

const showing = (currency: string, digits: number) => {
  const sum = (minor: number): string => toMajor(minor, digits)
  const major = (minor: number | null): number | null => (minor === null ? null : minor / 10 ** digits)
  const money = (found: Interval<'money'> | null) =>
    found && {
      ...{ unit: currency, estimate: major(found.estimate) },
      ...{ low: major(found.low), high: major(found.high) },
    }
  const arm = ({
    shoppers,
    converted,
    back,
    met,
    orders,
    revenue,
  }: Omit<ArmTally, 'perShopper' | 'margin' | 'costed' | 'costs'>) => ({
    ...{ shoppers, ordered: converted, met_goal: met, came_back: back, orders, revenue: sum(revenue) },
  })
  const mean = ({ treated, holdout, difference, percent, verdict }: MeanEffect) => ({
    ...{ treated: major(treated), holdout: major(holdout), difference: money(difference), percent, verdict },
  })
  const effect = (found: Effect) => ({
    ...{ treated: arm(found.treated), holdout: arm(found.holdout) },
    ...{ conversion: found.conversion, came_back: found.came_back, goal: found.goal },
    ...{ revenue_per_shopper: mean(found.revenue), margin_per_shopper: mean(found.margin) },
    won: {
      shoppers: found.won.shoppers,
      revenue: money(found.won.revenue),
      margin: money(found.won.margin),
    },
  })
  const counted = ({ figures, ratios }: Counted) => {
    const { revenue, costed, cost_of_goods, costs, ordered, before, after, compared, ...counts } = figures
    return {
      ...counts,
      ...{ enrolments_that_ordered: ordered, revenue: sum(revenue) },
      costs: {
        ...{ codes: sum(costs.codes), gifts: sum(costs.gifts), messages: sum(costs.messages) },
        ...{ total: sum(ratios.costs), apologies_apart: sum(costs.apologies) },
      },
      mean_order: ratios.mean_order === null ? null : sum(ratios.mean_order),
      ...{ repeat_share: ratios.repeat_share, returning_share: ratios.returning_share },
      orders_with_code_share: ratios.orders_with_code,
      orders_per_30_days: ratios.frequency,
      margin: ratios.margin && {
        sum: sum(ratios.margin.sum),
        known_for_percent_of_revenue: ratios.margin.known_for,
      },
    }
  }
  const compared = (found: Compared) => ({
    figures: counted(found),
    effect: effect(found.effect),
    return_on_costs: { ...found.returns, costs: sum(found.returns.costs) },
    mixed_shoppers: found.mixed,
  })
  const variant = ({ against_holdout, against_first, ...rest }: VariantReport) => ({
    ...rest,
    ...{ against_holdout: effect(against_holdout), against_first: against_first && effect(against_first) },
  })
  const campaign = (found: CampaignReport) => ({
    ...{ campaign: found.campaign, about: found.about, exists: found.exists, paused: found.paused },
    goal_wants: found.wants ?? 'order',
    goal_days: found.goal === null ? null : found.goal / 86_400_000,
    ...compared(found),
    variants: found.variants.map(variant),
    budget: found.budget && {
      limit: found.budget.limit === null ? null : sum(found.budget.limit),
      ...{ reserved: sum(found.budget.reserved), spent: sum(found.budget.spent) },
      left:
        found.budget.limit === null
          ? null
          : sum(found.budget.limit - found.budget.reserved - found.budget.spent),
    },
  })
  const group = (found: GroupReport) => ({
    value: found.value,
    figures: counted(found),
    effect: found.effect && effect(found.effect),
  })
  return { sum, compared, campaign, group }
}

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString())

export const shownReport = (report: Report) => {
  const { currency, digits, breakdown, codes, query } = report
  const show = showing(currency, digits)
  return {
    ...{ currency, time_zone: report.time_zone, made: iso(report.made), level_percent: report.level },
    query: {
      campaign: query.campaign ?? null,
      by: query.by ?? null,
      ...{ from: iso(query.from), to: iso(query.to) },
    },
    enrolments: report.rows,
    shop: show.compared(report.shop),
    campaigns: report.campaigns.map(show.campaign),
    breakdown: breakdown && { ...breakdown, groups: breakdown.groups.map(show.group) },
    codes: codes && {
      all: codes.all,
      latest: codes.lines.map(({ amount, cost, issued, redeemed, ...line }) => ({
        ...line,
        ...{ issued: iso(issued), redeemed: iso(redeemed ?? undefined) },
        ...{ amount: show.sum(amount), cost: show.sum(cost) },
      })),
    },
    months: report.months,
    price_rise: report.price_rise,
    days: report.days.map(({ revenue, ...day }) => ({ ...day, revenue: show.sum(revenue) })),
  }
}

export type ShownReport = ReturnType<typeof shownReport>
