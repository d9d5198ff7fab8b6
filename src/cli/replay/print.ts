// The summary of a replay in words, for a terminal. Knows where figures stand, not where they come from.
import { toMajor } from '../../core/money.ts'
import type { Month } from './months.ts'
import type { StoreSummary } from './summary.ts'

export type Outcome = StoreSummary & {
  readonly months: readonly Month[]
  readonly source: string
  readonly read: number
  readonly duplicates: number
  readonly parked: number
  readonly seconds: number
  readonly events_per_second: number
  readonly peak_memory_mb: number
  readonly assumptions: readonly string[]
}

const whole = (count: number): string => count.toLocaleString('en')

const sum = (minor: number, { currency, digits }: Outcome['budget']): string =>
  `${Number(toMajor(minor, digits)).toLocaleString('en', { minimumFractionDigits: digits })} ${currency}`

/** How many have each score, 1 to 5, of one of the three. */
const scores = ({ rfm }: Month, place: 0 | 1 | 2): string => {
  const counts = [0, 0, 0, 0, 0]
  for (const [cell, count] of Object.entries(rfm)) counts[Number(cell[place]) - 1]! += count
  return counts.map(whole).join('/')
}

const monthInWords = (month: Month): string => {
  const segments = Object.entries(month.segments).map(([name, count]) => `${name} ${whole(count)}`)
  const rows = [
    `  ${month.month}  ${whole(month.shoppers)} shoppers · ${whole(month.ordering)} have ordered · back after 90 days ${whole(month.returned_after_90d)}`,
    `           ${segments.join(' · ') || 'nobody in a segment'}`,
  ]
  if (Object.keys(month.rfm).length > 0)
    rows.push(
      `           scores 1/2/3/4/5: recency ${scores(month, 0)} · frequency ${scores(month, 1)} · money ${scores(month, 2)}`,
    )
  return rows.join('\n')
}

export const inWords = (outcome: Outcome): string => {
  const { codes, budget } = outcome
  const reasons = Object.entries(outcome.rejected_reasons).map(([why, count]) => `${why} ${whole(count)}`)
  const rows: readonly (readonly [string, string])[] = [
    ['lines read', whole(outcome.read)],
    ['duplicates', whole(outcome.duplicates)],
    ['rejected', [whole(outcome.rejected), ...reasons].join(' · ')],
    ['unmatched', whole(outcome.unmatched)],
    ['events', whole(outcome.events)],
    ['shoppers', whole(outcome.shoppers)],
    ['carts abandoned', whole(outcome.carts_abandoned)],
    ['talks', `${whole(outcome.talks)} · held out ${whole(outcome.holdout)}`],
    ['escalated', whole(outcome.escalated)],
    ['offers', whole(outcome.offers)],
    [
      'codes',
      `issued ${whole(codes.issued)} · redeemed ${whole(codes.redeemed)} · expired ${whole(codes.expired)} · live ${whole(codes.live)}`,
    ],
    ['budget', `reserved ${sum(budget.reserved, budget)} · spent ${sum(budget.spent, budget)}`],
    ...(outcome.parked > 0 ? [['parked', `${whole(outcome.parked)} events met a defect`] as const] : []),
    [
      'took',
      `${outcome.seconds} s · ${whole(outcome.events_per_second)} events/s · ${outcome.peak_memory_mb} MB at most`,
    ],
  ]
  const table = rows.map(([name, value]) => `  ${name.padEnd(16)}${value}`)
  const months = outcome.months.map(monthInWords)
  const assumptions = outcome.assumptions.map((sentence) => `  - ${sentence}`)
  return [
    `Replay of ${outcome.source}`,
    '',
    ...table,
    '',
    'Months:',
    ...months,
    '',
    'Supposed:',
    ...assumptions,
    '',
  ].join('\n')
}
