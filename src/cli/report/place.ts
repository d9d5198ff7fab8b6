// What a report is read from: the data of `winback start`, beside a running server, or the folder of a replay. Writes
// nothing.

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { readConfig } from '../../config.ts'
import type { Rulebook } from '../../core/rulebook.ts'
import type { Store } from '../../ports/store.ts'
import { type CompileResult, compileRulebook } from '../../rulebook/compile.ts'
import { loadRulebook } from '../../rulebook/load.ts'
import { formatProblem } from '../../rulebook/problem.ts'
import { parseSources } from '../../rulebook/sources.ts'
import { startErrorOf } from '../../start/data-folder.ts'
import { openStoreThere } from '../../start/open-store.ts'
import { latestIn } from '../../start/reports.ts'
import { StartError } from '../../start/start-error.ts'
import { openDemoClock } from '../../storefronts/demo/clock.ts'

export type ReportPlace = {
  readonly store: Pick<Store, 'records' | 'notes' | 'close'>
  readonly rulebook: Rulebook
  /** Milliseconds since 1970: the demo's in the demo, of a replay the end of its history. */
  readonly now: number
}

const compiled = (result: CompileResult, where: string): Rulebook => {
  if ('rulebook' in result) return result.rulebook
  const problems = result.problems.map(formatProblem).join('\n  ')
  throw new StartError(`${where} cannot be used:\n  ${problems}`)
}

const replayedBy = (data: string): string | null => {
  const note = join(data, 'replay.json')
  if (!existsSync(note)) return null
  try {
    return String((JSON.parse(readFileSync(note, 'utf8')) as { rulebook: unknown }).rulebook)
  } catch {
    throw new StartError(`${note} is damaged: replay into another folder.`)
  }
}

const rulesAt = async (dir: string): Promise<Rulebook> => {
  const flows = existsSync(join(dir, 'flows')) ? join(dir, 'flows') : resolve(dir)
  const locales = join(dirname(flows), 'locales')
  for (const folder of [flows, locales])
    if (!existsSync(folder)) throw new StartError(`There is no folder ${folder}`)
  return compiled(await loadRulebook(flows, locales), `The flows in ${flows}`)
}

/** Throws a StartError where there is nothing to read, or the rules have mistakes. */
export const openReportPlace = async (options: {
  readonly data?: string
  readonly flows?: string
}): Promise<ReportPlace> => {
  const config = readConfig({ ...process.env, ...(options.data && { WINBACK_DATA: options.data }) })
  // A folder that is named is meant, whatever store the server works on.
  const place = options.data ? { data: config.data, redis: null } : config
  const replayed = replayedBy(config.data)
  let store: Store | null = null
  try {
    store = await openStoreThere(
      place,
      { readonly: true },
      '--data DIR says where it is, or start Winback first.',
    )
    const { records } = store
    const written = replayed === null ? null : await records.rulebook(replayed)
    const sources = written === null ? null : parseSources(written)
    const rulebook = options.flows
      ? await rulesAt(options.flows)
      : sources
        ? compiled(compileRulebook(sources), `The rules of the replay in ${config.data}`)
        : compiled(await loadRulebook(config.flows, config.locales), `The flows in ${config.flows}`)
    const isDemo = config.storefront === null && existsSync(join(config.data, 'demo-clock.json'))
    const now = replayed === null ? null : await latestIn(records)
    return {
      ...{ store, rulebook },
      now: now ?? (isDemo ? openDemoClock(join(config.data, 'demo-clock.json')).now() : Date.now()),
    }
  } catch (error) {
    await store?.close()
    throw startErrorOf(error, config.data, 'WINBACK_DATA')
  }
}
