// What a data folder amounts to, and whether its parts agree with each other. Reads by SQL and from the journal's files;
// ids that are drawn by chance don't count.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readDocument } from '../../../src/core/document.ts'
import { MIGRATIONS } from '../../../src/stores/sqlite/migrations.ts'
import { verifyJournal } from '../../../src/stores/sqlite/verify.ts'
import { dataFile } from './world.ts'

export type Shape = Readonly<Record<string, number | string>>

type Row = Readonly<Record<string, unknown>>

/** Claims are left out: one that was laid aside for a code that never came to be is nobody's. */
const TABLES = [
  'shopper',
  'event',
  'line',
  'ticket',
  'enrolment',
  'outbox',
  'due',
  'visit',
  'note',
  'erasure',
  'parked_event',
]

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesOf(path) : [path]
  })

/** Equal for folders in which the same happened. Brings in what the write-ahead file holds. */
export const shapeOf = (folder: string): Shape => {
  const db = new DatabaseSync(dataFile(folder))
  try {
    const one = (sql: string): number => Number(Object.values(db.prepare(sql).get() ?? {})[0] ?? 0)
    const version = one('PRAGMA user_version')
    if (version < MIGRATIONS.length) return { version, shopper: one('SELECT count(*) FROM shopper') }
    const counts = TABLES.map((table) => [table, one(`SELECT count(*) FROM ${table}`)] as const)
    const budgets = db.prepare('SELECT * FROM budget ORDER BY budget').all() as readonly Row[]
    return {
      ...{ version, ...Object.fromEntries(counts), journal: one('SELECT seq FROM head') },
      ...{ events: one('SELECT events FROM head'), versions: one('SELECT sum(version) FROM shopper') },
      undone: one('SELECT count(*) FROM erasure WHERE done IS NULL'),
      budgets: budgets.map((row) => `${row.budget} ${row.reserved} ${row.spent}`).join(', '),
    }
  } finally {
    db.close()
  }
}

/** What does not agree within one folder; none: all does. */
export const faultsIn = async (folder: string): Promise<readonly string[]> => {
  const wrong: string[] = []
  const db = new DatabaseSync(dataFile(folder))
  try {
    const all = (sql: string) => db.prepare(sql).all() as readonly Row[]
    const damaged = all('PRAGMA integrity_check').map((row) => String(row.integrity_check))
    if (damaged.join() !== 'ok') wrong.push(`the file is damaged: ${damaged[0]}`)
    if (Number(all('PRAGMA user_version')[0]?.user_version) < MIGRATIONS.length) return wrong
    const rows = all('SELECT id, version, line, document FROM shopper')
    const moved = all('SELECT file, length FROM archive').flatMap(({ file, length }) =>
      readFileSync(join(folder, 'journal', String(file)))
        .subarray(0, Number(length))
        .toString()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Row),
    )
    const journal = [...moved, ...all('SELECT shopper FROM journal')]
    for (const { id, version, line, document } of rows) {
      const entries = journal.filter(({ shopper }) => shopper === id).length
      if (entries !== version) wrong.push(`${id} is at version ${version}, with ${entries} journal entries`)
      const lines = all(`SELECT count(*) AS n FROM line WHERE shopper = '${id}'`)[0]?.n
      if (lines !== line) wrong.push(`${id} has ${lines} lines of ${line}`)
      const { codes } = readDocument(String(document))
      if (codes.length > 1) wrong.push(`${id} has ${codes.length} codes for one cause`)
    }
    const codes = rows.flatMap(({ document }) => readDocument(String(document)).codes)
    const held = codes.reduce((sum, code) => sum + code.reserved, 0)
    const reserved = Number(all("SELECT reserved FROM budget WHERE budget = 'asked'")[0]?.reserved ?? 0)
    if (held !== reserved) wrong.push(`the budget holds ${reserved}, its codes ${held}`)
  } finally {
    db.close()
  }
  const { broken } = await verifyJournal(dataFile(folder))
  if (broken !== null) wrong.push(`the journal is broken at entry ${broken}`)
  return wrong
}

/** Which of these words still stand in a file of the folder; `notes.json` is the torture's own. */
export const leftIn = (folder: string, words: readonly string[]): readonly string[] =>
  existsSync(folder)
    ? filesOf(folder)
        .filter((path) => !path.endsWith('notes.json'))
        .flatMap((path) => {
          const bytes = readFileSync(path)
          return words.filter((word) => bytes.includes(word)).map((word) => `${word} still stands in ${path}`)
        })
    : []
