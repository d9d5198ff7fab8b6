// The rulebooks in force: the newest from disk, older ones from the store. A good edit goes live by itself; a bad one
// is told and changes nothing. Knows neither talks nor who asks.
import type { Rulebook } from '../core/rulebook.ts'
import type { Records } from '../ports/records.ts'
import type { RulebookShelf } from '../ports/rulebooks.ts'
import type { CompileResult } from './compile.ts'
import type { Kept } from './pressed.ts'
import type { Problem } from './problem.ts'
import { hashSources, parseSources, readSources, type Source, writeSources } from './sources.ts'
import { type Watching, watchFolders } from './watch-folders.ts'

export type ShelfOptions = {
  readonly flowsDir: string
  readonly localesDir: string
  readonly records: Pick<Records, 'putRulebook' | 'rulebook'>
  /** Take edits live. */
  readonly watch?: boolean
  /** Done before a rulebook is in force, the first one too. */
  readonly before?: (rulebook: Rulebook) => Promise<void>
  /** What was compiled of these very sources before, by this very code; and a place for what is compiled now. */
  readonly kept?: {
    readonly find: (sources: readonly Source[]) => Kept | null
    readonly put: (sources: readonly Source[], kept: Kept) => void
  }
  /** A good edit is in force. */
  readonly onChange?: (rulebook: Rulebook, warnings: readonly Problem[]) => void
  /** A bad edit was not taken; the last good rulebook stays in force. */
  readonly onProblems?: (problems: readonly Problem[]) => void
  /** The disk or the store failed; it is tried again with the next edit. */
  readonly onError?: (error: unknown) => void
}

export type Shelf = RulebookShelf & {
  /** Looks at the folders now; answers what it found. */
  readonly reload: () => Promise<CompileResult>
  readonly close: () => void
}

export type ShelfResult =
  | { readonly shelf: Shelf; readonly warnings: readonly Problem[] }
  | { readonly problems: readonly Problem[] }

/** Older rulebooks that are kept in memory. */
const MOST_KEPT = 32
/** An edit that is still being written looks broken; it is looked at again before anybody hears of it. */
const LOOK_AGAIN = 200

/** What compiles is loaded when there is something to compile. */
const compile = async (sources: readonly Source[]): Promise<CompileResult> =>
  (await import('./compile.ts')).compileRulebook(sources)

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export const createShelf = async (options: ShelfOptions): Promise<ShelfResult> => {
  const { flowsDir, localesDir, records } = options
  const read = (): Promise<readonly Source[]> => readSources(flowsDir, localesDir)
  const keep = async (rulebook: Rulebook, sources: readonly Source[]): Promise<void> => {
    await records.putRulebook(rulebook.hash, writeSources(sources))
    await options.before?.(rulebook)
  }

  const sources = await read()
  const known = options.kept?.find(sources) ?? null
  const first = known ?? (await compile(sources))
  if ('problems' in first) return { problems: first.problems }
  await keep(first.rulebook, sources)
  if (!known) options.kept?.put(sources, first)

  let now = first.rulebook
  let warnings = first.warnings
  let refused: string | null = null
  let watching: Watching | undefined
  let working: Promise<CompileResult> = Promise.resolve(first)
  const older = new Map<string, Promise<Rulebook | null>>()

  /** Where somebody is being answered, what has mistakes is found out on another thread. */
  const compiled = async (found: readonly Source[]): Promise<CompileResult> => {
    if (hashSources(found) === now.hash) return { rulebook: now, warnings }
    const problems = options.watch ? await (await import('./compile-apart.ts')).problemsApart(found) : null
    return problems ? { problems, warnings: [] } : compile(found)
  }

  const look = async (): Promise<CompileResult> => {
    let found = await read()
    let result = await compiled(found)
    if ('problems' in result) {
      await pause(LOOK_AGAIN)
      const again = await read()
      if (hashSources(again) !== hashSources(found)) result = await compiled(again)
      found = again
    }
    const hash = hashSources(found)
    if ('problems' in result) {
      if (hash !== refused) options.onProblems?.(result.problems)
      refused = hash
      return result
    }
    const back = refused !== null
    refused = null
    if (hash !== now.hash) {
      await keep(result.rulebook, found)
      older.set(now.hash, Promise.resolve(now))
      now = result.rulebook
      warnings = result.warnings
      options.kept?.put(found, result)
      options.onChange?.(now, result.warnings)
    } else if (back) options.onChange?.(now, result.warnings)
    return result
  }

  /** One look after the other, so that an older edit never replaces a newer one. */
  const reload = (): Promise<CompileResult> => {
    working = working.catch(() => undefined).then(look)
    return working
  }

  const fromStore = async (hash: string): Promise<Rulebook | null> => {
    const written = await records.rulebook(hash)
    const kept = written === null ? null : parseSources(written)
    if (!kept) return null
    const result = await compile(kept)
    if ('rulebook' in result) return result.rulebook
    options.onError?.(new Error(`The rulebook ${hash} that was kept does not compile any more`))
    return null
  }

  const byHash = async (hash: string): Promise<Rulebook | null> => {
    if (hash === now.hash) return now
    const known = older.get(hash) ?? fromStore(hash)
    older.delete(hash)
    older.set(hash, known)
    if (older.size > MOST_KEPT) older.delete(older.keys().next().value!)
    try {
      const found = await known
      if (found === null) older.delete(hash)
      return found
    } catch (error) {
      older.delete(hash)
      throw error
    }
  }

  if (options.watch) {
    const changed = (): void => {
      reload().catch((error) => options.onError?.(error))
    }
    watching = await watchFolders([flowsDir, localesDir], changed)
    // An edit between the first reading and the watch would be seen by nobody.
    changed()
  }
  return {
    shelf: { now: () => now, byHash, reload, close: () => watching?.close() },
    warnings: first.warnings,
  }
}
