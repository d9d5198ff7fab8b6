// Gathers writes that arrive together into one transaction, in the order of their arrival. A member that throws
// fails alone. No transaction lives across an await. Does not know what is written.
import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../ports/store-error.ts'
import { faultOf, isBusy } from './faults.ts'
import type { HeadKeeper } from './head.ts'

export type Gather = {
  /**
   * Runs `work` within a transaction; answers once it is on disk. `covered`: once it is written, since a later write of
   * whoever asked makes it last; a power cut before that may take it back.
   */
  readonly write: <T>(work: () => T, covered?: 'covered') => Promise<T>
  /** Waits for what was handed in, and takes nothing more. */
  readonly end: () => Promise<void>
}

type Member = {
  readonly work: () => unknown
  readonly isCovered: boolean
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

type Outcome = { readonly value: unknown } | { readonly error: unknown }

/** So that a flood does not hold up reading for long. */
const LARGEST_GROUP = 512
const RETRY_AFTER = 20
/** More than this waits only where somebody forgot to wait: it is refused, nothing of it was written. */
const MOST = 50_000
/** As SQLite numbers it. */
const FULL = 2
/** How long to wait for another process's write before giving up, ms. */
export const PATIENCE = 10_000

export const createGather = (
  db: DatabaseSync,
  head: HeadKeeper,
  path: string,
  patience = PATIENCE,
  wrote: (count: number) => void = () => {},
): Gather => {
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const isFull = db.prepare('PRAGMA synchronous').get()?.synchronous === FULL
  let queue: Member[] = []
  let scheduled = false
  let ended = false
  let busySince: number | null = null
  let whenEmpty: (() => void)[] = []

  const rollBack = (): void => {
    if (db.isTransaction) db.exec('ROLLBACK')
  }

  const alone = (work: () => unknown): Outcome => {
    const before = head.get()
    db.exec('SAVEPOINT member')
    try {
      const value = work()
      db.exec('RELEASE member')
      return { value }
    } catch (error) {
      // A full or failing disk ends the whole transaction.
      if (!db.isTransaction) throw error
      db.exec('ROLLBACK TO member; RELEASE member')
      head.set(before)
      return { error }
    }
  }

  const transaction = (group: readonly Member[], run: (work: () => unknown) => Outcome): Outcome[] => {
    if (!db.isTransaction) begin.run()
    head.read()
    const outcomes = group.map((member) => run(member.work))
    head.write()
    commit.run()
    return outcomes
  }

  const carryOut = (group: readonly Member[]): Outcome[] => {
    try {
      return transaction(group, (work) => ({ value: work() }))
    } catch (error) {
      rollBack()
      if (group.length === 1) return [{ error }]
    }
    // Somebody in the group threw: once more, each on a savepoint of its own.
    try {
      return transaction(group, alone)
    } catch (error) {
      rollBack()
      return group.map(() => ({ error }))
    }
  }

  const isStillBusy = (): boolean => {
    try {
      begin.run()
      busySince = null
      return false
    } catch (error) {
      if (!isBusy(error)) return false
      busySince ??= performance.now()
      return performance.now() - busySince < patience
    }
  }

  /**
   * null: another process is writing. A group of which nothing has to last by itself waits for no disk: the log is written
   * in order, so that the next full sync of anybody makes it last too.
   */
  const carryOutNow = (group: readonly Member[]): Outcome[] | null => {
    const isLight = isFull && group.every(({ isCovered }) => isCovered)
    if (isLight) db.exec('PRAGMA synchronous = NORMAL')
    try {
      return isStillBusy() ? null : carryOut(group)
    } finally {
      if (isLight) db.exec('PRAGMA synchronous = FULL')
    }
  }

  const flush = (): void => {
    const group = queue.slice(0, LARGEST_GROUP)
    const outcomes = carryOutNow(group)
    if (outcomes === null) {
      setTimeout(flush, RETRY_AFTER)
      return
    }
    queue = queue.slice(LARGEST_GROUP)
    busySince = null
    scheduled = queue.length > 0
    if (scheduled) setImmediate(flush)
    wrote(group.length)
    group.forEach((member, n) => {
      const outcome = outcomes[n]!
      if ('error' in outcome) member.reject(faultOf(outcome.error, path))
      else member.resolve(outcome.value)
    })
    if (!scheduled) {
      for (const resolve of whenEmpty) resolve()
      whenEmpty = []
    }
  }

  return {
    write: <T>(work: () => T, covered?: 'covered') =>
      new Promise<T>((resolve, reject) => {
        if (ended) {
          reject(new StoreError('closed', `${path}: the store was closed.`))
          return
        }
        if (queue.length >= MOST) {
          reject(
            new StoreError(
              'overloaded',
              `${path}: too much waits to be written. Nothing of this was; try again.`,
            ),
          )
          return
        }
        queue.push({
          ...{ work, reject, isCovered: covered === 'covered' },
          resolve: resolve as (value: unknown) => void,
        })
        if (scheduled) return
        scheduled = true
        // After all input that is there by now, and before anything is waited for.
        setImmediate(flush)
      }),
    end: () => {
      ended = true
      return scheduled ? new Promise((resolve) => whenEmpty.push(resolve)) : Promise.resolve()
    },
  }
}
