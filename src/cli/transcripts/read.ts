// Reads a file of transcripts (one a document): every mistake with its place. Plays nothing.
import { type Document, isMap, isSeq, LineCounter, type Node, parseAllDocuments, type YAMLError } from 'yaml'
import type { Problem } from '../../rulebook/problem.ts'
import { sayYaml } from '../../rulebook/yaml-says.ts'
import { type Head, readHead } from './read-head.ts'
import { readLine } from './read-line.ts'
import { HEAD, LINES, type Line } from './transcript.ts'
import { unknownName, type Wrong } from './wrong.ts'

export type Placed = { readonly line: number; readonly col: number; readonly step: Line }

export type Transcript = Head & { readonly file: string; readonly lines: readonly Placed[] }

export type ReadFile = { readonly transcripts: readonly Transcript[]; readonly problems: readonly Problem[] }

const KEYS = [...Object.keys(HEAD), 'lines']

const yamlSays = (error: YAMLError, text: string): Wrong => {
  const { message, expected, hint } = sayYaml(error, text)
  return { message, ...(expected && { expected }), ...(hint && { hint }) }
}

export const readTranscripts = (file: string, text: string): ReadFile => {
  const counter = new LineCounter()
  const problems: Problem[] = []
  const place = (node: unknown) => {
    const { line, col } = counter.linePos((node as Node | null)?.range?.[0] ?? 0)
    return { line: Math.max(1, line), col: Math.max(1, col) }
  }
  const say = (node: unknown, wrong: Wrong): void => {
    problems.push({ file, ...place(node), ...wrong })
  }

  const placed = (node: unknown, document: Document): Placed[] => {
    const pair = isMap(node) && node.items.length === 1 ? node.items[0] : undefined
    if (!pair) {
      say(node, {
        message: 'a line says one thing',
        expected: `one of ${Object.keys(LINES).join(', ')}`,
      })
      return []
    }
    const step = readLine(String(pair.key), (pair.value as Node | null)?.toJS(document) ?? null)
    if ('kind' in step) return [{ ...place(node), step }]
    say(node, step)
    return []
  }

  const read = (document: Document): Transcript[] => {
    const top = document.contents
    if (!isMap(top)) {
      say(top, { message: 'a transcript begins with "transcript: its name"' })
      return []
    }
    for (const { key } of top.items)
      if (!KEYS.includes(String(key)))
        say(key, unknownName(`unknown key "${String(key)}"`, String(key), KEYS))
    const head = readHead(document.toJS() as Readonly<Record<string, unknown>>)
    for (const [key, wrong] of head.wrong) say(top.get(key, true) ?? top, wrong)
    const lines = top.get('lines')
    if (!isSeq(lines) || lines.items.length === 0) {
      say(lines ?? top, { message: 'this transcript has no lines', expected: 'lines: and a list' })
      return []
    }
    const all = lines.items.flatMap((item) => placed(item, document))
    return head.read ? [{ file, ...head.read, lines: all }] : []
  }

  const found = parseAllDocuments(text, { lineCounter: counter, prettyErrors: false })
  const documents: readonly Document[] = 'empty' in found ? [] : (found as readonly Document[])
  const transcripts = documents.flatMap((document) => {
    for (const error of document.errors) say({ range: [error.pos[0]] }, yamlSays(error, text))
    return document.errors.length > 0 || document.contents === null ? [] : read(document)
  })
  return { transcripts, problems }
}
