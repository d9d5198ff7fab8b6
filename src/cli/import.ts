// The verb `import`: a shop's past and its goods, from files. Settings are those of `start`.
import { createInterface } from 'node:readline/promises'
import { type Command, Option } from 'commander'
import { loadEnvFile, readConfig } from '../config.ts'
import { plainName } from '../core/goods/item-names.ts'
import { phoneCodeOf } from '../core/person/phone.ts'
import { StoreError } from '../ports/store-error.ts'
import { measureRfm } from '../runtime/rfm.ts'
import { StartError } from '../start/start-error.ts'
import { faultOf } from '../stores/sqlite/faults.ts'
import { type CatalogueWork, catalogueWork } from './import/catalogue.ts'
import { FORMAT_NAMES } from './import/format.ts'
import { HELP } from './import/help.ts'
import { type OrdersWork, ordersWork } from './import/orders.ts'
import { openPlace } from './import/place.ts'
import { ImportProblem, ImportStopped } from './import/problem.ts'
import { openRefusedFile } from './import/refused-file.ts'
import { createReport, type Report } from './import/report.ts'
import { type Run, runImport, type Work } from './import/run.ts'
import { shoppersWork } from './import/shoppers.ts'
import { inJson, inWords, type Summary } from './import/summary.ts'
import { DATE_ORDERS, type DateOrder } from './import/times.ts'
import { showProgress } from './replay/progress.ts'

type What = Summary['what']
type Options = {
  readonly dryRun?: boolean
  readonly json?: boolean
  readonly refused?: string
  readonly format?: string
  readonly encoding?: string
  readonly id?: string
  readonly dateFormat?: DateOrder
  readonly phoneCode?: string
  readonly replace?: boolean
  readonly force?: boolean
  readonly yes?: boolean
}

const ABOUT: Readonly<Record<What, string>> = {
  orders: "past orders into the shoppers' history; nothing is sent and no flow starts",
  shoppers: 'who the shoppers are: e-mail, phone, name, language, birthday, consent',
  catalogue: 'what the shop sells: price, sale price, stock, category, cost',
}

export const addImport = (program: Command): void => {
  const verb = program
    .command('import')
    .description("bring in a shop's orders, shoppers and catalogue from files")
  for (const what of ['orders', 'shoppers', 'catalogue'] as const) {
    const command = verb
      .command(what)
      .description(ABOUT[what])
      .argument('<file>', 'the file, gzipped or not; - reads standard input')
      .option('--dry-run', 'read everything, say what would be done, write nothing')
      .option('--json', 'print one object on one line')
      .option(
        '--refused <file>',
        'write refused rows there as CSV with the reason, to be mended and sent again',
      )
      .addOption(
        new Option('--format <format>', 'what it is, where the content does not tell').choices(
          Object.keys(FORMAT_NAMES).filter((name) => what === 'catalogue' || FORMAT_NAMES[name] !== 'xml'),
        ),
      )
      .option('--encoding <name>', 'utf-8, windows-1251, ... where the file does not say')
    if (what !== 'shoppers') command.option('--id <column>', 'the column that holds the id')
    if (what !== 'catalogue')
      command
        .addOption(
          new Option(
            '--date-format <order>',
            'how 05/06/2026 is meant; without it such a day is refused',
          ).choices(DATE_ORDERS),
        )
        .option('--phone-code <digits>', "the country's code for phones without one, such as 380")
    else
      command
        .option('--replace', 'forget the items that are not in the file')
        .option('--force', 'with --replace: also where some rows were refused')
        .option('--yes', 'with --replace: also where more than half would be forgotten')
    command.addHelpText('after', HELP[what]).action(async (file: string, options: Options) => {
      process.exitCode = await importFile(what, file, options)
    })
  }
}

