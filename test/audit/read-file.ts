// The lines of a backup file, plain or packed, as records. A file that is cut off or damaged is a finding, with its line.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type AuditRecord, type Finding, readRecord } from './records.ts'

const open = (path: string): Readable => {
  const file = createReadStream(path)
  if (!path.endsWith('.gz')) return file
  const plain = createGunzip()
  file.on('error', (error) => plain.destroy(error))
  return file.pipe(plain)
}

/** Answers what is wrong with the file itself; each record that could be read is handed on. */
export const readFile = async (
  path: string,
  take: (record: AuditRecord) => void,
): Promise<{ readonly records: number; readonly findings: readonly Finding[] }> => {
  const findings: Finding[] = []
  const tell = (what: string): void => void findings.push({ check: 'file', what })
  let records = 0
  let end: number | null = null
  try {
    for await (const line of createInterface({ input: open(path), crlfDelay: Infinity })) {
      const at = records + 1
      try {
        const record = readRecord(line)
        if ((record.kind === 'head') !== (at === 1)) tell(`line ${at}: the head stands first, and only there`)
        if (end !== null) tell(`line ${at}: something stands behind the end`)
        if (record.kind === 'end') {
          end = record.records
          if (end !== records) tell(`line ${at}: ${end} records are spoken of, ${records} stand before it`)
        }
        take(record)
      } catch (error) {
        tell(`line ${at} can't be read: ${(error as Error).message}`)
      }
      records++
    }
  } catch (error) {
    tell(`line ${records + 1}: ${(error as Error).message}`)
  }
  if (end === null) tell(`it ends at line ${records} without its end: it was cut off`)
  return { records, findings }
}
