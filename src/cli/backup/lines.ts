// A backup file: JSON lines, packed where the name ends in .gz. Written under another name until it is whole and on
// disk; read with a sentence for whatever is wrong, and its line.
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { BackupRecord } from '../../ports/backup.ts'
import { StartError } from '../../start/start-error.ts'
import { readRecord } from './record.ts'

/** So much is handed on at once, characters. */
const CHUNK = 1 << 16

async function* textOf(records: AsyncIterable<BackupRecord>): AsyncGenerator<string> {
  let text = ''
  for await (const record of records) {
    text += `${JSON.stringify(record)}\n`
    if (text.length < CHUNK) continue
    yield text
    text = ''
  }
  yield text
}

const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** All of it or nothing; nobody but this account may read it. What stands at `path` already is replaced. */
export const writeLines = async (path: string, records: AsyncIterable<BackupRecord>): Promise<void> => {
  const half = `${path}.${process.pid}.part`
  try {
    const through = path.endsWith('.gz')
      ? createGzip()
      : new Transform({ transform: (a, _, done) => done(null, a) })
    await pipeline(textOf(records), through, createWriteStream(half, { mode: 0o600 }))
    await sync(half)
    await rename(half, path)
    await sync(dirname(path))
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
}

const opened = (path: string): Readable => {
  if (!existsSync(path)) throw new StartError(`There is no file ${path}.`)
  const file = createReadStream(path)
  if (!path.endsWith('.gz')) return file
  const plain = createGunzip()
  file.on('error', (error) => plain.destroy(error))
  return file.pipe(plain)
}

/** Throws a StartError that names the line, at the first thing that is wrong; the end is the last that is answered. */
export async function* readLines(path: string): AsyncGenerator<BackupRecord> {
  let line = 0
  let ended = false
  const damaged = (what: string): StartError =>
    new StartError(`${path}, line ${line}: ${what}. This file is damaged: take another backup.`)
  try {
    for await (const text of createInterface({ input: opened(path), crlfDelay: Infinity })) {
      line++
      const record = readRecord(text)
      if (typeof record === 'string') throw damaged(record)
      if ((record.kind === 'head') !== (line === 1))
        throw damaged('this is not how a backup of Winback begins')
      if (ended) throw damaged('something stands behind the end')
      if (record.kind === 'end' && record.records !== line - 1)
        throw damaged(`${record.records} records are spoken of, and ${line - 1} stand before this`)
      ended = record.kind === 'end'
      yield record
    }
  } catch (error) {
    if (error instanceof StartError) throw error
    line++
    throw damaged((error as Error).message)
  }
  if (!ended)
    throw new StartError(`${path} ends at line ${line} without its end: it was cut off. Take another backup.`)
}