/** Answers the exit code: 0 all was taken, 2 some rows were refused, 1 it could not run, 130 stopped by hand. */
const importFile = async (what: What, file: string, options: Options): Promise<number> => {
  let stopped = false
  const stop = () => {
    stopped = true
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    return await importWith(what, file, options, () => stopped)
  } catch (error) {
    if (error instanceof ImportStopped) return sayStopped('Stopped while reading; nothing was imported')
    if (faultOf(error, '') instanceof StoreError && !(error instanceof StoreError)) {
      process.stderr.write(
        'The folder for temporary files takes no more, and the import sorts its rows there. Free some space, or set\n' +
          'SQLITE_TMPDIR to another folder, and run the same command again.\n',
      )
      return 1
    }
    const known = error instanceof ImportProblem || error instanceof StartError || error instanceof StoreError
    if (!known) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    // Whatever still comes in is not waited for.
    process.stdin.destroy()
  }
}

const importWith = async (
  what: What,
  file: string,
  options: Options,
  isStopped: () => boolean,
): Promise<number> => {
  const began = performance.now()
  checkOptions(options)
  loadEnvFile()
  const dry = options.dryRun === true
  const refusedFile = options.refused === undefined ? null : openRefusedFile(options.refused)
  const place = await openPlace(readConfig(), dry)
  const report = createReport()
  try {
    const { currency, time_zone } = place.rulebook.shop
    const run: Run = {
      ...{ place, report, isStopped, dry, progress: showProgress() },
      id: options.id === undefined ? undefined : plainName(options.id),
      shop: {
        ...{ currency, zone: time_zone, now: place.clock(), dates: options.dateFormat ?? null },
        phoneCode: options.phoneCode?.replace(/^\+/, '') ?? phoneCodeOf(currency),
      },
    }
    const work = workOf(what, run, options)
    const { encoding, format } = options
    const from = { file, encoding, format: format === undefined ? undefined : FORMAT_NAMES[format] }
    const { columns, about, finished } = await runImport(run, work, from)
    if (!dry && what !== 'catalogue') await measureRfm(place.store, place.clock())
    refusedFile?.write(report, columns)
    const summary: Summary = {
      ...{ what, file, read_as: about, dry_run: dry, finished },
      ...('orders' in work && { orders: (work as OrdersWork).orders() }),
      ...(options.replace && { forgotten: (work as CatalogueWork).forgotten() }),
      seconds: Math.round((performance.now() - began) / 10) / 100,
      peak_memory_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    }
    process.stdout.write(
      options.json ? `${inJson(summary, report)}\n` : inWords(summary, report, refusedFile !== null),
    )
    if (!finished) return sayStopped('Stopped in between; run the same command again, and it goes on')
    return exitCode(report, work, options)
  } finally {
    report.close()
    refusedFile?.close()
    await place.close()
  }
}

const workOf = (what: What, run: Run, { replace, force, yes }: Options): Work => {
  if (what === 'orders') return ordersWork(run)
  if (what === 'shoppers') return shoppersWork(run)
  const confirm = async (gone: number, of: number): Promise<boolean> => yes === true || ask(gone, of)
  return catalogueWork(run, replace ? { force: force === true, confirm } : null)
}

const exitCode = (report: Report, work: Work, { replace }: Options): number => {
  const { refused } = report.counts()
  if (replace && (work as CatalogueWork).keptAll())
    process.stderr.write(
      'Nothing was forgotten, since some rows were refused: mend them, or say --force to forget all the same.\n',
    )
  return refused > 0 ? 2 : 0
}

const checkOptions = ({ replace, force, yes, phoneCode }: Options): void => {
  if ((force || yes) && !replace) throw new ImportProblem('--force and --yes go with --replace')
  if (phoneCode !== undefined && !/^\+?\d{1,4}$/.test(phoneCode))
    throw new ImportProblem('--phone-code takes one to four digits, such as 380')
}

const ask = async (gone: number, of: number): Promise<boolean> => {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await lines.question(`\n${gone} of ${of} items are not in the file. Forget them? [y/N] `)
  lines.close()
  return /^y(es)?$/i.test(answer.trim())
}

const sayStopped = (why: string): number => {
  process.stderr.write(`${why}\n`)
  return 130
}
