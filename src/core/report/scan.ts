// Rows in, a report out: one pass, and memory for groups and one shopper, however many rows there are. The rows of one
// shopper come together (ports/records.ts). Knows no store.
import type { Enrolment } from '../enrolment/enrolment.ts'
import { digitsOf } from '../money.ts'
import { addShopper, type CampaignTally, campaignReport, comparedOf, newCampaign } from './campaign-tally.ts'
import { createCodeList } from './code-list.ts'
import { createDays } from './days.ts'
import { howOf } from './dimension.ts'
import { effectOf } from './effect.ts'
import { ratiosOf, type Terms } from './figures.ts'
import { addRows, addToArm, newGroup, outcomeOf, type Side, sideOf } from './group.ts'
import { createGroups, type Groups } from './groups.ts'
import { LEVEL } from './interval.ts'
import { createMonths } from './months.ts'
import { priceRise } from './price-rise.ts'
import type { Breakdown, Report, ReportGround, ReportQuery } from './report.ts'
import { createShopTime } from './shop-time.ts'

/** Who is held out by the whole shop, against everybody else. */
const shopSide = (rows: readonly Enrolment[]): Side => {
  const side = sideOf(rows.filter(({ shop_holdout }) => !shop_holdout))
  const isHeldOut = rows.some(({ shop_holdout }) => shop_holdout)
  if (rows.some(({ arm }) => arm === 'mixed')) return 'mixed'
  if (isHeldOut) return side === 'treated' ? 'mixed' : 'holdout'
  return side === 'none' ? 'none' : 'treated'
}

const breakdownOf = (query: ReportQuery, groups: Groups): Breakdown | null => {
  const { by, campaign } = query
  if (!by) return null
  const { comparable, overlaps } = howOf(by)
  const incomparable = !comparable
    ? 'known_of_treated_only'
    : campaign === undefined && by !== 'campaign'
      ? 'choose_a_campaign'
      : null
  const { groups: found, leftOut } = groups.end()
  const reports = found.map(([value, { figures, treated, holdout }]) => ({
    ...{ value, figures, ratios: ratiosOf(figures) },
    effect: incomparable ? null : effectOf(treated, holdout),
  }))
  const compared = reports.filter(({ effect }) => effect?.conversion.points).length
  const byTime = by === 'hour' || by === 'day' || by === 'month'
  return {
    ...{ by, overlaps: overlaps ?? false, incomparable, left_out: leftOut, compared },
    groups: reports.toSorted((a, b) =>
      byTime ? ((a.value ?? '') < (b.value ?? '') ? -1 : 1) : b.figures.enrolled - a.figures.enrolled,
    ),
    by_chance: Math.round(compared * (1 - LEVEL) * 100) / 100,
  }
}

const latest = (rows: readonly Enrolment[]): number | null => {
  const times = rows.flatMap(({ last_order, first_order }) =>
    [last_order, first_order].filter((at) => at != null),
  )
  return times.length === 0 ? null : Math.max(...times)
}

export const createScan = (query: ReportQuery, ground: ReportGround) => {
  const wanting = new Set(ground.flows.flatMap(({ name, wants }) => (wants ? [name] : [])))
  const terms: Terms = { ...ground, wanting }
  const experiments = new Map(ground.flows.map(({ name, experiment }) => [name, experiment]))
  const time = createShopTime(ground.time_zone)
  const shop = newGroup()
  const campaigns = new Map<string, CampaignTally>()
  const groups = createGroups(query.by ?? 'campaign', time)
  const codes = createCodeList()
  const days = createDays()
  const monthOf = (at: number): string => time(at).day.slice(0, 7)
  const months = createMonths(monthOf)
  let [rows, open] = [0, [] as Enrolment[]]

  const isWanted = ({ campaign, at }: Enrolment): boolean =>
    (query.campaign === undefined || campaign === query.campaign) &&
    at >= (query.from ?? Number.NEGATIVE_INFINITY) &&
    at < (query.to ?? Number.POSITIVE_INFINITY)

  const closeShopper = (): void => {
    // When somebody ordered last is known of all rows, also of those that are not asked for.
    const ordered = latest(open)
    const wanted = open.filter(isWanted).toSorted((a, b) => a.at - b.at)
    open = []
    if (wanted.length === 0) return
    rows += wanted.length
    addRows(shop, wanted, ordered, terms)
    addToArm(shop, shopSide(wanted), outcomeOf(wanted, terms, true))
    for (const [campaign, mine] of Map.groupBy(wanted, (row) => row.campaign)) {
      const tally = campaigns.get(campaign) ?? newCampaign(experiments.get(campaign))
      campaigns.set(campaign, tally)
      addShopper(tally, mine, ordered, terms)
      if (query.by && query.by !== 'code') groups.add(mine, ordered, terms)
    }
    months.add(wanted)
    for (const row of wanted) {
      days.add(time(row.at).day, row)
      if (query.by === 'code') codes.add(row)
    }
  }

  return {
    add: (row: Enrolment): void => {
      if (open.length > 0 && open[0]?.shopper !== row.shopper) closeShopper()
      open.push(row)
    },
    end: (): Report => {
      closeShopper()
      const all = months.end()
      for (const { name } of ground.flows)
        if (!campaigns.has(name) && (query.campaign === undefined || query.campaign === name))
          campaigns.set(name, newCampaign())
      return {
        ...{
          query,
          currency: ground.currency,
          digits: digitsOf(ground.currency),
          time_zone: ground.time_zone,
        },
        ...{ made: ground.now, level: LEVEL * 100, rows, shop: comparedOf(shop) },
        campaigns: [...campaigns]
          .map(([name, tally]) => campaignReport(name, tally, ground))
          .toSorted((a, b) => b.figures.enrolled - a.figures.enrolled || (a.campaign < b.campaign ? -1 : 1)),
        breakdown: query.by === 'code' ? null : breakdownOf(query, groups),
        codes: query.by === 'code' ? codes.end() : null,
        ...{ days: days.end(), months: all, price_rise: priceRise(all, monthOf(ground.now)) },
      }
    },
  }
}
