// The groups of a breakdown, the codes one by one, and the variants of an experiment, as tables with whiskers.

import type { Effect } from '../../core/report/effect.ts'
import { el } from '../dom.ts'
import type { Numbers, Say } from './figures-text.ts'
import { type Cell, tableView } from './table-view.ts'
import type { Breakdown, GroupReport, Report, VariantReport } from './types.ts'
import { reachOf, whisker } from './whisker.ts'
import type { Key } from './words/en.ts'

const groupName = (by: string, value: string | null, say: Say): string => {
  if (value === null) return say('unknown')
  if (by === 'weekday') return say(`wd_${value}` as Key)
  return by === 'hour' ? `${value}:00` : value
}

const effectCell = (conversion: Effect['conversion'], reach: number, say: Say, number: Numbers): Cell => {
  const { points, percent, verdict } = conversion
  const shown = verdict.known || verdict.why === 'contains_zero'
  if (!points || !shown)
    return el(
      'span',
      { class: 'soft' },
      `${say('not_yet_known')}${verdict.known ? '' : `: ${number.why(verdict.why)}`}`,
    )
  return el(
    'div',
    { class: 'in-table' },
    whisker(points, reach, verdict.known),
    el('b', {}, number.range(points)),
    percent && el('small', {}, `${number.range(percent)} ${say('relative')}`),
    !verdict.known && el('small', {}, say('not_yet_known')),
  )
}

const notes = (breakdown: Breakdown, say: Say): readonly HTMLElement[] => {
  const { incomparable, compared, by_chance, overlaps, left_out } = breakdown
  const said = [
    incomparable && say(`incomparable_${incomparable}`),
    !incomparable && compared > 1 && say('by_chance', { n: compared, chance: by_chance.toFixed(1) }),
    overlaps && say('overlaps'),
    left_out > 0 && say('left_out', { n: left_out }),
  ]
  return said.flatMap((text) => (text ? [el('p', { class: 'hint' }, text)] : []))
}

export const breakdownView = (breakdown: Breakdown, say: Say, number: Numbers): readonly HTMLElement[] => {
  const compares = breakdown.incomparable === null
  const reach = reachOf(
    breakdown.groups.map(({ effect }) =>
      effect && (effect.conversion.verdict.known || effect.conversion.verdict.why === 'contains_zero')
        ? effect.conversion.points
        : null,
    ),
  )
  const heads = [
    { text: say(`by_${breakdown.by}`), left: true },
    ...(
      [
        'f_enrolled',
        'f_talked',
        'f_issued',
        'f_redeemed',
        'orders',
        'revenue',
        'mean_order',
        'costs',
      ] as const
    ).map((key) => ({ text: say(key) })),
    ...(compares ? [{ text: say('e_conversion'), left: true, wide: true }] : []),
  ]
  const row = ({ value, figures, ratios, effect }: GroupReport): readonly Cell[] => [
    groupName(breakdown.by, value, say),
    ...[figures.enrolled, figures.talked, figures.issued, figures.redeemed, figures.orders].map(number.whole),
    number.money(figures.revenue),
    ratios.mean_order === null ? '–' : number.money(ratios.mean_order),
    number.money(ratios.costs),
    ...(compares && effect ? [effectCell(effect.conversion, reach, say, number)] : []),
  ]
  return [tableView(say('breakdown'), heads, breakdown.groups.map(row)), ...notes(breakdown, say)]
}

export const codesView = (
  codes: NonNullable<Report['codes']>,
  say: Say,
  number: Numbers,
): readonly HTMLElement[] => {
  const keys = ['by_code', 'campaign', 'offer', 'state', 'issued_at', 'redeemed_at'] as const
  const heads = [...keys.map((key) => ({ text: say(key), left: true })), { text: say('took_off') }]
  const rows = codes.lines.map(({ code, campaign, offer, state, issued, redeemed, amount, apology }) => [
    ...[code, campaign, offer],
    `${say(`s_${state}` as Key)}${apology ? ` (${say('apology')})` : ''}`,
    ...[number.time(issued), redeemed === null ? '–' : number.time(redeemed), number.money(amount)],
  ])
  return [
    tableView(say('by_code'), heads, rows),
    el('p', { class: 'hint' }, say('codes_all', { n: number.whole(codes.all) })),
  ]
}

export const variantsView = (
  variants: readonly VariantReport[],
  say: Say,
  number: Numbers,
): readonly HTMLElement[] => {
  const [first] = variants
  if (!first) return []
  const all = variants.flatMap(({ against_holdout, against_first }) => [
    against_holdout.conversion.points,
    against_first?.conversion.points,
  ])
  const reach = reachOf(all)
  const heads = [
    { text: say('variant'), left: true },
    ...[{ text: say('shoppers') }, { text: say('e_conversion') }],
    { text: say('against_holdout'), left: true, wide: true },
    { text: say('against_first', { first: first.variant }), left: true, wide: true },
  ]
  const rows = variants.map(({ variant, shoppers, against_holdout, against_first }): readonly Cell[] => [
    ...[variant, number.whole(shoppers), number.share(against_holdout.conversion.treated)],
    effectCell(against_holdout.conversion, reach, say, number),
    against_first ? effectCell(against_first.conversion, reach, say, number) : '–',
  ])
  return [el('h2', {}, say('variants')), tableView(say('variants'), heads, rows)]
}
