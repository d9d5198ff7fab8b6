// The verb `explain`: why it is so with one shopper. Reads the data of `start`, beside a running server or without one.
import { type Command, Option } from 'commander'
import { loadEnvFile, readConfig } from '../config.ts'
import { LANGS, type Lang } from '../core/meaning.ts'
import { explain } from '../core/query/explain.ts'
import { StoreError } from '../ports/store-error.ts'
import { StartError } from '../start/start-error.ts'
import { findTold, NOBODY } from './explain/find-told.ts'
import { openDataToRead, type ReadData } from './explain/open-data.ts'
import { inWords } from './explain/print.ts'
import { openItem, unsentInWords } from './explain/unsent.ts'

type Options = { readonly json?: boolean; readonly lang: Lang }

const HELP = `
SHOPPER is any of
  an id of ours          s_x7Yb…
  an e-mail or a phone   anna@shop.example   +380501234567
  the shop's own id      what /v1/identify calls userId

What it prints: the segments that hold, each with its rule and facts; why each code was given, with the facts as they
were then; for every flow that gives codes what it would give now, or what fails; by which channel this shopper would be
written to, with its figures; and why the latest messages were not sent, or what they wait for. Nothing is changed.`

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

/** Answers the exit code: 0 explained, 1 there is no such shopper or no data. */
const explainShopper = async (told: string, { json, lang }: Options): Promise<number> => {
  let data: ReadData | null = null
  try {
    loadEnvFile()
    data = await openDataToRead(readConfig())
    const { engine, store, clock } = data
    const id = await findTold({ engine, records: store.records }, told.trim())
    const shopper = id && (await engine.shopper(id))
    if (!shopper) {
      process.stderr.write(NOBODY(told))
      return 1
    }
    const rulebook = engine.rulebook()
    const explained = explain({
      ...{ rulebook, shopper, at: clock() },
      around: await engine.around(shopper),
      budgets: await store.records.budgets(),
    })
    const zone = rulebook.shop.time_zone
    const { outbox } = await store.erasure.held([id])
    const unsent = [...(shopper.unsent ?? []).toReversed()]
    process.stdout.write(
      json
        ? `${JSON.stringify({ ...explained, unsent, outbox: outbox.map(openItem) })}\n`
        : inWords(explained, zone, lang, (minor) => rulebook.sum(minor, lang)) +
            unsentInWords(unsent, outbox, zone, lang),
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
