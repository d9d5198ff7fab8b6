// A report in words and tables, for a terminal. Knows where figures stand, not where they come from.
import { type BoardLang, type Numbers, numbersOf, type Say, sayIn } from '../../browser/board/figures-text.ts'
import { type Stage, stagesOf } from '../../browser/board/funnel.ts'
import type { Key } from '../../browser/board/words/en.ts'
import type { Effect, MeanEffect, ShareEffect } from '../../core/report/effect.ts'
import type { CampaignReport, Compared, Report } from '../../core/report/report.ts'
import { bar, plain, table } from './table.ts'

export type Parts = { readonly say: Say; readonly number: Numbers }

export const partsOf = (lang: BoardLang, { currency, digits, time_zone }: Report): Parts => {
  const say = sayIn(lang)
  return { say, number: numbersOf(lang, currency, digits, time_zone, say) }
}

const funnelLines = (stages: readonly Stage[], { say, number }: Parts): string =>
  table(
    [{ head: '', left: true }, { head: '' }, { head: '' }, { head: '', left: true }],
    stages.map(({ key, count, share }) => [
      say(key),
      number.whole(count),
      number.share(share),
      bar(count, stages[0]?.count ?? 0),
    ]),
  )
    .split('\n')
    .slice(2)
    .join('\n')

const shareRow = (name: Key, effect: ShareEffect, { say, number }: Parts): readonly string[] => [
  say(name),
  number.share(effect.treated),
  number.share(effect.holdout),
  effect.points ? number.range(effect.points) : '–',
  effect.percent ? number.range(effect.percent) : '–',
  verdictText(effect, { say, number }),
]

const meanRow = (name: Key, effect: MeanEffect, { say, number }: Parts): readonly string[] => [
  say(name),
  effect.treated === null ? '–' : number.money(effect.treated),
  effect.holdout === null ? '–' : number.money(effect.holdout),
  effect.difference ? number.range(effect.difference) : '–',
  effect.percent ? number.range(effect.percent) : '–',
  verdictText(effect, { say, number }),
]

const verdictText = (effect: ShareEffect | MeanEffect, { say, number }: Parts): string => {
  const found = 'points' in effect ? effect.points : effect.difference
  if (!effect.verdict.known) return `${say('not_yet_known')}: ${number.why(effect.verdict.why)}`
  return say((found?.estimate ?? 0) > 0 ? 'known_more' : 'known_less')
}

/** `isWanted`: the goal wants more than an order, and is judged apart. */
export const effectTable = (effect: Effect, parts: Parts, isWanted = false): string => {
  const { say, number } = parts
  const heads = [
    { head: '', left: true },
    { head: `${say('treated')} (${number.whole(effect.treated.shoppers)})` },
    { head: `${say('holdout')} (${number.whole(effect.holdout.shoppers)})` },
    { head: say('points_long') },
    { head: say('relative') },
    { head: '', left: true },
  ]
  return table(heads, [
    shareRow('e_conversion', effect.conversion, parts),
    ...(isWanted ? [shareRow('e_goal', effect.goal, parts)] : []),
    shareRow('e_came_back', effect.came_back, parts),
    meanRow('e_revenue', effect.revenue, parts),
    meanRow('e_margin', effect.margin, parts),
  ])
}

const returnText = ({ returns }: Compared, { say, number }: Parts): string => {
  const { percent, verdict, basis, why } = returns
  const known =
    verdict === 'not_yet_known' ? `${say(verdict)}${why ? `: ${number.why(why)}` : ''}` : say(verdict)
  return percent ? `${number.range(percent)} ${say(`returns_in_${basis}`)}, ${known}` : known
}

const moneyLines = (found: Compared, { say, number }: Parts): readonly string[] => {
  const { costs } = found.figures
  const parts = (['codes', 'gifts', 'messages', 'apologies'] as const).flatMap((what) =>
    costs[what] > 0 ? [`${say(`c_${what}`)} ${number.money(costs[what])}`] : [],
  )
  const won = (['shoppers', 'revenue', 'margin'] as const).flatMap((what) => {
    const found_ = found.effect.won[what]
    if (!found_) return []
    const one = (value: number): string =>
      found_.unit === 'money' ? number.money(value) : number.whole(Math.round(value))
    const range = say('from_to', { low: one(found_.low), high: one(found_.high) })
    return [`${one(found_.estimate)} ${say(`won_${what}`)} (${range})`]
  })
  return [
    `  ${say('costs')}: ${number.money(found.ratios.costs)}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`,
    `  ${say('won')}: ${won.length > 0 ? won.join('; ') : say('not_yet_known')}`,
    `  ${say('returns')}: ${returnText(found, { say, number })}`,
    ...(found.figures.with_code > 0
      ? [`  ${say('came_anyway', { orders: number.whole(found.figures.with_code) })}`]
      : []),
    ...(found.mixed > 0 ? [`  ${say('mixed', { n: number.whole(found.mixed) })}`] : []),
  ]
}

