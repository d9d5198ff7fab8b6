// One server process to a data folder. The lock is SQLite's own on a tiny file, held for life: the kernel frees it
// however the process ends, so that it is never stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../ports/store-error.ts'
import { faultOf, isBusy } from './faults.ts'

export type FolderLock = { readonly release: () => void }

/** Kept here, because a connection that nobody refers to is closed by the garbage collector, its lock with it. */
const held = new Set<DatabaseSync>()

const holderOf = (note: string): string => {
  try {
    const { pid, started } = JSON.parse(readFileSync(note, 'utf8')) as { pid: number; started: string }
    return `process ${pid}, running since ${started}`
  } catch {
    return 'another process'
  }
}

/** Throws a StoreError `locked`, saying which process holds the folder. `started`: ISO time, shown to a second one. */
export const lockDataFolder = (folder: string, started: string): FolderLock => {
  const path = join(folder, 'lock.db')
  const note = join(folder, 'server.json')
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path, { timeout: 0 })
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db?.close()
    if (!isBusy(error)) throw faultOf(error, path)
    throw new StoreError(
      'locked',
      `${folder} is served by ${holderOf(note)}. One server works on a data folder: end that one first.`,
      error,
    )
  }
  writeFileSync(note, JSON.stringify({ pid: process.pid, started }))
  const lock = db
  held.add(lock)
  return {
    release: () => {
      if (held.delete(lock)) lock.close()
    },
  }
}
