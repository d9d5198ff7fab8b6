// Everything in the data file as records, and records put into it. Puts reading and writing together.
import type { DatabaseSync } from 'node:sqlite'
import type { Backup, BackupRecord } from '../../ports/backup.ts'
import { readAll } from './backup-read.ts'
import { createRecordWriter } from './backup-write.ts'
import type { Gather } from './gather.ts'
import type { HeadKeeper } from './head.ts'

/** Where anything of a shop would lie. */
const TABLES = [
  ...['claim', 'shopper', 'event', 'visit', 'line', 'ticket', 'enrolment', 'budget', 'outbox', 'journal'],
  ...['archive', 'moved_journal', 'rulebook', 'rejected', 'parked_event', 'item', 'note', 'pool_code'],
  'erasure',
]

export const createBackup = (db: DatabaseSync, gather: Gather, head: HeadKeeper, path: string): Backup => {
  let writer: ((record: BackupRecord) => void) | null = null
  return {
    read: () => readAll(path),
    write: async (records) => {
      writer ??= createRecordWriter(db, head)
      const put = writer
      await gather.write(() => records.forEach(put))
    },
    isEmpty: async () => !TABLES.some((table) => db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get()),
  }
}
