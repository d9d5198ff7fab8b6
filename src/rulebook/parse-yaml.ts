// One YAML source -> a tree of texts with places, or problems; it never throws. Knows nothing of what is meant.
import * as yaml from 'yaml'
import type { Node } from './node.ts'
import type { Place, Report } from './problem.ts'
import { quoteConditions } from './quote-conditions.ts'
import { sayYaml } from './yaml-says.ts'

/** Longer files, and deeper ones, are mistakes or attacks. */
export const LONGEST_FILE = 256 * 1024
const DEEPEST = 40

type Reading = {
  readonly file: string
  readonly text: string
  readonly place: (offset: number) => Place
  readonly report: Report
}

/** null: the file is empty, or something in it stopped the reading; the report says what. */
export const parseYaml = (file: string, source: string, report: Report): Node | null => {
  const top: Place = { file, line: 1, col: 1 }
  const written = source.startsWith('\uFEFF') ? source.slice(1) : source
  if (written.length > LONGEST_FILE) {
    report.problem(top, `the file is too long (${Math.ceil(written.length / 1024)} KB)`, {
      expected: `at most ${LONGEST_FILE / 1024} KB`,
    })
    return null
  }
  const { text, original } = quoteConditions(written)
  const counter = new yaml.LineCounter()
  counter.lineStarts = [0, ...[...written.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const place = (offset: number): Place => {
    const { line, col } = counter.linePos(original(Math.max(0, Math.min(offset, text.length))))
    return { file, line: Math.max(1, line), col: Math.max(1, col) }
  }
  const reading: Reading = { file, text, place, report }
  const odd = /[\uFFFD\0]/.exec(text)
  if (tooDeep(text)) {
    report.problem(top, 'the file is nested too deep', { expected: `at most ${DEEPEST} levels` })
    return null
  }
  try {
    const found = yaml.parseAllDocuments(text, {
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
    })
    if (odd) report.problem(place(odd.index), 'the file is not plain UTF-8 text')
    return 'empty' in found ? null : oneDocument(found, reading)
  } catch {
    report.problem(top, 'this cannot be read as YAML')
    return null
  }
}

const oneDocument = (found: readonly yaml.Document.Parsed[], reading: Reading): Node | null => {
  const { report, place } = reading
  const [document, second] = found
  if (!document) return null
  if (second) report.problem(place(second.range[0]), 'a file holds one document', { hint: 'two files' })
  const faults = [...document.errors, ...document.warnings]
  const lines = new Set<number>()
  for (const fault of faults) {
    const at = place(fault.pos[0])
    // One slip breaks several rules of YAML; the first of a line is the one that helps.
    if (lines.has(at.line)) continue
    lines.add(at.line)
    const { message, hint, expected } = sayYaml(fault, reading.text)
    report.problem(at, message, { hint, expected })
    if (lines.size === 5) break
  }
  if (second || faults.length > 0) return null
  return document.contents === null ? null : toNode(document.contents, reading, 0)
}

/** YAML's own reader goes as deep as its text does; brackets and dashes are counted before it may. */
const tooDeep = (text: string): boolean => {
  if (/(?:[-?:][ \t]+){40}/.test(text)) return true
  let depth = 0
  for (const char of text) {
    if (char === '[' || char === '{') depth++
    else if (char === ']' || char === '}') depth = Math.max(0, depth - 1)
    if (depth > 400) return true
  }
  return false
}

const nothing = (at: Place): Node => ({ kind: 'scalar', at, text: '', quoted: false, inside: () => at })

const toNode = (value: unknown, reading: Reading, depth: number): Node => {
  const { report, place } = reading
  const at = yaml.isNode(value) && value.range ? place(value.range[0]) : place(0)
  if (depth > DEEPEST) {
    report.problem(at, 'this is nested too deep', { expected: `at most ${DEEPEST} levels` })
    return nothing(at)
  }
  if (yaml.isAlias(value)) {
    report.problem(at, `an alias (*${value.source}) is not read here`, { expected: 'the value itself' })
    return nothing(at)
  }
  if (yaml.isScalar(value)) return toScalar(value, at, reading)
  if (yaml.isSeq(value)) {
    forbidAnchor(value, at, report)
    return { kind: 'list', at, items: value.items.map((item) => toNode(item, reading, depth + 1)) }
  }
  if (yaml.isMap(value)) {
    forbidAnchor(value, at, report)
    return { kind: 'map', at, entries: toEntries(value, reading, depth) }
  }
  return nothing(at)
}

const toEntries = (map: yaml.YAMLMap, reading: Reading, depth: number) => {
  const seen = new Map<string, Place>()
  return map.items.flatMap((pair) => {
    const key = yaml.isScalar(pair.key) ? String(pair.key.value) : null
    const at = yaml.isNode(pair.key) && pair.key.range ? reading.place(pair.key.range[0]) : reading.place(0)
    if (key === null) {
      reading.report.problem(at, 'a key must be a single name')
      return []
    }
    const first = seen.get(key)
    if (first) {
      reading.report.problem(at, `"${key}" stands here a second time`, {
        expected: `it once; the first is in line ${first.line}`,
      })
      return []
    }
    seen.set(key, at)
    return [{ key, at, value: pair.value === null ? nothing(at) : toNode(pair.value, reading, depth + 1) }]
  })
}

const toScalar = (scalar: yaml.Scalar, at: Place, reading: Reading): Node => {
  forbidAnchor(scalar, at, reading.report)
  const text = String(scalar.value ?? '')
  const [from = 0, to = 0] = scalar.range ?? []
  const quote = scalar.type === 'QUOTE_DOUBLE' || scalar.type === 'QUOTE_SINGLE'
  const start = from + (quote ? 1 : 0)
  // Where the source says the text letter by letter, a character of the text has a place of its own.
  const literal = reading.text.slice(start, to - (quote ? 1 : 0)) === text
  const inside = (offset: number): Place => (literal ? reading.place(start + offset) : at)
  return { kind: 'scalar', at, text, quoted: scalar.type !== 'PLAIN', inside }
}

const forbidAnchor = (node: yaml.Scalar | yaml.YAMLMap | yaml.YAMLSeq, at: Place, report: Report): void => {
  if (node.anchor === undefined) return
  report.problem(at, `an anchor (&${node.anchor}) is not read here`, { expected: 'the value written out' })
}
