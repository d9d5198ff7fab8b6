// The verb `codes`: codes that the shop has from elsewhere, imported into pools, and what is left of them. Settings are
// those of `start`; it may run beside a server.
import type { Command } from 'commander'
import { loadEnvFile, readConfig } from '../config.ts'
import { atLocal } from '../core/time/local-time.ts'
import type { PoolState } from '../ports/pools.ts'
import { StoreError } from '../ports/store-error.ts'
import { LASTS } from '../runtime/pool-codes.ts'
import { StartError } from '../start/start-error.ts'
import { importCodes } from './codes/import-codes.ts'
import { openPlace, type Place } from './import/place.ts'
import { ImportProblem, ImportStopped } from './import/problem.ts'
import { createReport, type Report } from './import/report.ts'
import { readTime } from './import/times.ts'
import { showProgress } from './replay/progress.ts'

const HELP = `
One code a line, or a CSV with a column called code; gzipped or not. Case, dashes, spaces and look-alike letters don't
count when a shopper types it. Codes are sealed as they are read: neither the data nor a log ever holds them in plain.

An offer draws from the pool by  codes: { pool: NAME }  in flows/offers.yaml.

Exit code: 0 all was taken, 2 some lines were refused, 1 it could not run, 130 stopped by hand.
A second run of the same file adds nothing. It may run beside a server.

  winback codes import codes.csv --pool partner --until 2027-01-31
  zcat codes.txt.gz | winback codes import - --pool partner --dry-run`

type Options = {
  readonly pool: string
  readonly until?: string
  readonly dryRun?: boolean
  readonly json?: boolean
  readonly encoding?: string
}

/** So many refused lines are shown; --json has them all. */
const SHOWN = 50
const NAME = /^[a-z][a-z0-9_]{0,47}$/

export const addCodes = (program: Command): void => {
  const verb = program
    .command('codes')
    .description('bring in codes from elsewhere, and see what is left of them')
  verb
    .command('import')
    .description('codes of a file into a pool; says line by line what it refused')
    .argument('<file>', 'the file, gzipped or not; - reads standard input')
    .requiredOption('--pool <name>', 'the pool, as offers name it; a new name makes a new pool')
    .option('--until <day>', 'the last day on which these codes work, such as 2027-01-31')
    .option('--dry-run', 'read everything, say what would be done, write nothing')
    .option('--json', 'print one object on one line')
    .option('--encoding <name>', 'utf-8, windows-1251, ... where the file does not say')
    .addHelpText('after', HELP)
    .action(async (file: string, options: Options) => {
      process.exitCode = await guarded((isStopped) => importWith(file, options, isStopped))
    })
  verb
    .command('pools')
    .description('the pools: codes left, used and ended')
    .option('--json', 'print one object on one line')
    .action(async (options: { json?: boolean }) => {
      process.exitCode = await guarded(() => listPools(options.json === true))
    })
}

const guarded = async (work: (isStopped: () => boolean) => Promise<number>): Promise<number> => {
  let stopped = false
  const stop = () => {
    stopped = true
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    return await work(() => stopped)
  } catch (error) {
    if (error instanceof ImportStopped) {
      process.stderr.write('Stopped while reading; nothing was imported\n')
      return 130
    }
    const known = error instanceof ImportProblem || error instanceof StartError || error instanceof StoreError
    if (!known) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    process.stdin.destroy()
  }
}

/** The end of that day at the shop. */
const endOf = (until: string | undefined, place: Place): number | null => {
  if (until === undefined) return null
  const { time_zone } = place.rulebook.shop
  const read = readTime(until, time_zone, null)
  if (read.kind === 'wrong') throw new ImportProblem(`--until: ${read.why.replace(/ 12:00$/, '')}`)
  const ends = atLocal(read.year, read.month, read.day + 1, 0, 0, time_zone)
  if (ends <= place.clock()) throw new ImportProblem(`--until ${until} has passed already`)
  return ends
}

const importWith = async (file: string, options: Options, isStopped: () => boolean): Promise<number> => {
  const { pool, json } = options
  if (!NAME.test(pool))
    throw new ImportProblem(
      `--pool "${pool}": a pool is named in small Latin letters, digits and _, such as partner_autumn`,
    )
  loadEnvFile()
  const dry = options.dryRun === true
  const place = await openPlace(readConfig(), dry)
  const report = createReport()
  try {
    const { store, seal, rulebook } = place
    const run = {
      ...{ store, seal, rulebook, report, isStopped, dry, pool },
      ...{ progress: showProgress(), ends: endOf(options.until, place) },
    }
    const finished = await importCodes(run, file, options.encoding)
    const used = Object.values(rulebook.offers).some(
      ({ codes }) => codes?.kind === 'pool' && codes.pool === pool,
    )
    process.stdout.write(
      json ? inJson(report, { file, pool, dry_run: dry, finished }) : inWords(report, file, pool, dry),
    )
    if (!used && !json)
      process.stderr.write(
        `No offer draws from the pool ${pool} yet: codes: { pool: ${pool} } in flows/offers.yaml\n`,
      )
    if (!finished) {
      process.stderr.write('Stopped in between; run the same command again, and it goes on\n')
      return 130
    }
    return report.counts().refused > 0 ? 2 : 0
  } finally {
    report.close()
    await place.close()
  }
}

const inWords = (report: Report, file: string, pool: string, dry: boolean): string => {
  const { read, added, unchanged, refused } = report.counts()
  const told = report.refused(SHOWN).map(({ line, why }) => `  line ${line}: ${why}`)
  const more = refused > told.length ? [`  and ${refused - told.length} more; --json has them all`] : []
  const rows: readonly (readonly [string, number])[] = [
    ['read', read],
    [dry ? 'would be added' : 'added', added],
    ['there already', unchanged],
    ['refused', refused],
  ]
  return [
    `Codes of ${file} into the pool ${pool}${dry ? ': a dry run, nothing was written' : ''}`,
    '',
    ...rows.filter(([name, n]) => n > 0 || name === 'read').map(([name, n]) => `  ${name.padEnd(16)}${n}`),
    ...(refused > 0 ? ['', 'Refused:', ...told, ...more] : []),
    '',
  ].join('\n')
}

const inJson = (report: Report, about: object): string => {
  const { read, added, unchanged, refused } = report.counts()
  const rows = report.refused(Number.MAX_SAFE_INTEGER).map(({ line, why }) => ({ line, why }))
  return `${JSON.stringify({ ...about, read, added, unchanged, refused, refused_lines: rows })}\n`
}

const inTable = (pools: readonly PoolState[]): string => {
  if (pools.length === 0) return 'There are no pools. winback codes import FILE --pool NAME makes one.\n'
  const rows = [
    ['pool', 'left', 'used', 'ended', 'being drawn'],
    ...pools.map((one) => [one.pool, one.left, one.used, one.ended, one.laid_aside].map(String)),
  ]
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)))
  return rows
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
    )
    .map((line) => `${line}\n`)
    .join('')
}

const listPools = async (json: boolean): Promise<number> => {
  loadEnvFile()
  const place = await openPlace(readConfig(), true)
  try {
    const now = place.clock()
    const pools = await place.store.pools.list(now, now + LASTS)
    process.stdout.write(json ? `${JSON.stringify({ pools })}\n` : inTable(pools))
    return 0
  } finally {
    await place.close()
  }
}
