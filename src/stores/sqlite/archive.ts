// Moves the journal's old entries to append-only files of JSON lines, one a month. A crash at any moment doubles
// and loses nothing: how much of a file counts is written in the transaction that deletes its entries.
import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { openDatabase } from './database.ts'
import { faultOf } from './faults.ts'
import { archiveFolder, type ChainedEntry } from './journal.ts'

/** So that other writers wait only a moment. */
const CHUNK = 500

type Last = { readonly file: string; readonly length: number }

const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)

const sync = (path: string): void => {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** Cuts off what a crashed try left behind `length`, adds the text, and has it on disk; answers the new length. */
const append = (name: string, length: number, text: string): number => {
  const bytes = Buffer.from(text)
  const file = openSync(name, length === 0 ? 'w' : 'r+')
  try {
    ftruncateSync(file, length)
    for (let done = 0; done < bytes.length; )
      done += writeSync(file, bytes, done, bytes.length - done, length + done)
    fsyncSync(file)
    return length + bytes.length
  } finally {
    closeSync(file)
  }
}

/** The first entry that stays: the first that is not old, or else the one to come. */
const firstToStay = (db: DatabaseSync, before: number): number => {
  const young = db.prepare('SELECT seq FROM journal WHERE at >= ? ORDER BY seq LIMIT 1').get(before)
  return (young ?? db.prepare('SELECT seq + 1 AS seq FROM head').get()!).seq as number
}

/** Moves one chunk, all of one file; answers how many entries. The write lock keeps other archivers out. */
const createMover = (db: DatabaseSync, folder: string): ((end: number) => number) => {
  const rows = db.prepare(
    `SELECT seq, shopper, version, at, entry, hash FROM journal WHERE seq < ? ORDER BY seq LIMIT ${CHUNK}`,
  )
  const lastFile = db.prepare('SELECT file, length FROM archive ORDER BY file DESC LIMIT 1')
  const record = db.prepare(`
    INSERT INTO archive VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET last_seq = excluded.last_seq, length = excluded.length`)
  const remove = db.prepare('DELETE FROM journal WHERE seq <= ?')

  return (end) => {
    const old = rows.all(end) as ChainedEntry[]
    if (old.length === 0) return 0
    const last = lastFile.get() as Last | undefined
    // Files follow each other as the numbers do, also where an entry's time steps back.
    const fileOf = ({ at }: ChainedEntry): string => {
      const own = `${monthOf(at)}.jsonl`
      return last && last.file > own ? last.file : own
    }
    const file = fileOf(old[0]!)
    const other = old.findIndex((entry) => fileOf(entry) > file)
    const moved = other === -1 ? old : old.slice(0, other)
    const from = last?.file === file ? last.length : 0
    const length = append(
      join(folder, file),
      from,
      moved.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
    )
    sync(folder)
    const seq = moved.at(-1)!.seq
    remove.run(seq)
    record.run(file, seq, length)
    return moved.length
  }
}

/** Archives all entries older than `before` (ms since 1970) that no younger one precedes; answers how many. */
export const archiveJournal = async (path: string, before: number): Promise<number> => {
  const folder = archiveFolder(path)
  mkdirSync(folder, { recursive: true })
  const db = openDatabase(path, 'full')
  try {
    db.exec('PRAGMA busy_timeout = 10000')
    const move = createMover(db, folder)
    let total = 0
    const end = firstToStay(db, before)
    while (true) {
      db.exec('BEGIN IMMEDIATE')
      const moved = move(end)
      db.exec('COMMIT')
      if (moved === 0) return total
      total += moved
      await setImmediate()
    }
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw faultOf(error, path)
  } finally {
    db.close()
  }
}
