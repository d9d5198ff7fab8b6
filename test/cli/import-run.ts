// Runs `winback import` as a shop does, in a process of its own on a data folder of its own, and looks into the store.

import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readDocument } from '../../src/core/document.ts'
import type { Shopper } from '../../src/core/shopper.ts'
import { newFolder } from '../server.ts'

const ROOT = resolve(import.meta.dirname, '../..')

export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string }
export type Figures = {
  readonly [name: string]: unknown
  readonly read: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
  readonly refused_rows: readonly { readonly line: number; readonly id: string; readonly why: string }[]
  readonly warned_rows: readonly { readonly line: number; readonly id: string; readonly why: string }[]
}

/** A shop's machine: its folder with flows, key and data, and the commands that are run there. */
export const newShop = (folder = newFolder(), more: Readonly<Record<string, string>> = {}) => {
  const data = join(folder, 'data')
  const env = {
    ...{ PATH: process.env.PATH ?? '', WINBACK_DATA: data, WINBACK_KEY_FILE: join(folder, 'key') },
    ...{ WINBACK_FLOWS: join(folder, 'flows'), WINBACK_LOCALES: join(folder, 'locales'), PORT: '0' },
    ...more,
  }
  const begin = (args: readonly string[], input?: string | Buffer): [ChildProcess, Promise<Ran>] => {
    const child = spawn(process.execPath, [join(ROOT, 'src/cli/winback.ts'), ...args], { cwd: folder, env })
    const said = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text
      })
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    return [child, new Promise((done) => child.on('close', (code) => done({ code, ...said })))]
  }
  const rows = (query: string): readonly Record<string, unknown>[] => {
    const db = new DatabaseSync(join(data, 'winback.db'), { readOnly: true })
    try {
      return db.prepare(query).all()
    } finally {
      db.close()
    }
  }
  return {
    ...{ folder, data, begin, rows },
    write: (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    },
    read: (name: string): string => readFileSync(join(folder, name), 'utf8'),
    run: (...args: readonly string[]): Promise<Ran> => begin(['import', ...args])[1],
    /** Any verb, with what it reads from standard input. */
    winback: (args: readonly string[], input?: string | Buffer): Promise<Ran> => begin(args, input)[1],
    /** Runs it and answers its figures; its exit code must be `code`. */
    figures: async (args: readonly string[], code = 0, input?: string | Buffer): Promise<Figures> => {
      const ran = await begin(['import', ...args, '--json'], input)[1]
      if (ran.code !== code) throw new Error(`exit ${ran.code}: ${ran.stderr}${ran.stdout}`)
      return JSON.parse(ran.stdout) as Figures
    },
    items: (): readonly Record<string, unknown>[] =>
      rows('SELECT item FROM item ORDER BY id').map(({ item }) => JSON.parse(String(item))),
    shoppers: (): readonly Shopper[] =>
      rows('SELECT document FROM shopper ORDER BY id').map(({ document }) => readDocument(String(document))),
  }
}

export const counts = ({ read, added, changed, unchanged, refused }: Figures) => ({
  ...{ read, added, changed, unchanged, refused },
})
