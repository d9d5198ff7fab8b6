// The compiled rulebook in the data folder, for the next start with the same files, code and Node. What is damaged, of another
// code or cannot be written is passed over: then everything is compiled, as `check` always does. Knows no watching.
import { createHash } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGS } from '../core/meaning.ts'
import { ownTextOf } from '../rulebook/own-file.ts'
import { type Kept, pressRulebook, unpressRulebook } from '../rulebook/pressed.ts'
import { hashSources, type Source } from '../rulebook/sources.ts'

export type KeptRulebook = {
  readonly find: (sources: readonly Source[]) => Kept | null
  readonly put: (sources: readonly Source[], kept: Kept) => void
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** `code` says which code it is, to the byte; null: nobody knows, so nothing is kept. */
export const keepRulebook = (data: string, code: string | null): KeptRulebook | undefined => {
  if (code === null) return undefined
  const path = join(data, 'rulebook.kept')
  const keyOf = (sources: readonly Source[]): string => {
    const { node, icu, unicode } = process.versions
    return hashOf(JSON.stringify([code, node, icu, unicode, LANGS.map(ownTextOf), hashSources(sources)]))
  }
  return {
    find: (sources) => {
      try {
        const written = readFileSync(path, 'utf8')
        const [sum, key] = written.split('\n', 2)
        const body = written.slice(`${sum}\n${key}\n`.length)
        return key === keyOf(sources) && sum === hashOf(key + body) ? unpressRulebook(body) : null
      } catch {
        return null
      }
    },
    put: (sources, kept) => {
      const half = `${path}.${process.pid}`
      try {
        const body = pressRulebook(kept)
        if (body === null) return rmSync(path, { force: true })
        const key = keyOf(sources)
        writeFileSync(half, `${hashOf(key + body)}\n${key}\n${body}`, { mode: 0o600 })
        renameSync(half, path)
      } catch {
        rmSync(half, { force: true })
      }
    },
  }
}
