// The file of sessions, plain or gzipped: each row as a session, and whether it ended in an order.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { type Session, session } from './session.ts'

export type Outcomes = { readonly sessions: readonly Session[]; readonly bought: readonly boolean[] }

const GZIP = 0x1f

/** `PageValues` is made of the orders themselves, and is never read. Throws where a row is not of this file. */
export function readSessionFile(path: string): Outcomes {
  const bytes = readFileSync(path)
  const text = (bytes[0] === GZIP ? gunzipSync(bytes) : bytes).toString()
  const rows = parse(text, { columns: true, skip_empty_lines: true }) as Record<string, string>[]
  return {
    sessions: rows.map((row) => session.parse(row)),
    bought: rows.map(({ Revenue = '' }) => /^true$/i.test(Revenue)),
  }
}
