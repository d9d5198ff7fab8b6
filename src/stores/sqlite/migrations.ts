// Brings a data file's tables to this version, in one transaction. Does not know what the tables are for.
import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../ports/store-error.ts'
import { SCHEMA_1 } from './schema-1.ts'
import { SCHEMA_2 } from './schema-2.ts'
import { SCHEMA_3 } from './schema-3.ts'
import { SCHEMA_BACKUP } from './schema-backup.ts'
import { SCHEMA_ERASURE } from './schema-erasure.ts'
import { SCHEMA_POOLS } from './schema-pools.ts'

/** Entry n brings version n to n + 1. Only ever appended to. */
export const MIGRATIONS: readonly string[] = [
  ...[SCHEMA_1, SCHEMA_2, SCHEMA_3, SCHEMA_POOLS, SCHEMA_ERASURE, SCHEMA_BACKUP],
]

/** "WINB": what marks a SQLite file as ours. */
const APPLICATION = 0x57494e42

const pragma = (db: DatabaseSync, name: string): number => {
  const row = db.prepare(`PRAGMA ${name}`).get() as Record<string, number>
  return row[name]!
}

const isEmpty = (db: DatabaseSync): boolean =>
  db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n === 0

/** The file's version; throws where the file is another program's or a newer release's. */
const versionOf = (db: DatabaseSync, path: string, newest: number): number => {
  const version = pragma(db, 'user_version')
  if (pragma(db, 'application_id') !== APPLICATION && !(version === 0 && isEmpty(db)))
    throw new StoreError('foreign', `${path}: this database was not made by Winback. Give another path.`)
  if (version > newest)
    throw new StoreError(
      'newer',
      `${path}: this data was written by a newer Winback (data version ${version}, this one knows ${newest}). Update Winback, or restore a backup made before the update.`,
    )
  return version
}

export const migrate = (db: DatabaseSync, path: string, steps: readonly string[] = MIGRATIONS): void => {
  if (versionOf(db, path, steps.length) === steps.length) return
  db.exec('BEGIN IMMEDIATE')
  try {
    // Read again: another process may have done it while this one waited.
    for (const step of steps.slice(versionOf(db, path, steps.length))) db.exec(step)
    db.exec(`PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${steps.length}; COMMIT`)
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** For a reader, who cannot migrate. */
export const requireCurrent = (db: DatabaseSync, path: string): void => {
  const version = versionOf(db, path, MIGRATIONS.length)
  if (version < MIGRATIONS.length)
    throw new StoreError(
      'readonly',
      `${path}: this data is of version ${version} and must first be brought to ${MIGRATIONS.length}. Start Winback once on it.`,
    )
}
