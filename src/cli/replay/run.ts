// One replay from file to figures: stages the file, then drives the engine through it. Knows no command line.
import { setImmediate } from 'node:timers/promises'
import type { History } from '../../histories/history.ts'
import type { Store } from '../../ports/store.ts'
import { type Driven, drive, type VirtualClock } from './driver.ts'
import { createReplayEngine } from './engine.ts'
import { checkFolder, claimFolder, type ReplayFolder } from './folder.ts'
import { type Month, noteMonth, readMonths } from './months.ts'
import { ReplayStopped } from './problem.ts'
import type { Progress } from './progress.ts'
import type { Rules } from './rules.ts'
import { type Staged, stage } from './stage.ts'
import { openStaging, type Staging } from './staging.ts'
import { lockReplay, openReplayStore } from './store.ts'
import { type StoreSummary, summarise } from './summary.ts'

export type Replay = {
  readonly history: History
  readonly file: string
  readonly seed: number
  readonly rules: Rules
  readonly folder: ReplayFolder
  readonly progress: Progress
  readonly isStopped: () => boolean
}

export type Replayed = Staged &
  Driven & { readonly summary: StoreSummary & { readonly months: readonly Month[] } }

const REJECTED_AT_ONCE = 500

export const runReplay = async (replay: Replay): Promise<Replayed> => {
  const { history, seed, rules, folder, progress } = replay
  const belongs = { source: history.name, seed, rulebook: rules.rulebook.hash }
  const lock = lockReplay(folder.path)
  const staging = openStaging(folder.staging)
  try {
    checkFolder(folder, belongs)
    const staged = await read(replay, staging)
    // Only now, so that a mistyped call claims nothing.
    claimFolder(folder, belongs)
    return await write(replay, staged, staging)
  } finally {
    progress.end()
    staging.close()
    lock.release()
  }
}

const read = ({ history, file, progress, isStopped }: Replay, staging: Staging): Promise<Staged> => {
  progress.phase('reading', 100)
  const goOn = (): void => {
    if (isStopped()) throw new ReplayStopped()
  }
  const onBytes = (done: number, all: number): void => {
    goOn()
    progress.at(Math.floor((done / all) * 100))
  }
  const onLines = async (): Promise<void> => {
    // Lets a signal through.
    await setImmediate()
    goOn()
  }
  return stage(history, file, staging, Date.now(), onBytes, onLines)
}

const write = async (replay: Replay, staged: Staged, staging: Staging): Promise<Replayed> => {
  const store = await openReplayStore(replay.folder.store)
  try {
    await reject(staging, store)
    const driven = await driveThrough(replay, staging, store)
    const summary = {
      ...(await summarise(store.records, replay.history.currency)),
      months: await readMonths(store.notes),
    }
    return { ...staged, ...driven, duplicates: driven.duplicates + staged.twice, summary }
  } finally {
    await store.close()
  }
}

/** Lines that say nothing are remembered by their ids, so that they count once. */
const reject = async (staging: Staging, store: Store): Promise<void> => {
  let some = []
  for (const refused of staging.refused()) {
    some.push(refused)
    if (some.length < REJECTED_AT_ONCE) continue
    await store.records.reject(some)
    some = []
  }
  if (some.length > 0) await store.records.reject(some)
}

const driveThrough = async (replay: Replay, staging: Staging, store: Store): Promise<Driven> => {
  const { seed, rules, progress, isStopped } = replay
  const clock: VirtualClock = { now: 0 }
  const engine = createReplayEngine(store, await rules.shelf(store), clock, seed)
  progress.phase('replaying', staging.count())
  const onEvent = (done: number, at: number) => progress.at(done, new Date(at).toISOString().slice(0, 10))
  try {
    const onMonth = (until: number, whole: boolean) =>
      noteMonth(store, rules.rulebook, until, whole, engine.measure)
    return await drive({ engine, store, clock, events: staging.events(), isStopped, onEvent, onMonth })
  } finally {
    await engine.stop()
  }
}
