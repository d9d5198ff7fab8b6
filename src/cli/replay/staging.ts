// A file's lines on disk, so that they can be read in the order of time however long the file is. Owns one temporary
// database; knows what a line is, but no source and no engine.
import { hash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { History, HistoryEvent, Line } from '../../histories/history.ts'

/** 128 bits: two lines never share an id by chance. */
export const digest = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22)

export type StagedEvent = Extract<HistoryEvent, { kind: 'event' }>
export type Refused = { readonly id: string; readonly reason: string }

const SCHEMA = `
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  PRAGMA cache_size = -8000;
  PRAGMA temp_store = FILE;
  CREATE TABLE line (at INTEGER, rank INTEGER, shopper TEXT, grp TEXT, hash TEXT, data TEXT) STRICT;
  CREATE TABLE broken (hash TEXT, reason TEXT) STRICT;
  CREATE TABLE refused (id TEXT, reason TEXT) STRICT;
  CREATE TABLE event (at INTEGER, id TEXT, shopper TEXT, what TEXT, lines INTEGER) STRICT;
  CREATE TABLE purchase (shopper TEXT, item TEXT, at INTEGER, ref TEXT, price INTEGER, remains INTEGER) STRICT;
  CREATE INDEX purchase_of ON purchase (shopper, item, at);
  BEGIN;
`

export const openStaging = (path: string) => {
  // What a run that was killed has left.
  rmSync(path, { force: true })
  const db = new DatabaseSync(path)
  db.exec(SCHEMA)
  const addLine = db.prepare('INSERT INTO line VALUES (?, ?, ?, ?, ?, ?)')
  const addBroken = db.prepare('INSERT INTO broken VALUES (?, ?)')
  return {
    db,
    /** `content` is what makes the line this line. */
    add: (content: string, line: Line): void => {
      const name = digest(content)
      if (line.kind === 'rejected') addBroken.run(name, line.reason)
      else addLine.run(line.at, line.rank, line.shopper, line.group, name, JSON.stringify(line.data))
    },
    count: (): number => Number(db.prepare('SELECT count(*) AS n FROM event').get()?.n),
    /** Everything that happened, in the one order: time, then id. */
    *events(): Generator<StagedEvent> {
      for (const row of db.prepare('SELECT * FROM event ORDER BY at, id').iterate())
        yield {
          kind: 'event',
          at: Number(row.at),
          id: String(row.id),
          shopper: String(row.shopper),
          what: JSON.parse(String(row.what)),
          lines: Number(row.lines),
        }
    },
    *refused(): Generator<Refused> {
      for (const row of db.prepare('SELECT * FROM refused').iterate())
        yield { id: String(row.id), reason: String(row.reason) }
    },
    close: (): void => {
      db.close()
      rmSync(path, { force: true })
    },
  }
}

export type Staging = ReturnType<typeof openStaging>

/** The id of a line: its content, and where equal lines are not one happening, which of them it is. */
export const lineId = (history: History, name: string, occurrence: number): string =>
  history.twice === 'same' ? `${history.prefix}:${name}` : `${history.prefix}:${name}#${occurrence}`
