// The rulebook of a replay: the source's own, or that of --flows. It is one and the same for the whole run.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Rulebook } from '../../core/rulebook.ts'
import type { RulebookShelf } from '../../ports/rulebooks.ts'
import type { Store } from '../../ports/store.ts'
import { compileRulebook } from '../../rulebook/compile.ts'
import { formatProblem } from '../../rulebook/problem.ts'
import { readSources, type Source, writeSources } from '../../rulebook/sources.ts'
import { ReplayProblem } from './problem.ts'

export type Rules = {
  readonly rulebook: Rulebook
  /** Kept in the store by its hash before its first use. */
  readonly shelf: (store: Store) => Promise<RulebookShelf>
}

/** `dir` holds flows/ and locales/, or is the folder flows/ itself with locales/ beside it. */
export const openRules = async (dir: string, currency: string): Promise<Rules> => {
  const flows = existsSync(join(dir, 'flows')) ? join(dir, 'flows') : dir
  const sources = await read(flows, join(dirname(flows), 'locales'))
  const result = compileRulebook(sources)
  if ('problems' in result)
    throw new ReplayProblem(
      [`The flows in ${flows} cannot be used:`, ...result.problems.map(formatProblem)].join('\n  '),
    )
  const { rulebook } = result
  if (rulebook.shop.currency !== currency)
    throw new ReplayProblem(
      `The shop in ${flows} sells in ${rulebook.shop.currency}, and the history is in ${currency}`,
    )
  return {
    rulebook,
    shelf: async (store) => {
      await store.records.putRulebook(rulebook.hash, writeSources(sources))
      return { now: () => rulebook, byHash: async (hash) => (hash === rulebook.hash ? rulebook : null) }
    },
  }
}

const read = async (flows: string, locales: string): Promise<readonly Source[]> => {
  for (const dir of [flows, locales])
    if (!existsSync(dir)) throw new ReplayProblem(`There is no folder ${dir}`)
  return readSources(flows, locales)
}