const moreLines = ({ figures, ratios }: Compared, { say, number }: Parts): readonly string[] => {
  const { frequency, margin } = ratios
  const rate = (orders: number | null): string => (orders === null ? '–' : orders.toFixed(3))
  return [
    `  ${say('orders')}: ${number.whole(figures.orders)} · ${say('revenue')}: ${number.money(figures.revenue)}` +
      ` · ${say('mean_order')}: ${ratios.mean_order === null ? '–' : number.money(ratios.mean_order)}`,
    `  ${say('with_code')}: ${number.share(ratios.orders_with_code)} · ${say('repeat')}: ${number.share(ratios.repeat_share)}` +
      ` · ${say('returning')}: ${number.share(ratios.returning_share)}`,
    `  ${say('frequency')}: ${rate(frequency.before)} → ${rate(frequency.after)} (${say('frequency_about')})`,
    ...(margin
      ? [
          `  ${say('margin')}: ${say('margin_for', { sum: number.money(margin.sum), percent: number.share(margin.known_for) })}`,
        ]
      : []),
    ...(figures.open > 0 ? [`  ${say('open_windows', { n: number.whole(figures.open) })}`] : []),
  ]
}

const wantsMore = (found: Compared | CampaignReport): boolean => 'wants' in found && found.wants !== null

export const section = (title: string, found: Compared, parts: Parts, isAll = false): string =>
  [
    `${plain(title)}`,
    '',
    funnelLines(stagesOf(found.figures), parts),
    '',
    // Of all campaigns together only a holdout of the whole shop can tell.
    ...(found.effect.holdout.shoppers === 0 && isAll
      ? [`  ${parts.say('no_shop_holdout')}`]
      : [effectTable(found.effect, parts, wantsMore(found)), '', ...moneyLines(found, parts)]),
    '',
    ...moreLines(found, parts),
    '',
  ].join('\n')

export const variantLines = (campaign: CampaignReport, { say, number }: Parts): string | null => {
  if (campaign.variants.length === 0) return null
  const first = campaign.variants[0]?.variant ?? ''
  const heads = [
    { head: say('variant'), left: true },
    { head: say('shoppers') },
    { head: say('e_conversion') },
    { head: say('against_holdout') },
    { head: say('relative') },
    { head: say('against_first', { first }) },
  ]
  return table(
    heads,
    campaign.variants.map(({ variant, shoppers, against_holdout: { conversion }, against_first }) => [
      plain(variant),
      number.whole(shoppers),
      number.share(conversion.treated),
      conversion.points && conversion.verdict.known
        ? number.range(conversion.points)
        : conversion.points
          ? `${number.range(conversion.points)} ${say('not_yet_known')}`
          : say('not_yet_known'),
      conversion.percent ? number.range(conversion.percent) : '–',
      against_first?.conversion.points ? number.range(against_first.conversion.points) : '–',
    ]),
  )
}

export const campaignTable = (report: Report, { say, number }: Parts): string =>
  table(
    [
      { head: say('campaign'), left: true },
      ...(['f_enrolled', 'f_talked', 'f_issued', 'f_redeemed', 'orders', 'revenue', 'costs'] as const).map(
        (key) => ({
          head: say(key),
        }),
      ),
      { head: say('e_conversion') },
      { head: say('relative') },
      { head: say('returns'), left: true },
    ],
    report.campaigns.map(({ campaign, figures, ratios, effect, returns }) => [
      plain(campaign),
      ...[figures.enrolled, figures.talked, figures.issued, figures.redeemed, figures.orders].map(
        number.whole,
      ),
      ...[number.money(figures.revenue), number.money(ratios.costs)],
      effect.conversion.verdict.known && effect.conversion.points
        ? number.range(effect.conversion.points)
        : say('not_yet_known'),
      effect.conversion.verdict.known && effect.conversion.percent
        ? number.range(effect.conversion.percent)
        : '–',
      say(returns.verdict),
    ]),
  )
