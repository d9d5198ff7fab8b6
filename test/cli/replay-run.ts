// Runs `winback replay` as a user does, in a process of its own, and looks into the store that it leaves.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import { afterAll } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

/** A folder for this test file, removed after it. */
export const workFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-replay-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const linesOf = (gzipped: string): readonly string[] =>
  gunzipSync(readFileSync(gzipped)).toString().split('\n')

export type Summary = {
  readonly [figure: string]: unknown
  readonly read: number
  readonly duplicates: number
  readonly events: number
  readonly rejected: number
  readonly unmatched: number
  readonly carts_abandoned: number
  readonly escalated: number
  readonly peak_memory_mb: number
  readonly codes: { readonly issued: number; readonly redeemed: number }
}

export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

const begin = (args: readonly string[], node: readonly string[] = []): [ChildProcess, Promise<Ran>] => {
  const child = spawn(process.execPath, [...node, join(ROOT, 'src/cli/winback.ts'), 'replay', ...args], {
    cwd: ROOT,
  })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
    })
  const ran = new Promise<Ran>((done) => child.on('close', (code) => done({ code, ...said })))
  return [child, ran]
}

export const replay = (...args: readonly string[]): Promise<Ran> => begin(args)[1]

export const replayed = async (args: readonly string[], node: readonly string[] = []): Promise<Summary> => {
  const { code, stdout, stderr } = await begin([...args, '--json'], node)[1]
  if (code !== 0 || stdout.indexOf('\n') !== stdout.length - 1) throw new Error(`${code}: ${stderr}${stdout}`)
  return JSON.parse(stdout) as Summary
}

/** Starts a replay into `data` and sends `signal` once the store has so many events. */
export const interrupted = async (
  signal: 'SIGKILL' | 'SIGINT',
  events: number,
  data: string,
  ...args: readonly string[]
): Promise<Ran> => {
  const [child, ran] = begin([...args, '--data', data])
  while (child.exitCode === null && eventsIn(data) < events) await new Promise((go) => setTimeout(go, 10))
  child.kill(signal)
  return ran
}

export const rowsIn = (data: string, query: string): readonly Record<string, unknown>[] => {
  const db = new DatabaseSync(join(data, 'winback.db'), { readOnly: true })
  try {
    return db.prepare(query).all()
  } finally {
    db.close()
  }
}

export const eventsIn = (data: string): number => {
  try {
    return Number(rowsIn(data, 'SELECT count(*) AS n FROM event')[0]?.n)
  } catch {
    // Not there yet, or being made.
    return 0
  }
}

const TABLES = [
  'shopper',
  'event',
  'enrolment',
  'budget',
  'line',
  'ticket',
  'rejected',
  'due',
  'claim',
] as const

/** Everything that the store knows of the shop, to be compared with another. */
export const contentOf = (data: string): Record<string, readonly string[]> =>
  Object.fromEntries(
    TABLES.map((table) => [
      table,
      rowsIn(data, `SELECT * FROM ${table}`)
        .map((row) => JSON.stringify(row))
        .toSorted(),
    ]),
  )

/** Figures of the store alone: what this one run took or met again is left out. */
export const ofStore = ({
  read,
  duplicates,
  seconds,
  events_per_second,
  peak_memory_mb,
  ...figures
}: Summary) => figures
