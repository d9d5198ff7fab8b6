// Entries of erased shoppers in the journal's files: found, and emptied in a copy that takes the file's place. Every line
// keeps its length, so that what is on record of the file stays true whenever this is interrupted.
import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { emptyOf } from './emptied.ts'
import type { ChainedEntry } from './journal.ts'

const CHUNK = 1 << 20
const NEWLINE = 10

/** The lines of a file up to `length`, with where each begins. */
function* linesOf(file: number, length: number): Generator<Buffer> {
  let rest = Buffer.alloc(0)
  for (let at = 0; at < length; ) {
    const bytes = Buffer.alloc(Math.min(CHUNK, length - at))
    const read = readSync(file, bytes, 0, bytes.length, at)
    if (read === 0) break
    at += read
    rest = Buffer.concat([rest, bytes.subarray(0, read)])
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      yield rest.subarray(0, end)
      rest = rest.subarray(end + 1)
    }
  }
  if (rest.length > 0) yield rest
}

const nameOf = (folder: string, file: string): string => join(folder, file)

const names = (line: Buffer, shoppers: readonly string[]): boolean =>
  shoppers.some((id) => line.includes(`"shopper":"${id}"`))

/** Entries of these shoppers in a file. */
export const entriesIn = (
  folder: string,
  file: string,
  length: number,
  shoppers: readonly string[],
): readonly ChainedEntry[] => {
  if (!existsSync(nameOf(folder, file))) return []
  const handle = openSync(nameOf(folder, file), 'r')
  try {
    const found: ChainedEntry[] = []
    for (const line of linesOf(handle, length)) {
      if (!names(line, shoppers)) continue
      const entry = JSON.parse(line.toString()) as ChainedEntry
      if (shoppers.includes(entry.shopper)) found.push(entry)
    }
    return found
  } finally {
    closeSync(handle)
  }
}

/** The line as it stays: as long as it was, in bytes. */
const emptied = (line: Buffer, shoppers: readonly string[], alias: string): Buffer => {
  if (!names(line, shoppers)) return line
  const entry = JSON.parse(line.toString()) as ChainedEntry
  if (!shoppers.includes(entry.shopper)) return line
  const { seq, version, at, hash } = entry
  const left = emptyOf(entry.entry)
  const short = JSON.stringify({ seq, shopper: alias, version, at, entry: left, hash })
  return Buffer.from(short.padEnd(line.length, ' '))
}

/** Within a transaction, which keeps archivers out. Bytes behind `length` are no part of it and are not kept. */
export const emptyFile = (
  folder: string,
  file: string,
  length: number,
  shoppers: readonly string[],
  alias: string,
): void => {
  const name = nameOf(folder, file)
  if (!existsSync(name)) return
  const copy = `${name}.erasing`
  const [from, to] = [openSync(name, 'r'), openSync(copy, 'w', 0o600)]
  try {
    for (const line of linesOf(from, length)) {
      const bytes = Buffer.concat([emptied(line, shoppers, alias), Buffer.from('\n')])
      for (let done = 0; done < bytes.length; ) done += writeSync(to, bytes, done)
    }
    fsyncSync(to)
  } finally {
    closeSync(from)
    closeSync(to)
  }
  renameSync(copy, name)
  const opened = openSync(folder, 'r')
  fsyncSync(opened)
  closeSync(opened)
}
