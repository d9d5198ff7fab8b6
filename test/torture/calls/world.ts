// The tortured shop without HTTP: its rulebook and its engine on a data file, with a clock that stands.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Seal } from '../../../src/ports/seal.ts'
import type { Store } from '../../../src/ports/store.ts'
import { compileRulebook } from '../../../src/rulebook/compile.ts'
import { readSources } from '../../../src/rulebook/sources.ts'
import type { Engine } from '../../../src/runtime/engine.ts'
import { createErase } from '../../../src/runtime/erase.ts'
import { createSeal } from '../../../src/seal.ts'
import { KEY, openEngine } from '../../runtime/open-engine.ts'

export const NOW = Date.UTC(2026, 10, 23, 8, 0)
/** Longer than a shopper is waited for who may go on writing, ms. */
const A_WHILE = 10_000

export type World = {
  readonly engine: Engine
  readonly store: Store
  readonly seal: Seal
  readonly erase: ReturnType<typeof createErase>
  /** A while later: pieces of what was said are put together, wake-ups run, messages leave. */
  readonly later: () => Promise<void>
  readonly close: () => Promise<void>
}

export const dataFile = (folder: string): string => join(folder, 'winback.db')

/** `rules`: where writeShop has written flows and locales. */
export const openWorld = async (folder: string, rules: string): Promise<World> => {
  const made = compileRulebook(await readSources(join(rules, 'flows'), join(rules, 'locales')))
  if (!('rulebook' in made)) throw new Error(JSON.stringify(made.problems))
  const seal = createSeal(KEY)
  let now = NOW
  const clock = () => now
  const { engine, store, close } = await openEngine({
    ...{ path: dataFile(folder), rulebook: made.rulebook, clock, sync: 'full', seal, lease: 0 },
  })
  const erase = createErase({
    ...{ store, seal, rulebook: () => made.rulebook, clock },
    random: (bytes) => new Uint8Array(bytes).fill(5),
    forget: async () => {},
  })
  const later = async (): Promise<void> => {
    now += A_WHILE
    await engine.settle(now)
  }
  return { engine, store, seal, erase, later, close }
}

/** What was noted while the folder was prepared. */
export const notes = (folder: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(folder, 'notes.json'), 'utf8')) as Record<string, string>
