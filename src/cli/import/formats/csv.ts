// CSV: commas, semicolons, tabs or bars; quotes; rows over several lines. A quote that is never closed spoils its own
// line only. Pure: text in, rows out.
import { plainName } from '../../../core/goods/item-names.ts'
import { ImportProblem } from '../problem.ts'
import type { Row, RowReader } from '../row.ts'

/** No row is longer; a quote that is still open after so much was never meant to be one. */
const LONGEST = 256 * 1024
const SEPARATORS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
}

type Cut =
  | { readonly kind: 'row'; readonly cells: readonly string[]; readonly end: number }
  | { readonly kind: 'more' }
  | { readonly kind: 'open_quote'; readonly end: number }

/** The separator that the header uses most, outside of quotes. */
export const separatorOf = (header: string): string => {
  const bare = header.replace(/"[^"]*"/g, '')
  const counts = Object.keys(SEPARATORS).map((one) => [one, bare.split(one).length] as const)
  return counts.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ','
}

/** Where the quoted cell ends that begins at `from`: the index of its closing quote; -1 where it goes on. */
const closing = (text: string, from: number): number => {
  let at = text.indexOf('"', from + 1)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}

const endOfBare = (text: string, from: number, separator: number): number => {
  for (let at = from; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === separator || char === 10) return at
  }
  return text.length
}

/** The row that begins at `start`. `whole`: nothing comes after `text`. */
const cut = (text: string, start: number, separator: string, whole: boolean): Cut => {
  const cells: string[] = []
  const code = separator.charCodeAt(0)
  let at = start
  for (;;) {
    let value = ''
    if (text[at] === '"') {
      const close = closing(text, at)
      const isLast = close === text.length - 1
      if (close < 0 || (isLast && !whole)) {
        if (!whole && text.length - start < LONGEST) return { kind: 'more' }
        if (close < 0) return { kind: 'open_quote', end: endOfLine(text, start) }
      }
      value = text.slice(at + 1, close).replaceAll('""', '"')
      at = close + 1
    }
    const end = endOfBare(text, at, code)
    value += text.slice(at, end)
    const isEnd = end >= text.length
    if (isEnd && !whole) return { kind: 'more' }
    const endsRow = isEnd || text.charCodeAt(end) === 10
    cells.push(endsRow && value.endsWith('\r') ? value.slice(0, -1) : value)
    if (endsRow) return { kind: 'row', cells, end: end + 1 }
    at = end + 1
  }
}

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end + 1
}

const linesIn = (text: string, from: number, to: number): number => {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++
  return count
}

export const createCsvReader = (): RowReader => {
  let rest = ''
  let line = 1
  let separator = ''
  let columns: readonly string[] | null = null
  let names: readonly string[] = []

  const isHeader = (cells: readonly string[]): boolean => {
    if (columns) return false
    // What Excel writes to tell itself.
    if (cells.length <= 2 && /^sep=/i.test(cells[0] ?? '')) return true
    columns = cells.map((cell) => cell.replace(/^\uFEFF/, '').trim())
    names = columns.map(plainName)
    return true
  }

  const rowOf = (cells: readonly string[], at: number): Row => {
    const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1
    // What is too much stays with the last column, so that a refused row loses nothing.
    const last = names.length - 1
    const over = filled > names.length ? cells.slice(last, filled).join(separator) : null
    const entries = names.map((name, i) => [name, (i === last ? over : null) ?? cells[i] ?? ''] as const)
    // Of two columns with one name the first counts.
    const fields = Object.fromEntries(entries.filter(([name]) => name !== '').toReversed())
    if (cells.length < names.length || filled > names.length)
      return {
        line: at,
        fields,
        fault: `it has ${cells.length} columns and the header has ${names.length}: is a separator or a quote missing?`,
      }
    return { line: at, fields }
  }

  /** A line that never ends is no line: it would be read again and again, with all that comes. */
  const refuseEndless = (length: number): void => {
    if (length <= 4 * LONGEST) return
    throw new ImportProblem(`Line ${line} is longer than 1 MB, so that this is no CSV; nothing was imported`)
  }

  const take = (text: string, whole: boolean): Row[] => {
    const rows: Row[] = []
    let at = 0
    while (at < text.length) {
      if (separator === '') {
        const end = text.indexOf('\n', at)
        if (end < 0 && !whole) {
          refuseEndless(text.length - at)
          break
        }
        const first = text.slice(at, end < 0 ? text.length : end).replace(/^\uFEFF/, '')
        const told = /^"?sep=(.)"?\r?$/i.exec(first)
        separator = told?.[1] ?? separatorOf(first)
        if (told) {
          at = endOfLine(text, at)
          line++
          continue
        }
      }
      const found = cut(text, at, separator, whole)
      if (found.kind === 'more') {
        refuseEndless(text.length - at)
        break
      }
      if (found.kind === 'open_quote') {
        if (!columns)
          throw new ImportProblem('The first line, which names the columns, has a quote that is never closed')
        const raw = text.slice(at, found.end).trim().slice(0, 1000)
        rows.push({ line, fields: { [names[0] ?? 'row']: raw }, fault: 'a quote is opened and never closed' })
      } else if (found.cells.some((cell) => cell.trim() !== '') && !isHeader(found.cells))
        rows.push(rowOf(found.cells, line))
      line += linesIn(text, at, found.end)
      at = found.end
    }
    rest = text.slice(at)
    return rows
  }

  return {
    write: (text) => take(rest + text, false),
    end: () => take(rest, true),
    columns: () => columns,
    isFeed: false,
    about: () => `CSV with ${SEPARATORS[separator] ?? `"${separator}"`}`,
  }
}
