// One moment of the data file and of the journal's files beside it, on a connection of its own: whoever writes goes on.
import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../ports/store-error.ts'
import { openForReading } from './database.ts'
import { archiveFolder } from './journal.ts'

/** `length`: no further than this, bytes; what stands behind it is in the table at that moment. */
export type OpenFile = { readonly handle: number; readonly length: number }

export type Snapshot = {
  readonly db: DatabaseSync
  readonly files: readonly OpenFile[]
  readonly close: () => void
}

/** Erasures are rare, and each changes this twice at most. */
const TRIES = 20

const erasuresOf = (db: DatabaseSync): string =>
  JSON.stringify(db.prepare('SELECT count(*) AS begun, count(done) AS done FROM erasure').get())

const openFiles = (db: DatabaseSync, path: string): OpenFile[] => {
  const files: OpenFile[] = []
  const archives = db.prepare('SELECT file, length FROM archive ORDER BY file').all()
  for (const { file, length } of archives as { file: string; length: number }[]) {
    const name = join(archiveFolder(path), file)
    if (!existsSync(name))
      throw new StoreError('io', `${name}: this part of the journal was moved away. Put it back first.`)
    files.push({ handle: openSync(name, 'r'), length })
  }
  return files
}

export const openSnapshot = (path: string): Snapshot => {
  for (let tries = 0; ; tries++) {
    const db = openForReading(path)
    let files: OpenFile[] = []
    const close = (): void => {
      db.close()
      for (const { handle } of files) closeSync(handle)
    }
    try {
      db.exec('BEGIN')
      const before = erasuresOf(db)
      files = openFiles(db, path)
      // A file that an erasure wrote anew meanwhile would be of another moment than the tables.
      const look = openForReading(path)
      const now = erasuresOf(look)
      look.close()
      if (now === before || tries === TRIES) return { db, files, close }
      close()
    } catch (error) {
      close()
      throw error
    }
  }
}
