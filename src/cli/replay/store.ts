// The store of a replay: the product's own SQLite, with a sync that outlives the process but not a power cut.
// Nothing is lost by that: a run that went back a little goes on from there, and ends the same.
import type { Store } from '../../ports/store.ts'
import { StoreError } from '../../ports/store-error.ts'
import { type FolderLock, lockDataFolder } from '../../stores/sqlite/lock.ts'
import { openSqliteStore } from '../../stores/sqlite/open.ts'
import { ReplayProblem } from './problem.ts'

const inOneSentence = (error: unknown): unknown =>
  error instanceof StoreError ? new ReplayProblem(error.message) : error

/** One replay works on a data folder, and no server beside it. */
export const lockReplay = (folder: string): FolderLock => {
  try {
    return lockDataFolder(folder, new Date().toISOString())
  } catch (error) {
    throw inOneSentence(error)
  }
}

export const openReplayStore = async (path: string): Promise<Store> => {
  try {
    return await openSqliteStore(path, { sync: 'normal' })
  } catch (error) {
    throw inOneSentence(error)
  }
}
