// The verb `backup`: everything of the store into one file, beside a running server or without one.
import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Command } from 'commander'
import { loadEnvFile, readConfig } from '../config.ts'
import type { BackupRecord } from '../ports/backup.ts'
import { StoreError } from '../ports/store-error.ts'
import { startErrorOf } from '../start/data-folder.ts'
import { StartError } from '../start/start-error.ts'
import { VERSION } from '../start/version.ts'
import { createCount } from './backup/count.ts'
import { writeLines } from './backup/lines.ts'
import { openToRead } from './backup/stores.ts'

const HELP = `
FILE is JSON lines; it is packed where its name ends in .gz:
  winback backup /backups/monday.jsonl.gz

It is of one moment, and the server works on meanwhile. Nothing in it is opened that is sealed. NOT in it, and needed to
use it: the sealing key (WINBACK_KEY, or the file that WINBACK_KEY_FILE names), and after a change of the key the files
key-check, key-old and key-ring of the data folder; your settings (.env), flows/ and locales/; files that shoppers sent.
Keep the key somewhere else than the file.`

export const addBackup = (program: Command): void => {
  program
    .command('backup')
    .description('copy everything that the store holds into one file, beside a running server')
    .argument('<file>', 'where it goes; packed where the name ends in .gz')
    .option('--force', 'replace a file that is there')
    .addHelpText('after', HELP)
    .action(async (file: string, { force = false }: { readonly force?: boolean }) => {
      process.exitCode = await backup(resolve(file), force)
    })
}

/** Answers the exit code: 0 written, 1 not. */
const backup = async (file: string, force: boolean): Promise<number> => {
  try {
    loadEnvFile()
    if (existsSync(file) && !force) throw new StartError(`${file} is there already. --force replaces it.`)
    if (!existsSync(dirname(file)) || !statSync(dirname(file)).isDirectory())
      throw new StartError(`There is no folder ${dirname(file)}.`)
    const store = await openToRead(readConfig())
    const count = createCount('backup')
    try {
      await writeLines(file, count.through(named(store.backup.read())))
    } catch (error) {
      throw startErrorOf(error, file, 'the name of the file')
    } finally {
      await store.close()
    }
    process.stdout.write(`${file}: ${count.words()}. The sealing key is not in it.\n`)
    return 0
  } catch (error) {
    if (!(error instanceof StartError) && !(error instanceof StoreError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}

/** The head says which Winback wrote it. */
async function* named(records: AsyncIterable<BackupRecord>): AsyncGenerator<BackupRecord> {
  for await (const record of records)
    yield record.kind === 'head' ? { ...record, version: `${VERSION} (${record.version})` } : record
}
