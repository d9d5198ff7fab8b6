// The verb `replay`: sends a real history through the engine and says what came of it.
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { History } from '../histories/history.ts'
import { openFolder, type ReplayFolder } from './replay/folder.ts'
import { inWords, type Outcome } from './replay/print.ts'
import { ReplayProblem, ReplayStopped } from './replay/problem.ts'
import { showProgress } from './replay/progress.ts'
import { openRules } from './replay/rules.ts'
import { type Replayed, runReplay } from './replay/run.ts'
import { ASSUMED, rulesOf, SOURCES } from './replay/sources.ts'

type Options = {
  readonly from: string
  readonly data?: string
  readonly flows?: string
  readonly seed: number
  readonly json?: boolean
}

const toSeed = (text: string): number => {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It is a whole number.')
  return Number(text)
}

export const addReplay = (program: Command): void => {
  program
    .command('replay')
    .description('send a real history through intake, turn, store and relay, in virtual time')
    .argument('<file>', 'CSV, gzipped or not')
    .addOption(
      new Option('--from <source>', 'what kind of history it is')
        .choices(SOURCES.map(({ name }) => name))
        .makeOptionMandatory(),
    )
    .option('--data <dir>', 'keep the store in this folder, and go on there; else it is removed at the end')
    .option('--flows <dir>', "other rules than the source's own: a folder with flows/ and locales/")
    .option('--seed <n>', 'where ids, draws and keys come from', toSeed, 1)
    .option('--json', 'print one object on one line')
    .action(async (file: string, options: Options) => {
      process.exitCode = await replay(file, options)
    })
}

/** Answers the exit code: 0 done, 1 could not (or some events met a defect), 130 stopped by hand. */
const replay = async (file: string, options: Options): Promise<number> => {
  let stopped = false
  const stop = () => {
    stopped = true
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  let folder: ReplayFolder | null = null
  try {
    folder = openFolder(options.data)
    return await replayIn(folder, file, options, () => stopped)
  } catch (error) {
    if (error instanceof ReplayStopped) return sayStopped('Stopped while reading; nothing was replayed')
    if (!(error instanceof ReplayProblem)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  } finally {
    folder?.end()
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
}

const replayIn = async (
  folder: ReplayFolder,
  file: string,
  { from, flows, seed, json }: Options,
  isStopped: () => boolean,
): Promise<number> => {
  const began = performance.now()
  const history = SOURCES.find(({ name }) => name === from) as History
  const rules = await openRules(flows ?? rulesOf(history.name), history.currency)
  const progress = showProgress()
  const replayed = await runReplay({ history, file, seed, rules, folder, progress, isStopped })
  if (!replayed.finished) return sayStopped(stoppedAt(folder, replayed.events))
  const outcome = toOutcome(history, folder, replayed, (performance.now() - began) / 1000)
  process.stdout.write(json ? `${JSON.stringify(outcome)}\n` : inWords(outcome))
  return replayed.parked > 0 ? 1 : 0
}

const GONE = 'The store was a temporary one and is gone; --data DIR keeps it.'

const toOutcome = (history: History, folder: ReplayFolder, replayed: Replayed, seconds: number): Outcome => {
  const { read, duplicates, parked, events, summary } = replayed
  return {
    source: history.name,
    read,
    duplicates,
    ...summary,
    parked,
    seconds: Math.round(seconds * 100) / 100,
    events_per_second: Math.round(events / seconds),
    peak_memory_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    assumptions: [...ASSUMED, ...history.assumes, ...(folder.kept ? [] : [GONE])],
  }
}

const stoppedAt = (folder: ReplayFolder, events: number): string =>
  folder.kept
    ? `Stopped after ${events} events; run the same command again, and it goes on`
    : `Stopped after ${events} events; nothing was kept, since there was no --data`

const sayStopped = (why: string): number => {
  process.stderr.write(`${why}\n`)
  return 130
}
