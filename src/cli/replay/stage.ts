// From a file to staged events: reads each line, then has the sorted lines grouped into what happened.
import type { History, Layout } from '../../histories/history.ts'
import { fieldsOf } from './fields.ts'
import { type FileLine, fileLines, type OnBytes } from './file-lines.ts'
import { groupLines, type OnLines, refuseBroken } from './group-lines.ts'
import { ReplayProblem } from './problem.ts'
import type { Staging } from './staging.ts'

export type Staged = {
  /** Lines of the file; a header is none. */
  readonly read: number
  /** Lines that say again what another line of the file said. */
  readonly twice: number
}

const SEPARATOR = '\u001f'

export const stage = async (
  history: History,
  path: string,
  staging: Staging,
  now: number,
  onBytes: OnBytes,
  onLines: OnLines,
): Promise<Staged> => {
  const read = await readFile(history, path, staging, now, onBytes)
  return { read, twice: refuseBroken(history, staging) + (await groupLines(history, staging, onLines)) }
}

type Known = Extract<Layout, { kind: 'layout' }> & { readonly width: number }

const readFile = async (
  history: History,
  path: string,
  staging: Staging,
  now: number,
  onBytes: OnBytes,
): Promise<number> => {
  let known: Known | null = null
  let read = 0
  for await (const line of fileLines(path, onBytes)) {
    if (line.text.trim() === '') continue
    if (!known) {
      known = learn(history, path, line)
      if (known.header) continue
    }
    read++
    stageLine(history, known, staging, line, now)
  }
  if (read === 0) throw new ReplayProblem(`${path} holds no lines`)
  return read
}

const learn = (history: History, path: string, line: FileLine): Known => {
  const first = fieldsOf(line.text.replace(/^\uFEFF/, '')) ?? []
  const layout = history.layout(first)
  if (layout.kind === 'wrong')
    throw new ReplayProblem(`${path} cannot be read as ${history.name}: ${layout.why}`)
  return { ...layout, width: first.length }
}

const stageLine = (history: History, known: Known, staging: Staging, line: FileLine, now: number): void => {
  const fields = line.tooLong ? null : fieldsOf(line.text)
  if (fields?.length === known.width) {
    const ordered = known.order.map((at) => fields[at] ?? '')
    return staging.add(ordered.join(SEPARATOR), history.read(ordered, now))
  }
  const reason = line.tooLong ? 'too_long' : fields ? 'columns' : 'quotes'
  staging.add(line.text, { kind: 'rejected', reason })
}
