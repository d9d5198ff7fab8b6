// Refused rows as CSV with the reason, under the file's own columns, so that they can be mended and sent again.
import { closeSync, openSync, writeSync } from 'node:fs'
import { plainName } from '../../core/goods/item-names.ts'
import { ImportProblem } from './problem.ts'
import type { Report } from './report.ts'
import { textOf } from './row.ts'

/** Columns of ours in such a file; they say nothing when it comes back. */
export const OURS = ['refused_line', 'refused_because'] as const

const cell = (text: string): string => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Every field that some refused row has, where the file names no columns. */
const fieldsOf = (report: Report): readonly string[] => {
  const names = new Set<string>()
  for (const { fields } of report.refusedRows()) for (const name of Object.keys(fields)) names.add(name)
  return [...names]
}

/** Fails before anything is imported where the file can't be written. */
export const openRefusedFile = (path: string) => {
  let file: number
  try {
    // Rows are about people: for this account only.
    file = openSync(path, 'w', 0o600)
  } catch (error) {
    throw new ImportProblem(`${path} can't be written (${(error as { code?: string }).code})`)
  }
  return {
    write: (report: Report, columns: readonly string[] | null): void => {
      const named = (columns ?? fieldsOf(report)).filter(
        (name) => !(OURS as readonly string[]).includes(name),
      )
      writeSync(file, `${[...named, ...OURS].map(cell).join(',')}\n`)
      for (const { line, why, fields } of report.refusedRows()) {
        const cells = named.map((name) => textOf(fields[plainName(name)]))
        writeSync(file, `${[...cells, String(line), why].map(cell).join(',')}\n`)
      }
    },
    close: () => closeSync(file),
  }
}
