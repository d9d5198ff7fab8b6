// The verb `restore`: what `backup` wrote, put into an empty store. The whole file is looked at before anything is written.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { loadEnvFile, readConfig } from '../config.ts'
import type { BackupRecord } from '../ports/backup.ts'
import { StoreError } from '../ports/store-error.ts'
import { startErrorOf } from '../start/data-folder.ts'
import { readMark, writeMark } from '../start/move-mark.ts'
import { StartError } from '../start/start-error.ts'
import { createCount } from './backup/count.ts'
import { createKeyCheck } from './backup/key-check.ts'
import { readLines } from './backup/lines.ts'
import { openToFill, sealAtHand } from './backup/stores.ts'
import { createRolling, createTally, differences, type Tally, travels } from './backup/tally.ts'
import { tallyOf } from './migrate/move.ts'

const HELP = `
The store that the settings name must be empty, and no server may run on it. Beside the file you need what is not in it:
the sealing key that the shop had (WINBACK_KEY, or the file that WINBACK_KEY_FILE names), your settings, flows/ and
locales/; and where the key was ever changed, key-ring and key-old, put into the new data folder first.

A file that was cut off or damaged is refused, with its line, before anything is written. Ended on the way, run it again
with the same file. Whoever was erased after the backup was taken is in it again: erase them again.`

export const addRestore = (program: Command): void => {
  program
    .command('restore')
    .description('put a backup into an empty store')
    .argument('<file>', 'what winback backup wrote')
    .addHelpText('after', HELP)
    .action(async (file: string) => {
      process.exitCode = await restore(resolve(file))
    })
}

/** Written together. */
const PART = 500

type Looked = { readonly id: string; readonly tally: Tally }

/** Reads all of it, and changes nothing. */
const look = async (file: string, check: (record: BackupRecord) => void): Promise<Looked> => {
  const [rolling, tally, count] = [createRolling(), createTally(), createCount('looked at')]
  for await (const record of count.through(readLines(file))) {
    check(record)
    rolling.add(record)
    if (travels(record)) tally.add(record)
  }
  return { id: rolling.now(), tally: tally.tally() }
}

/** Answers the exit code: 0 it is there, 1 it is not. */
const restore = async (file: string): Promise<number> => {
  try {
    loadEnvFile()
    const config = readConfig()
    if (!existsSync(file)) throw new StartError(`There is no file ${file}.`)
    const { id, tally } = await look(file, createKeyCheck(sealAtHand(config)))
    const end = await openToFill(config)
    try {
      await fill(file, id, tally, end)
    } catch (error) {
      throw startErrorOf(error, config.data, 'WINBACK_DATA')
    } finally {
      await end.close()
    }
    return 0
  } catch (error) {
    if (!(error instanceof StartError) && !(error instanceof StoreError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}

const fill = async (
  file: string,
  id: string,
  tally: Tally,
  { store, place }: Awaited<ReturnType<typeof openToFill>>,
): Promise<void> => {
  const mark = await readMark(store.notes)
  const isSame = mark?.state === 'arriving' && mark.id === id
  if (!isSame && !(await store.backup.isEmpty()))
    throw new StartError(`${place} is not empty. A backup is put into an empty store only.`)
  const since = new Date().toISOString()
  await writeMark(store.notes, { state: 'arriving', id, from: file, since, done: 0, digest: '' })
  const count = createCount('restored')
  let part: BackupRecord[] = []
  for await (const record of count.through(readLines(file))) {
    if (travels(record)) part.push(record)
    if (part.length < PART) continue
    await store.backup.write(part)
    part = []
  }
  await store.backup.write(part)
  const unlike = differences(tally, await tallyOf({ store }))
  if (unlike.length > 0)
    throw new StartError(
      `What is there now is not what the file holds: ${unlike.join(', ')}. Run this again.`,
    )
  await writeMark(store.notes, { state: 'here', id })
  process.stdout.write(`${place} holds ${count.words()}.\n`)
}
