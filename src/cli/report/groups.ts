// A breakdown, or the codes one by one, as tables for a terminal.

import type { Key } from '../../browser/board/words/en.ts'
import type { Breakdown, GroupReport, Report } from '../../core/report/report.ts'
import { plain, table } from './table.ts'
import type { Parts } from './words.ts'

export const groupName = (
  { by }: Pick<Breakdown, 'by'>,
  value: string | null,
  { say }: Pick<Parts, 'say'>,
): string => {
  if (value === null) return say('unknown')
  if (by === 'weekday') return say(`wd_${value}` as Key)
  return by === 'hour' ? `${value}:00` : plain(value)
}

/** How codes and repeat purchases spread is looked at in the course of time. */
const SHARES = {
  with_code: 'orders_with_code',
  repeat: 'repeat_share',
  returning: 'returning_share',
} as const

const effectCells = ({ effect }: GroupReport, { say, number }: Parts): readonly string[] => {
  if (!effect) return []
  const { points, percent, verdict } = effect.conversion
  const known = verdict.known || verdict.why === 'contains_zero'
  return [
    known && points ? number.range(points) : say('not_yet_known'),
    known && percent ? number.range(percent) : '–',
    verdict.known ? '' : known ? say('not_yet_known') : '',
  ]
}

export const breakdownText = (breakdown: Breakdown, parts: Parts): string => {
  const { say, number } = parts
  const compares = breakdown.incomparable === null
  const counts = [
    'f_enrolled',
    'f_talked',
    'f_issued',
    'f_redeemed',
    'orders',
    'revenue',
    'mean_order',
    'costs',
  ] as const
  const shares = breakdown.by === 'month' ? (['with_code', 'repeat', 'returning'] as const) : []
  const heads = [
    { head: say(`by_${breakdown.by}`), left: true },
    ...counts.map((key) => ({ head: say(key) })),
    ...shares.map((key) => ({ head: say(key) })),
    ...(compares ? [{ head: say('e_conversion') }, { head: say('relative') }, { head: '', left: true }] : []),
  ]
  const rows = breakdown.groups.map((group) => {
    const { figures, ratios } = group
    return [
      groupName(breakdown, group.value, parts),
      ...[figures.enrolled, figures.talked, figures.issued, figures.redeemed, figures.orders].map(
        number.whole,
      ),
      ...[number.money(figures.revenue), ratios.mean_order === null ? '–' : number.money(ratios.mean_order)],
      number.money(ratios.costs),
      ...shares.map((key) => number.share(ratios[SHARES[key]])),
      ...effectCells(group, parts),
    ]
  })
  return [
    table(heads, rows),
    '',
    ...(breakdown.incomparable ? [`  ${say(`incomparable_${breakdown.incomparable}`)}`] : []),
    ...(compares && breakdown.compared > 1
      ? [`  ${say('by_chance', { n: breakdown.compared, chance: breakdown.by_chance.toFixed(1) })}`]
      : []),
    ...(breakdown.overlaps ? [`  ${say('overlaps')}`] : []),
    ...(breakdown.left_out > 0 ? [`  ${say('left_out', { n: breakdown.left_out })}`] : []),
    '',
  ].join('\n')
}

export const codesText = (codes: NonNullable<Report['codes']>, { say, number }: Parts): string => {
  const heads = (['by_code', 'campaign', 'offer', 'state', 'issued_at', 'redeemed_at'] as const).map(
    (key) => ({
      head: say(key),
      left: true,
    }),
  )
  const rows = codes.lines.map(({ code, campaign, offer, state, issued, redeemed, amount, apology }) => [
    ...[code, campaign, offer].map(plain),
    `${say(`s_${state}` as Key)}${apology ? ` (${say('apology')})` : ''}`,
    ...[number.time(issued), redeemed === null ? '–' : number.time(redeemed), number.money(amount)],
  ])
  return [
    table([...heads, { head: say('took_off') }], rows),
    '',
    `  ${say('codes_all', { n: number.whole(codes.all) })}`,
    '',
  ].join('\n')
}
