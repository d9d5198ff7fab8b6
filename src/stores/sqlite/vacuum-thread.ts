// The thread of vacuum.ts: one connection, one statement.
import { DatabaseSync } from 'node:sqlite'
import { workerData } from 'node:worker_threads'

/** How long others' writes are waited for, ms. */
const PATIENCE = 30_000

const db = new DatabaseSync(String(workerData), { timeout: PATIENCE })
// The copy lies in a file that has no name, not in memory: it may be large.
db.exec('PRAGMA secure_delete = ON; PRAGMA temp_store = FILE; VACUUM')
db.close()
