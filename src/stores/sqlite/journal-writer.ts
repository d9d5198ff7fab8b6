// Appends to the journal, each entry chained to the one before; runs within a gathered write.
import type { DatabaseSync } from 'node:sqlite'
import type { JournalEntry } from '../../ports/records.ts'
import { chainHash } from './chain.ts'
import type { HeadKeeper } from './head.ts'

export type JournalWriter = (entry: Omit<JournalEntry, 'seq'>) => void

export const createJournalWriter = (db: DatabaseSync, head: HeadKeeper): JournalWriter => {
  const insert = db.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)')
  return ({ shopper, version, at, entry }) => {
    const { seq, hash, ...rest } = head.get()
    const chained = { seq: seq + 1, shopper, version, at, entry }
    const next = chainHash(hash, chained)
    insert.run(chained.seq, shopper, version, at, next, entry)
    head.set({ ...rest, seq: chained.seq, hash: next })
  }
}
