// Rows as a table of Markdown, and as lines to look at.
import type { Goal, Row } from './bench.ts'
import { median, quantile, ratios } from './rounds.ts'

const short = (value: number): string => {
  if (value >= 100) return Math.round(value).toLocaleString('en-US')
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

const spread = (values: readonly number[]): string =>
  `${short(median(values))} (${short(quantile(values, 0.25))}–${short(quantile(values, 0.75))})`

const goalOf = (goal: Goal | null, times: string): string => {
  if (!goal) return ''
  return 'least' in goal ? `at least ${goal.least}${times}` : `at most ${goal.most}${times}`
}

/** null: nothing was to be reached. */
export const isMet = ({ ours, peer, goal }: Row): boolean | null => {
  if (!goal) return null
  const seen = median(peer ? ratios(ours, peer.rounds) : ours)
  return 'least' in goal ? seen >= goal.least : seen <= goal.most
}

const HEAD = ['| what | ours | peer | ratio | goal | met |', '|---|---|---|---|---|---|']
const MET = { true: 'yes', false: '**no**', null: '' } as const

/** Medians, and in brackets the quartiles. */
export const tableOf = (rows: readonly Row[]): readonly string[] => [
  ...HEAD,
  ...rows.map((row) => {
    const { what, ours, peer, unit, goal } = row
    const cells = [
      what,
      `${spread(ours)} ${unit}`,
      peer ? `${peer.name}: ${spread(peer.rounds)}` : '',
      peer ? `${spread(ratios(ours, peer.rounds))}x` : '',
      goalOf(goal, peer ? 'x' : ` ${unit}`),
      MET[`${isMet(row)}`],
    ]
    return `| ${cells.join(' | ')} |`
  }),
]
