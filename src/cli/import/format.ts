// Which format a text is in, by how it begins; --format goes first. Knows no rows.
import { createCsvReader } from './formats/csv.ts'
import { createJsonReader } from './formats/json.ts'
import { createXmlReader } from './formats/xml.ts'
import { ImportProblem } from './problem.ts'
import type { RowReader } from './row.ts'

export const FORMATS = ['csv', 'json', 'xml'] as const
export type Format = (typeof FORMATS)[number]

/** What `--format` takes. */
export const FORMAT_NAMES: Readonly<Record<string, Format>> = {
  csv: 'csv',
  tsv: 'csv',
  json: 'json',
  jsonl: 'json',
  google: 'xml',
  yml: 'xml',
  xml: 'xml',
}

const READERS: Readonly<Record<Format, () => RowReader>> = {
  csv: createCsvReader,
  json: createJsonReader,
  xml: createXmlReader,
}

const guess = (beginning: string): Format => {
  const first = beginning.replace(/^\uFEFF/, '').trimStart()
  if (first.startsWith('<')) return 'xml'
  return /^(\{\s*["}]|\[\s*[{\]])/.test(first) ? 'json' : 'csv'
}

/** `xml`: whether this kind of import knows any feed. */
export const readerOf = (
  beginning: string,
  name: string,
  wanted: Format | undefined,
  xml: boolean,
): RowReader => {
  const found = guess(beginning)
  if (found === 'xml' && /^\s*(<!doctype html|<html)/i.test(beginning))
    throw new ImportProblem(`${name} is a web page, not a feed: was it fetched without signing in?`)
  const format = wanted ?? found
  if (format === 'xml' && !xml)
    throw new ImportProblem(`${name} is XML: only a catalogue can be read from that; take CSV or JSON lines`)
  if (wanted && wanted !== found && (wanted === 'xml' || found === 'xml'))
    throw new ImportProblem(
      `${name} does not look like ${wanted.toUpperCase()} (it begins like ${found.toUpperCase()}); leave --format out`,
    )
  return READERS[format]()
}
