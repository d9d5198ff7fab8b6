// JSON: one object a line, objects one after another, or an array of them. Only one object is held at a time. A line
// that is no JSON spoils only itself. Pure: text in, rows out.
import { plainName } from '../../../core/goods/item-names.ts'
import { ImportProblem } from '../problem.ts'
import type { Row, RowReader } from '../row.ts'

const LONGEST = 4 * 1024 * 1024

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const rowOf = (text: string, line: number): Row => {
  const value = parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return {
      line,
      fields: { row: text.slice(0, 1000) },
      fault: value === undefined ? 'it is not valid JSON' : 'an object is expected',
    }
  return {
    line,
    fields: Object.fromEntries(Object.entries(value).map(([name, field]) => [plainName(name), field])),
  }
}

/** Values one after another, with or without an array around them and commas between. */
const createValues = () => {
  let [depth, base, quoted, escaped, line, began] = [0, 0, false, false, 1, 1]
  let held = ''
  let started = false
  return {
    write: (text: string): Row[] => {
      const rows: Row[] = []
      let from = depth > base ? 0 : -1
      for (let at = 0; at < text.length; at++) {
        const char = text.charCodeAt(at)
        if (char === 10) line++
        if (quoted) {
          if (escaped) escaped = false
          else if (char === 92) escaped = true
          else if (char === 34) quoted = false
        } else if (char === 34) quoted = true
        else if (char === 91 && !started) {
          started = true
          base = 1
          depth = 1
        } else if (char === 123 || char === 91) {
          started = true
          if (depth === base) {
            from = at
            began = line
          }
          depth++
        } else if (char === 125 || char === 93) {
          depth--
          if (depth === base) {
            rows.push(rowOf(held + text.slice(from, at + 1), began))
            held = ''
            from = -1
          }
        }
      }
      if (from >= 0) held += text.slice(from)
      if (held.length > LONGEST)
        throw new ImportProblem(
          `The object that begins in line ${began} is larger than 4 MB: an array of objects, or one object a line, is expected`,
        )
      return rows
    },
    end: (): Row[] => {
      if (depth > 0 || quoted)
        throw new ImportProblem(
          `The JSON ends in the middle of what begins in line ${began}; nothing was imported`,
        )
      return []
    },
  }
}

const createLines = () => {
  let [rest, line] = ['', 0]
  const read = (text: string): Row[] => {
    line++
    const trimmed = text.trim()
    return trimmed === '' ? [] : [rowOf(trimmed, line)]
  }
  return {
    write: (text: string): Row[] => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      return lines.flatMap(read)
    },
    end: (): Row[] => read(rest),
  }
}

export const createJsonReader = (): RowReader => {
  let inner: ReturnType<typeof createValues> | null = null
  let lines = false
  return {
    write: (text) => {
      const clean = inner ? text : text.replace(/^\uFEFF/, '')
      if (!inner) {
        const first = clean.trimStart().split('\n', 1)[0] ?? ''
        // An object that is whole on the first line: so is every other on its own.
        lines = first.startsWith('{') && parse(first) !== undefined
        const broken = first.startsWith('{') && first.trim().endsWith('}') && first.trim().length > 2
        lines ||= broken
        inner = lines ? createLines() : createValues()
      }
      return inner.write(clean)
    },
    end: () => inner?.end() ?? [],
    columns: () => null,
    isFeed: false,
    about: () => (lines ? 'JSON lines' : 'JSON'),
  }
}
