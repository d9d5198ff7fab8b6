// The verb `erase`: erases one shopper, after a look at what it takes away. Works beside a running server.
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import { type Config, loadEnvFile, readConfig } from '../config.ts'
import { StoreError } from '../ports/store-error.ts'
import { createErase, type Erased } from '../runtime/erase.ts'
import { createForgetting } from '../start/forgetting.ts'
import { openStoreThere } from '../start/open-store.ts'
import { openSeal } from '../start/sealing-key.ts'
import { StartError } from '../start/start-error.ts'
import { findTold, NOBODY } from './explain/find-told.ts'
import { openDataToRead } from './explain/open-data.ts'

type Options = { readonly dryRun?: boolean; readonly yes?: boolean }

const HELP = `
SHOPPER is an id of ours, an e-mail, a phone or the shop's own id.

  winback erase anna@shop.example --dry-run    what would go; nothing is changed
  winback erase anna@shop.example              asks first; --yes does not

What stays: sums of budgets, and rows of reports without a person. Files that you made yourself (winback export, lists
of refused rows, backups, logs of other programs) are yours to delete. Stop sending events of this shopper first:
whoever comes again is somebody new.`

export const addErase = (program: Command): void => {
  program
    .command('erase')
    .description('erase a shopper: no personal byte stays in the data folder')
    .argument('<shopper>', 'id, e-mail, phone, or your own id of the shopper')
    .option('--dry-run', 'say what would be erased, and change nothing')
    .option('--yes', 'do not ask')
    .addHelpText('after', HELP)
    .action(async (shopper: string, options: Options) => {
      process.exitCode = await run(shopper, options)
    })
}

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

const inWords = ({ lines, codes, tickets, enrolments, waiting, friends }: Erased): string =>
  `${many(lines, 'line', 'lines')} of talk, ${many(codes, 'code', 'codes')}, ${many(tickets, 'ticket', 'tickets')}, ` +
  `${many(waiting, 'message that waits', 'messages that wait')} to leave; ` +
  `${many(enrolments, 'row of reports loses its', 'rows of reports lose their')} person; ` +
  `${many(friends, 'shopper forgets', 'shoppers forget')} by whose word they came.\n`

const isSure = async (): Promise<boolean> => {
  if (!process.stdin.isTTY) {
    process.stderr.write('Nobody is there to ask: say --yes, or --dry-run to look first.\n')
    return false
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await lines.question('This can not be taken back. Erase? (yes/no) ')
  lines.close()
  return /^y(es)?$/i.test(answer.trim())
}

/** Answers the exit code: 0 erased or shown, 1 nobody or no data, 2 not sure, 3 begun and to be finished. */
const run = async (told: string, options: Options): Promise<number> => {
  try {
    loadEnvFile()
    return await erase(readConfig(), told, options)
  } catch (error) {
    if (!(error instanceof StartError) && !(error instanceof StoreError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}

const erase = async (config: Config, told: string, { dryRun, yes }: Options): Promise<number> => {
  const data = await openDataToRead(config)
  try {
    const { engine, clock } = data
    const id = await findTold({ engine, records: data.store.records }, told.trim())
    const shopper = id && (await engine.root(id))
    const forget = createForgetting(config.data, () => [])
    const reading = { seal: openSeal(config), rulebook: engine.rulebook, clock, random: randomBytes, forget }
    const looked = shopper && (await createErase({ ...reading, store: data.store }).look(shopper))
    if (!shopper || !looked) {
      process.stderr.write(NOBODY(told))
      return 1
    }
    process.stdout.write(inWords(looked.erased))
    if (dryRun) {
      process.stdout.write('Nothing was changed.\n')
      return 0
    }
    if (!yes && !(await isSure())) return 2
    const store = await openStoreThere(config)
    try {
      const done = await createErase({ ...reading, store }).erase(shopper, null)
      if (done === null) return 0
      process.stdout.write(
        done.left === 0
          ? 'Erased.\n'
          : 'Erased; some files are still read by another process. The server finishes it, or run this again.\n',
      )
      return done.left === 0 ? 0 : 3
    } finally {
      await store.close()
    }
  } finally {
    await data.close()
  }
}
