// The fields of one line of CSV. Each line stands for itself: a quote left open spoils its own line only.
import { parse } from 'csv-parse/sync'

/** Null where a quote is left open. */
export const fieldsOf = (line: string): readonly string[] | null => {
  if (!line.includes('"')) return line.split(',')
  try {
    const records = parse(line, { relax_quotes: true, relax_column_count: true })
    return records[0] ?? []
  } catch {
    return null
  }
}
