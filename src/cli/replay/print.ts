// The summary of a replay in words, for a terminal. Knows where figures stand, not where they come from.
import { toMajor } from '../../core/money.ts'
import type { StoreSummary } from './summary.ts'

export type Outcome = StoreSummary & {
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
  const assumptions = outcome.assumptions.map((sentence) => `  - ${sentence}`)
  return [`Replay of ${outcome.source}`, '', ...table, '', 'Supposed:', ...assumptions, ''].join('\n')
}
