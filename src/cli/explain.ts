// The verb `explain`: why it is so with one shopper. Reads the data of `start`, beside a running server or without one.
import { type Command, Option } from 'commander'
import { loadEnvFile, readConfig } from '../config.ts'
import { LANGS, type Lang } from '../core/meaning.ts'
import { explain } from '../core/query/explain.ts'
import { findShopper } from '../http/desk/find-shopper.ts'
import { StoreError } from '../ports/store-error.ts'
import { StartError } from '../start/start-error.ts'
import { openDataToRead, type ReadData } from './explain/open-data.ts'
import { inWords } from './explain/print.ts'

type Options = { readonly json?: boolean; readonly lang: Lang }

const HELP = `
SHOPPER is any of
  an id of ours          s_x7Yb…
  an e-mail or a phone   anna@shop.example   +380501234567
  the shop's own id      what /v1/identify calls userId

What it prints: the segments that hold, each with its rule and facts; why each code was given, with the facts as they
were then; for every flow that gives codes what it would give now, or what fails; and by which channel this shopper would be written to,
with its figures. Nothing is changed.`

export const addExplain = (program: Command): void => {
  program
    .command('explain')
    .description('why a shopper got a code, is in a segment, or would get nothing now')
    .argument('<shopper>', 'id, e-mail, phone, or your own id of the shopper')
    .option('--json', 'print one object on one line')
    .addOption(new Option('--lang <lang>', 'the language of the sentences').choices(LANGS).default('en'))
    .addHelpText('after', HELP)
    .action(async (shopper: string, options: Options) => {
      process.exitCode = await explainShopper(shopper, options)
    })
}

/** Whose it is, by whatever is told. */
const found = async ({ engine, store }: ReadData, told: string): Promise<string | null> => {
  if (await engine.shopper(told)) return told
  const finder = { engine, records: store.records }
  const ways = told.includes('@') ? (['email', 'user'] as const) : (['user', 'visitor', 'phone'] as const)
  for (const by of ways) {
    const shopper = await findShopper(finder, by, told)
    if (shopper) return shopper
  }
  return null
}

/** Answers the exit code: 0 explained, 1 there is no such shopper or no data. */
const explainShopper = async (told: string, { json, lang }: Options): Promise<number> => {
  let data: ReadData | null = null
  try {
    loadEnvFile()
    data = await openDataToRead(readConfig())
    const { engine, store, clock } = data
    const id = await found(data, told.trim())
    const shopper = id && (await engine.shopper(id))
    if (!shopper) {
      process.stderr.write(
        `Nobody is known by "${told}". An id, an e-mail, a phone or the shop's own id is expected, as the desk finds them.\n`,
      )
      return 1
    }
    const rulebook = engine.rulebook()
    const explained = explain({
      ...{ rulebook, shopper, at: clock() },
      around: await engine.around(shopper),
      budgets: await store.records.budgets(),
    })
    process.stdout.write(
      json
        ? `${JSON.stringify(explained)}\n`
        : inWords(explained, rulebook.shop.time_zone, lang, (minor) => rulebook.sum(minor, lang)),
    )
    return 0
  } catch (error) {
    if (!(error instanceof StartError) && !(error instanceof StoreError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  } finally {
    await data?.close()
  }
}
