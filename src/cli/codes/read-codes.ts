// Lines of a file as codes: one a line, or the column named `code` of a CSV. Says of each line what is wrong with it.
// Knows no pools.
import { isClean } from '../../core/codes/bad-words.ts'
import { codeFault, LONGEST, plainCode, SHORTEST } from '../../core/codes/plain-code.ts'

export type CodeLine = { readonly line: number; readonly text: string }

const COLUMNS = [
  'code',
  'codes',
  'coupon',
  'coupon_code',
  'promo_code',
  'promocode',
  'voucher',
  'voucher_code',
]
const QUOTED = /^"((?:[^"]|"")*)"/

/** Cells of one line, by the separator that the first line has. */
const cellsOf = (line: string, separator: string): readonly string[] => {
  const cells: string[] = []
  let rest = line
  for (;;) {
    const quoted = QUOTED.exec(rest)
    const end = quoted ? rest.indexOf(separator, quoted[0].length) : rest.indexOf(separator)
    const cell = end < 0 ? rest : rest.slice(0, end)
    cells.push(quoted ? quoted[1]!.replaceAll('""', '"') : cell.trim())
    if (end < 0) return cells
    rest = rest.slice(end + 1)
  }
}

const plainName = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

/** Takes lines in pieces of any length. The first line may be a heading; without one the first cell is the code. */
export const createCodeLines = () => {
  let rest = ''
  let line = 0
  let separator: string | null = null
  let column = 0
  const read = (text: string): CodeLine | null => {
    line++
    const given = line === 1 ? text.replace(/^\uFEFF/, '') : text
    if (separator === null) {
      separator = [';', '\t', ','].find((one) => given.includes(one)) ?? ','
      const names = cellsOf(given, separator).map(plainName)
      const named = names.findIndex((name) => COLUMNS.includes(name))
      if (named >= 0) {
        column = named
        return null
      }
    }
    return { line, text: (cellsOf(given, separator)[column] ?? '').trim() }
  }
  return {
    write: (piece: string): readonly CodeLine[] => {
      const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      return lines.flatMap((one) => read(one) ?? [])
    },
    /** A last line without an end. */
    end: (): readonly CodeLine[] =>
      rest.trim() === '' ? [] : [read(rest.replace(/\r$/, ''))].flatMap((one) => one ?? []),
  }
}

const FAULTS = {
  empty: 'it is empty',
  too_short: `it has fewer than ${SHORTEST} symbols, so that it could be guessed`,
  too_long: `it has more than ${LONGEST} symbols`,
  bad_symbol: 'it has symbols other than letters, digits, "-", "_" and "."',
} as const

/** What stands against a text as a code of a pool; null: nothing. */
export const againstCode = (text: string): string | null => {
  const fault = codeFault(text)
  if (fault) return FAULTS[fault]
  return isClean(plainCode(text)) ? null : 'a bad word can be read in it'
}
