// The rulebooks at start: flows and texts compiled and watched, or a sentence that names every mistake in them.
import type { Config } from '../config.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Log } from '../ports/log.ts'
import type { Records } from '../ports/records.ts'
import { formatProblem, type Problem } from '../rulebook/problem.ts'
import { createShelf, type Shelf } from '../rulebook/shelf.ts'
import type { KeptRulebook } from './kept-rulebook.ts'
import { StartError } from './start-error.ts'

/** `onChange`: null for a verb that reads them once; nothing is watched then. */
export const openRulebooks = async (
  { flows, locales }: Pick<Config, 'flows' | 'locales'>,
  records: Pick<Records, 'putRulebook' | 'rulebook'>,
  log: Log,
  onChange: (() => void) | null,
  before?: (rulebook: Rulebook) => Promise<void>,
  kept?: KeptRulebook,
): Promise<Shelf> => {
  const tell = (problems: readonly Problem[]) =>
    log.error(
      { problems: problems.map(formatProblem) },
      'an edit of the flows has mistakes; the last good ones stay',
    )
  let closed = false
  const opened = await createShelf({
    ...{ flowsDir: flows, localesDir: locales, records, watch: onChange !== null, onProblems: tell },
    ...(before && { before }),
    ...(kept && { kept }),
    onChange: (rulebook, warnings) => {
      log.info({ rulebook: rulebook.hash }, 'an edit of the flows is in force')
      if (warnings.length > 0)
        log.warn({ warnings: warnings.map(formatProblem) }, 'the edit is in force, but look at these')
      onChange?.()
    },
    onError: (error) => closed || log.error({ err: error }, 'the flows could not be read'),
  }).catch((error) => {
    if (error?.code !== 'ENOENT') throw error
    throw new StartError(
      `There are no flows at ${error.path}. WINBACK_FLOWS and WINBACK_LOCALES say where they are (now ${flows} and ${locales}).`,
    )
  })
  if ('shelf' in opened) {
    const { shelf } = opened
    const close = () => {
      closed = true
      shelf.close()
    }
    return { ...shelf, close }
  }
  const lines = opened.problems.map(formatProblem).join('\n')
  throw new StartError(`The flows have mistakes, so there is nothing to go by yet:\n${lines}`)
}
