// The verb `migrate`: moves a shop from one store to another without losing anything.
import { type Command, Option } from 'commander'
import { type Config, loadEnvFile, readConfig } from '../config.ts'
import { StoreError } from '../ports/store-error.ts'
import { startErrorOf } from '../start/data-folder.ts'
import { openSeal } from '../start/sealing-key.ts'
import { StartError } from '../start/start-error.ts'
import type { Opened } from './backup/stores.ts'
import { STORES, type StoreName } from './migrate/ends.ts'
import { moveShop, undoMove } from './migrate/move.ts'

type Options = {
  readonly from: StoreName
  readonly to: StoreName
  readonly resume?: boolean
  readonly undo?: boolean
}

const HELP = `
  winback migrate --from sqlite --to redis             moves the shop; the data folder's server must have ended
  winback migrate --from sqlite --to redis --resume    goes on where it was ended, at whatever point
  winback migrate --from sqlite --to redis --undo      the shop stays where it was, as long as nothing happened since
  winback migrate --from redis --to sqlite             the way back with all that happened, into an empty data folder

Everything is copied, then read again and compared, kind by kind. Then the old place is marked as left, so that nothing
starts there by mistake, and the new one serves. Nothing is deleted: once you are sure, delete the old place yourself.
What is not in a store moves by your hand: settings, flows/, locales/, the sealing key, and the small files of the data
folder (key-check, key-ring, key-old).`

export const addMigrate = (program: Command): void => {
  const names = Object.keys(STORES)
  program
    .command('migrate')
    .description('move the shop to another store, resumable, without losing anything')
    .addOption(new Option('--from <store>', 'where the shop is').choices(names).makeOptionMandatory())
    .addOption(new Option('--to <store>', 'where it goes').choices(names).makeOptionMandatory())
    .option('--resume', 'go on with the move that was begun')
    .option('--undo', 'take the move back')
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      process.exitCode = await migrate(options)
    })
}

/** Answers the exit code: 0 moved (or taken back), 1 not. */
const migrate = async (options: Options): Promise<number> => {
  const opened: Opened[] = []
  try {
    loadEnvFile()
    const config = readConfig()
    if (options.from === options.to) throw new StartError('--from and --to are the same store.')
    if (options.resume && options.undo)
      throw new StartError('--resume goes on and --undo takes back: say one of them.')
    try {
      await work(config, options, opened)
    } catch (error) {
      throw startErrorOf(error, config.data, 'WINBACK_DATA')
    }
    return 0
  } catch (error) {
    if (!(error instanceof StartError) && !(error instanceof StoreError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  } finally {
    for (const end of opened.reverse()) await end.close()
  }
}

const work = async (config: Config, options: Options, opened: Opened[]): Promise<void> => {
  const open = async (name: StoreName, how: 'leave' | 'fill'): Promise<Opened> => {
    const end = await STORES[name][how](config)
    opened.push(end)
    return end
  }
  const [from, to] = [await open(options.from, 'leave'), await open(options.to, 'fill')]
  if (options.undo) {
    await undoMove({ from, to })
    process.stdout.write(`The shop is at ${from.place} again.\n`)
    return
  }
  const tell = (sentence: string): void => void process.stderr.write(`${sentence}\n`)
  const now = (): string => new Date().toISOString()
  const moved = await moveShop({
    from,
    to,
    resume: options.resume ?? false,
    seal: openSeal(config),
    now,
    tell,
  })
  const told = Object.entries(moved).map(([kind, text]) => `${text.split(' ')[0]} ${kind}`)
  process.stdout.write(`The shop is at ${to.place} now: ${told.join(', ')}.\n`)
}
