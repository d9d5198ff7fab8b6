// The weekly digest: what earned, what lost, what to look at, out of three reports. Lines are plain data; who shows them
// has the words. Says nothing is won that the holdout does not show.
import type { Doing } from '../steering/steering.ts'
import type { Interval } from './interval.ts'
import type { CampaignReport, Report } from './report.ts'

export type DigestValue =
  | { readonly is: 'text' | 'basis' | 'why'; readonly text: string }
  | { readonly is: 'count' | 'money' | 'share' | 'points'; readonly number: number }

export type DigestLine = {
  readonly part: 'earned' | 'lost' | 'look'
  /** The key of its words. */
  readonly says: string
  readonly args: Readonly<Record<string, DigestValue>>
}

export type Digest = {
  /** The week's Monday and Sunday, as days of the shop. */
  readonly from: string
  readonly to: string
  readonly made: number
  readonly currency: string
  readonly digits: number
  readonly lines: readonly DigestLine[]
}

const text = (value: string): DigestValue => ({ is: 'text', text: value })
const count = (number: number): DigestValue => ({ is: 'count', number })
const money = (number: number): DigestValue => ({ is: 'money', number })

/** A budget that is used so far is worth a look. */
const NEARLY_SPENT = 0.8
/** So many enrolments more than this many times the week before. */
const RISE = { times: 2, least: 20 }
const UNUSED = 5

/** What was won less what it cost, for all the treated. */
const afterCosts = ({ effect, returns }: CampaignReport): Interval<'money'> | null => {
  const { difference } = effect[returns.basis]
  if (!difference || !returns.percent) return null
  const of = (each: number): number => Math.round(each * effect.treated.shoppers - returns.costs)
  return {
    unit: 'money',
    estimate: of(difference.estimate),
    low: of(difference.low),
    high: of(difference.high),
  }
}

const judged = (found: CampaignReport): readonly DigestLine[] => {
  const { campaign, returns, effect } = found
  const left = afterCosts(found)
  const range = {
    campaign: text(campaign),
    ...{ low: money(left?.low ?? 0), high: money(left?.high ?? 0), costs: money(returns.costs) },
    basis: { is: 'basis', text: returns.basis } as const,
  }
  const { points, verdict } = effect.conversion
  const harms = verdict.known && points && points.high < 0
  const lines: DigestLine[] = []
  if (returns.verdict === 'earns') lines.push({ part: 'earned', says: 'd_earned', args: range })
  if (returns.verdict === 'loses') {
    const says = effect[returns.basis].verdict.known ? 'd_lost_plain' : 'd_lost'
    lines.push({ part: 'lost', says, args: range })
  }
  if (harms)
    lines.push({
      ...{ part: 'lost', says: 'd_harms' },
      args: { campaign: text(campaign), points: { is: 'points', number: points.estimate } },
    })
  return lines
}

const budgetLines = ({ campaign, budget, paused }: CampaignReport): readonly DigestLine[] => {
  const lines: DigestLine[] = []
  if (paused) lines.push({ part: 'look', says: 'd_paused', args: { campaign: text(campaign) } })
  if (!budget?.limit) return lines
  const used = budget.reserved + budget.spent
  if (used >= NEARLY_SPENT * budget.limit)
    lines.push({
      ...{ part: 'look', says: 'd_budget' },
      args: {
        ...{ campaign: text(campaign), left: money(Math.max(0, budget.limit - used)) },
        percent: { is: 'share', number: (used / budget.limit) * 100 },
      },
    })
  return lines
}

