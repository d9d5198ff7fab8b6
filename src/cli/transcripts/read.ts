// Reads a file of transcripts (one a document): every mistake with its place. Plays nothing.
import { isMap, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { nearest } from '../../rulebook/nearest.ts'
import type { Problem } from '../../rulebook/problem.ts'
import { HEAD, LINES, type Line, type LineKind } from './transcript.ts'

export type Placed = { readonly line: number; readonly col: number; readonly step: Line }

export type Transcript = {
  readonly file: string
  readonly name: string
  readonly at: string
  readonly language?: 'ru' | 'uk' | 'en' | undefined
  readonly arm: 'offer' | 'holdout'
  readonly lines: readonly Placed[]
}

const headShape = z.object(HEAD)

export const readTranscripts = (
  file: string,
  text: string,
): { readonly transcripts: readonly Transcript[]; readonly problems: readonly Problem[] } => {
  const counter = new LineCounter()
  const problems: Problem[] = []
  const transcripts: Transcript[] = []
  const place = (offset: number) => {
    const { line, col } = counter.linePos(offset)
    return { file, line: Math.max(1, line), col: Math.max(1, col) }
  }
  const say = (offset: number, message: string, expected?: string, hint?: string) =>
    problems.push({ ...place(offset), message, ...(expected && { expected }), ...(hint && { hint }) })

  const readLine = (node: Node | null | undefined): Placed[] => {
    const offset = node?.range?.[0] ?? 0
    const pair = isMap(node) && node.items.length === 1 ? node.items[0] : undefined
    if (!pair) {
      say(offset, 'a line says one thing', `- KEY: VALUE with one of ${Object.keys(LINES).join(', ')}`)
      return []
    }
    const kind = String(pair.key)
    if (!(kind in LINES)) {
      say(offset, `unknown line "${kind}"`, Object.keys(LINES).join(', '), nearest(kind, Object.keys(LINES)))
      return []
    }
    const read = LINES[kind as LineKind].safeParse((pair.value as Node | null)?.toJS(document) ?? null)
    if (!read.success) {
      say(offset, `${kind}: ${read.error.issues[0]?.message ?? 'not understood'}`)
      return []
    }
    const { line, col } = place(offset)
    return [{ line, col, step: { kind, value: read.data } as Line }]
  }

  const found = parseAllDocuments(text, { lineCounter: counter, prettyErrors: false })
  let document = found[0] as Extract<typeof found, readonly unknown[]>[number]
  if ('empty' in found) return { transcripts, problems }
  for (document of found) {
    for (const error of document.errors) say(error.pos[0], error.message)
    const top = document.contents
    if (document.errors.length > 0 || top === null) continue
    if (!isMap(top)) {
      say(top.range?.[0] ?? 0, 'a transcript begins with "transcript: its name"')
      continue
    }
    for (const { key } of top.items) {
      const name = String(key)
      const known = [...Object.keys(HEAD), 'lines']
      if (!known.includes(name))
        say((key as Node).range?.[0] ?? 0, `unknown key "${name}"`, known.join(', '), nearest(name, known))
    }
    const head = headShape.safeParse(document.toJS())
    const lines = top.get('lines')
    if (!head.success)
      say(top.range?.[0] ?? 0, `${head.error.issues[0]?.path.join('.')}: ${head.error.issues[0]?.message}`)
    else if (!isSeq(lines)) say(top.range?.[0] ?? 0, 'a transcript has lines', 'lines: with a list')
    else {
      const { transcript: name, ...rest } = head.data
      transcripts.push({ file, name, ...rest, lines: lines.items.flatMap((item) => readLine(item as Node)) })
    }
  }
  return { transcripts, problems }
}
