// What an import came to, in words for a terminal or as one JSON object. Knows where figures stand, not where they
// come from.
import type { Counts, Refused, Report } from './report.ts'

export type Summary = {
  readonly what: 'orders' | 'shoppers' | 'catalogue'
  readonly file: string
  readonly read_as: string
  readonly dry_run: boolean
  readonly finished: boolean
  /** Orders put together from rows. */
  readonly orders?: number
  readonly forgotten?: number
  readonly seconds: number
  readonly peak_memory_mb: number
}

/** So many are told one by one; --refused FILE has them all. */
const TOLD = 1000
const WARNED = 20

const whole = (count: number): string => count.toLocaleString('en')

const told = ({ line, id, why }: Refused): string => `  line ${line}${id ? `  ${id}` : ''}: ${why}`

const list = (title: string, rows: readonly Refused[], all: number, most: string): string[] =>
  all === 0
    ? []
    : [
        title,
        ...rows.map(told),
        ...(all > rows.length ? [`  and ${whole(all - rows.length)} more${most}`] : []),
        '',
      ]

export const inWords = (summary: Summary, report: Report, hasFile: boolean): string => {
  const counts = report.counts()
  const { what, dry_run: dry } = summary
  const rows: readonly (readonly [string, number | undefined])[] = [
    ['rows read', counts.read],
    ['orders', summary.orders],
    [dry ? 'would add' : 'added', counts.added],
    [dry ? 'would change' : 'changed', counts.changed],
    ['unchanged', counts.unchanged],
    ['said again', counts.repeated || undefined],
    ['left out', counts.skipped || undefined],
    [dry ? 'would forget' : 'forgotten', summary.forgotten],
    ['refused', counts.refused],
  ]
  const shown = rows.filter((row): row is readonly [string, number] => row[1] !== undefined)
  return [
    ...list('Refused:', report.refused(TOLD), counts.refused, hasFile ? '' : ': --refused FILE has them all'),
    ...list('Look at these:', report.warned(WARNED), counts.warnings, ''),
    `Import of ${what} from ${summary.file} (${summary.read_as})${dry ? ': a dry run, nothing was written' : ''}`,
    '',
    ...shown.map(([name, count]) => `  ${name.padEnd(14)}${whole(count)}`),
    `  ${'took'.padEnd(14)}${summary.seconds} s, ${summary.peak_memory_mb} MB at most`,
    '',
  ].join('\n')
}

export const inJson = (summary: Summary, report: Report): string => {
  const { warnings, ...counts }: Counts = report.counts()
  return JSON.stringify({
    ...summary,
    ...counts,
    warnings,
    refused_rows: report.refused(TOLD),
    warned_rows: report.warned(TOLD),
  })
}
