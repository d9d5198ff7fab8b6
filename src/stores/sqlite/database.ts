// One connection to the data file, with its settings. Knows no table.
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../ports/store-error.ts'
import { faultOf } from './faults.ts'
import { migrate, requireCurrent } from './migrations.ts'

export type Sync = 'full' | 'normal'

/** How long a statement blocks the process for another's write, ms; the gatherer waits on beyond it. */
const BLOCKING_WAIT = 40
/** The same while opening, where several processes may start at once. */
const OPENING_WAIT = 10_000

const settings = (sync: Sync): string => `
PRAGMA synchronous = ${sync === 'full' ? 'FULL' : 'NORMAL'};
PRAGMA secure_delete = ON;
PRAGMA cache_size = -65536;
PRAGMA temp_store = MEMORY;
PRAGMA wal_autocheckpoint = 4000;
PRAGMA journal_size_limit = 67108864;
`

export const openDatabase = (path: string, sync: Sync): DatabaseSync => {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path, { timeout: OPENING_WAIT })
    db.exec('PRAGMA journal_mode = WAL')
    migrate(db, path)
    db.exec(`${settings(sync)} PRAGMA busy_timeout = ${BLOCKING_WAIT}`)
    return db
  } catch (error) {
    db?.close()
    throw faultOf(error, path)
  }
}

export const openForReading = (path: string): DatabaseSync => {
  if (!existsSync(path)) throw new StoreError('io', `${path}: there is no data file here.`)
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path, { readOnly: true, timeout: OPENING_WAIT })
    requireCurrent(db, path)
    return db
  } catch (error) {
    db?.close()
    throw faultOf(error, path)
  }
}
