// A row as every reader of a format answers it. Knows no format and no meaning.

/** Names are plain (item-names.ts); values are texts, or what JSON held. */
export type Fields = Readonly<Record<string, unknown>>

export type Row = {
  /** The line of the file that it begins in, from 1. */
  readonly line: number
  readonly fields: Fields
  /** Why it can't be read at all. */
  readonly fault?: string
}

export type RowReader = {
  readonly write: (text: string) => readonly Row[]
  /** The rows that only the end of the file completes. */
  readonly end: () => readonly Row[]
  /** The columns as the file names them; null where rows name their own fields. */
  readonly columns: () => readonly string[] | null
  /** A feed says everything of an item: what is not there is not so any more. */
  readonly isFeed: boolean
  /** How it was read, in words: "CSV with semicolons". */
  readonly about: () => string
}

/** The text of a field; '' where there is none. */
export const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value).trim()
}

/** The first of `names` that says something; undefined: none of them is a field at all; '': they are empty. */
export const fieldOf = (fields: Fields, names: readonly string[]): unknown => {
  let found: unknown
  for (const name of names) {
    const value = fields[name]
    if (value === undefined) continue
    if (textOf(value) !== '') return value
    found = ''
  }
  return found
}