/** One campaign's week beside the week before, and all that is known of it. */
const weekLines = (
  week: CampaignReport,
  before: CampaignReport | undefined,
  all: CampaignReport | undefined,
): readonly DigestLine[] => {
  const { campaign, figures, ratios, effect } = week
  const look = (says: string, args: DigestLine['args']): DigestLine => ({
    ...{ part: 'look', says, args: { campaign: text(campaign), ...args } },
  })
  const lines: DigestLine[] = []
  const hadHoldout = (all?.effect.holdout.shoppers ?? effect.holdout.shoppers) > 0
  if (ratios.costs > 0 && !hadHoldout) lines.push(look('d_no_holdout', { costs: money(ratios.costs) }))
  const treated = figures.enrolled - figures.holdout
  const gives = (all?.figures.offered ?? 0) > 0
  if (treated >= RISE.least && figures.offered === 0 && gives)
    lines.push(look('d_talks_nothing', { enrolled: count(figures.enrolled) }))
  if (figures.codes.issued >= UNUSED && figures.codes.redeemed === 0)
    lines.push(look('d_unused', { issued: count(figures.codes.issued) }))
  const was = before?.figures.enrolled ?? 0
  if (was > 0 && figures.enrolled >= RISE.least && figures.enrolled >= was * RISE.times)
    lines.push(look('d_more_enrolled', { now: count(figures.enrolled), before: count(was) }))
  const why = all?.returns.verdict === 'not_yet_known' && hadHoldout ? all.returns.why : undefined
  if (ratios.costs > 0 && why && why !== 'no_costs')
    lines.push(look('d_waits', { why: { is: 'why', text: why } }))
  return lines
}

const summary = ({ figures, ratios: _ }: Report['shop']): DigestLine => ({
  ...{ part: 'look', says: 'd_week' },
  args: {
    ...{ enrolled: count(figures.enrolled), talked: count(figures.talked), orders: count(figures.orders) },
    ...{ issued: count(figures.codes.issued), redeemed: count(figures.codes.redeemed) },
    revenue: money(figures.revenue),
  },
})

/** What steering did: money moved and campaigns paused are to be seen, not found out. */
const doneLines = (doings: readonly Doing[]): readonly DigestLine[] =>
  doings.map(({ did, campaign, to, amount }) => ({
    part: 'look',
    says: `d_did_${did}`,
    args: {
      campaign: text(campaign),
      ...(to !== undefined && { to: text(to) }),
      ...(amount !== undefined && { sum: money(amount) }),
    },
  }))

const priceLines = ({ price_rise }: Report): readonly DigestLine[] =>
  price_rise?.significant
    ? [
        {
          ...({ part: 'look', says: 'd_price_rise' } as const),
          args: {
            now: { is: 'share', number: price_rise.now * 100 },
            before: { is: 'share', number: price_rise.before * 100 },
          },
        },
      ]
    : []

/**
 * `week`: the enrolments of that week; `before`: of the week before it; `all`: of all time, for what is known by now;
 * `doings`: what steering did in that week.
 */
export const digestLines = (
  week: Report,
  before: Report,
  all: Report,
  doings: readonly Doing[] = [],
): readonly DigestLine[] => {
  if (week.rows === 0 && all.rows === 0) return []
  const named = (report: Report, name: string) => report.campaigns.find(({ campaign }) => campaign === name)
  const { apologies } = week.shop.figures.codes
  const lines = [
    week.rows === 0 ? ({ part: 'look', says: 'd_quiet', args: {} } as const) : summary(week.shop),
    ...all.campaigns.flatMap(judged),
    ...week.campaigns.flatMap((found) =>
      found.figures.enrolled === 0
        ? []
        : weekLines(found, named(before, found.campaign), named(all, found.campaign)),
    ),
    ...all.campaigns.flatMap((found) => (found.exists ? budgetLines(found) : [])),
    ...doneLines(doings),
    ...priceLines(all),
    ...(apologies > 0
      ? [
          {
            ...({ part: 'look', says: 'd_apologies' } as const),
            args: { n: count(apologies), sum: money(week.shop.figures.costs.apologies) },
          },
        ]
      : []),
  ]
  const parts = ['earned', 'lost', 'look'] as const
  return parts.flatMap((part) => lines.filter((line) => line.part === part))
}
