// The verb `report`: what the campaigns earned, in words, as JSON or as CSV; beside a running server too.
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type BoardLang, TABLES } from '../browser/board/figures-text.ts'
import { loadEnvFile } from '../config.ts'
import { DIMENSIONS, type Dimension } from '../core/report/dimension.ts'
import type { Report } from '../core/report/report.ts'
import { isDay, spanOf } from '../core/report/span.ts'
import { shownReport } from '../http/report-shown.ts'
import { nearest } from '../rulebook/nearest.ts'
import { keptDigests, makeDigest } from '../start/digests.ts'
import { readReport } from '../start/reports.ts'
import { StartError } from '../start/start-error.ts'
import { reportCsv } from './report/csv.ts'
import { digestWords } from './report/digest.ts'
import { breakdownText, codesText } from './report/groups.ts'
import { monthsText } from './report/months.ts'
import { openReportPlace, type ReportPlace } from './report/place.ts'
import { campaignTable, partsOf, section, variantLines } from './report/words.ts'

type Options = {
  readonly campaign?: string
  readonly by?: Dimension
  readonly from?: string
  readonly to?: string
  readonly json?: boolean
  readonly csv?: boolean
  readonly digest?: boolean
  readonly lang: BoardLang
  readonly data?: string
  readonly flows?: string
}

const toDay = (text: string): string => {
  if (!isDay(text)) throw new InvalidArgumentError('It is a day such as 2026-11-01.')
  return text
}

export const addReport = (program: Command): void => {
  program
    .command('report')
    .description('what the campaigns earned, against their holdouts')
    .option('--campaign <name>', 'this campaign only, with its variants')
    .addOption(new Option('--by <what>', 'broken down by').choices(DIMENSIONS))
    .option('--from <day>', "enrolments from this day on, in the shop's zone", toDay)
    .option('--to <day>', 'up to and with this day', toDay)
    .addOption(new Option('--json', 'print one object on one line').conflicts('csv'))
    .option('--csv', 'print a table that spreadsheets read: the campaigns, or with --by the groups')
    .addOption(
      new Option('--digest', 'the weekly digest: what earned, what lost, what to look at').conflicts([
        ...['csv', 'campaign', 'by', 'from', 'to'],
      ]),
    )
    .addOption(
      new Option('--lang <lang>', 'the language of the words').choices(Object.keys(TABLES)).default('en'),
    )
    .option('--data <dir>', 'the data folder, also of a replay (else WINBACK_DATA)')
    .option('--flows <dir>', 'rules of another place: a folder with flows/ and locales/')
    .action(async (options: Options) => {
      // Whoever reads may have seen enough: `winback report | head`.
      process.stdout.on('error', () => {})
      process.exitCode = await report(options)
    })
}

/** Answers the exit code. */
const report = async (options: Options): Promise<number> => {
  let place: ReportPlace | null = null
  try {
    loadEnvFile()
    place = await openReportPlace(options)
    process.stdout.write(await answer(place, options))
    return 0
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  } finally {
    await place?.store.close()
  }
}

/** Those that are kept, and where none of last week is, as it would be: nothing is written here. */
const digest = async ({ store, rulebook, now }: ReportPlace, { json, lang }: Options): Promise<string> => {
  const { digests } = await keptDigests(store.notes)
  const made = await makeDigest({
    records: store.records,
    notes: store.notes,
    rulebook: () => rulebook,
    clock: () => now,
  })
  const isKept = made === null || digests.some(({ week }) => week >= made.week)
  const all = isKept ? digests : [made, ...digests]
  return json ? `${JSON.stringify({ digests: all })}\n` : digestWords(all, rulebook.shop.time_zone, lang)
}

const answer = async (place: ReportPlace, options: Options): Promise<string> => {
  if (options.digest) return digest(place, options)
  const { store, rulebook, now } = place
  const { campaign, by, from, to } = options
  const span = spanOf(from, to, rulebook.shop.time_zone)
  const query = { ...(campaign !== undefined && { campaign }), ...(by && { by }), ...span }
  const made = await readReport(store.records, rulebook, query, now)
  if (campaign !== undefined && made.campaigns.length === 0) {
    const names = rulebook.flows.map(({ name }) => name)
    const near = nearest(campaign, names)
    throw new StartError(
      `There is no campaign "${campaign}"${near ? `; did you mean ${near}?` : `. There are: ${names.join(', ')}`}`,
    )
  }
  if (options.json) return `${JSON.stringify(shownReport(made))}\n`
  return options.csv ? reportCsv(made) : inWords(made, rulebook.shop.name, options.lang)
}

const inWords = (report: Report, shop: string, lang: BoardLang): string => {
  const parts = partsOf(lang, report)
  const { say, number } = parts
  const head = `${shop} · ${say('updated', { at: number.time(report.made) })} · ${say('enrolments', { n: number.whole(report.rows) })}`
  const { query, breakdown, codes, campaigns } = report
  const [only] = campaigns
  if (report.rows === 0)
    return `${head}\n\n  ${say((query.from ?? query.to) ? 'none_here' : 'nothing_yet')}\n`
  const body = codes
    ? [codesText(codes, parts)]
    : breakdown
      ? [breakdownText(breakdown, parts)]
      : query.campaign !== undefined && only
        ? [section(only.campaign, only, parts), variantLines(only, parts) ?? '', monthsText(report, parts)]
        : [
            section(say('all'), report.shop, parts, true),
            campaignTable(report, parts),
            '',
            monthsText(report, parts),
          ]
  return `${[head, '', ...body].join('\n').trimEnd()}\n`
}
