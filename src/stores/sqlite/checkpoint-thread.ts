// The thread of checkpoint.ts: one connection, one statement, each time it is told.
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

const db = new DatabaseSync(String(workerData), { timeout: 0 })
const checkpoint = db.prepare('PRAGMA wal_checkpoint(PASSIVE)')

parentPort!.on('message', (word: 'move' | 'end') => {
  if (word === 'end') {
    db.close()
    parentPort!.close()
    return
  }
  try {
    checkpoint.get()
  } catch {
    // A full or failing disk: whoever writes meets it too, and says so.
  }
  parentPort!.postMessage('done')
})
