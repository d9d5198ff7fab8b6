// What came of each row: counted, and the refused and the odd ones kept on disk with their lines. Knows no format.
import { DatabaseSync } from 'node:sqlite'
import type { Fields, Row } from './row.ts'

export type Outcome = 'added' | 'changed' | 'unchanged'
export type Counts = Readonly<
  Record<Outcome | 'read' | 'refused' | 'repeated' | 'skipped' | 'warnings', number>
>

export type Refused = { readonly line: number; readonly id: string; readonly why: string }

/** A private database of its own: on disk when it grows, gone with the process however that ends. */
export const openScratch = (schema: string): DatabaseSync => {
  const db = new DatabaseSync('')
  db.exec(
    `PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000; ${schema}; BEGIN;`,
  )
  return db
}

const SCHEMA = `
  CREATE TABLE refused (line INTEGER, id TEXT, why TEXT, fields TEXT) STRICT;
  CREATE TABLE warned (line INTEGER, id TEXT, why TEXT) STRICT;
`

export const createReport = () => {
  const db = openScratch(SCHEMA)
  const putRefused = db.prepare('INSERT INTO refused VALUES (?, ?, ?, ?)')
  const putWarned = db.prepare('INSERT INTO warned VALUES (?, ?, ?)')
  const refusedRows = db.prepare('SELECT * FROM refused ORDER BY line, rowid')
  const counts = {
    read: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    refused: 0,
    repeated: 0,
    skipped: 0,
    warnings: 0,
  }
  const list = (table: 'refused' | 'warned', most: number): readonly Refused[] =>
    db.prepare(`SELECT line, id, why FROM ${table} ORDER BY line, rowid LIMIT ?`).all(most) as Refused[]
  return {
    counts: (): Counts => ({ ...counts }),
    count: (what: keyof Counts, times = 1): void => {
      counts[what] += times
    },
    /** `rows`: all that must be mended and sent again; they count as so many refused. */
    refuse: (rows: readonly Row[], id: string, why: string, at?: number): void => {
      counts.refused += rows.length
      for (const [i, { line, fields }] of rows.entries())
        putRefused.run(i === 0 ? (at ?? line) : line, id, why, JSON.stringify(fields))
    },
    warn: (line: number, id: string, why: string): void => {
      counts.warnings++
      putWarned.run(line, id, why)
    },
    refused: (most: number) => list('refused', most),
    warned: (most: number) => list('warned', most),
    *refusedRows(): Generator<Refused & { readonly fields: Fields }> {
      for (const row of refusedRows.iterate())
        yield {
          ...{ line: Number(row.line), id: String(row.id), why: String(row.why) },
          fields: JSON.parse(String(row.fields)) as Fields,
        }
    },
    close: () => db.close(),
  }
}

export type Report = ReturnType<typeof createReport>
