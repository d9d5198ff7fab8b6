// The verb `export`: all there is of one shopper, as JSON. Reads beside a running server or without one.
import type { Command } from 'commander'
import { loadEnvFile, readConfig } from '../config.ts'
import { StoreError } from '../ports/store-error.ts'
import { exportShopper } from '../runtime/export.ts'
import { StartError } from '../start/start-error.ts'
import { findTold, NOBODY } from './explain/find-told.ts'
import { openDataToRead, type ReadData } from './explain/open-data.ts'

const HELP = `
SHOPPER is an id of ours, an e-mail, a phone or the shop's own id. The JSON goes to standard output:
  winback export anna@shop.example > anna.json
Whoever reads that file reads everything: keep it as you keep the data folder, and delete it when it was handed over.`

export const addExport = (program: Command): void => {
  program
    .command('export')
    .description('all there is of one shopper, as JSON')
    .argument('<shopper>', 'id, e-mail, phone, or your own id of the shopper')
    .addHelpText('after', HELP)
    .action(async (shopper: string) => {
      process.exitCode = await run(shopper)
    })
}

/** Answers the exit code: 0 given out, 1 there is no such shopper or no data. */
const run = async (told: string): Promise<number> => {
  let data: ReadData | null = null
  try {
    loadEnvFile()
    data = await openDataToRead(readConfig())
    const { engine, store } = data
    const id = await findTold({ engine, records: store.records }, told.trim())
    const all = id && (await exportShopper({ store, rulebook: engine.rulebook, root: engine.root }, id))
    if (!all) {
      process.stderr.write(NOBODY(told))
      return 1
    }
    process.stdout.write(`${JSON.stringify(all, null, 2)}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof StartError) && !(error instanceof StoreError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  } finally {
    await data?.close()
  }
}
