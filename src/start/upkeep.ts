// Upkeep of a running shop: old event ids are forgotten, old journal entries go to files, new rules reach everybody.
import type { Log } from '../ports/log.ts'
import type { Notes } from '../ports/notes.ts'
import type { Records } from '../ports/records.ts'
import type { Engine } from '../runtime/engine.ts'
import { rfmMeasured } from '../runtime/rfm.ts'
import { keepDigest } from './digests.ts'
import type { ReportStore } from './reports.ts'

const HOUR = 3_600_000
/** Going through a million shoppers must not keep a start from being ready, ms. */
const QUIET = 250
/** How the shoppers stand to each other is measured so often. */
const MEASURED = 24 * HOUR
/** What was left of an erasure is tried again so often. */
const ERASING = 5 * 60_000
/** Event ids and journal entries stay in the store for so long. */
const KEPT = 30 * 24 * HOUR

type Parts = {
  readonly engine: Engine
  readonly records: Pick<Records, 'forgetEvents'> & ReportStore
  readonly notes: Notes
  /** Finishes erasures that were begun; answers how many are not done. */
  readonly finishErasing: () => Promise<number>
  /** Entries of the journal from before a time go to files; answers how many. */
  readonly archive: (at: number) => Promise<number>
  readonly clock: () => number
  readonly log: Log
}

/** Starts the upkeep: once the server is ready, and every hour. Answers how to ask for a review of all shoppers, and how to end. */
export const startUpkeep = ({ engine, records, notes, archive, clock, log, finishErasing }: Parts) => {
  let tail: Promise<unknown> = Promise.resolve()
  const run = (what: string, work: () => Promise<number>): void => {
    tail = tail
      .then(work)
      .then((count) => count > 0 && log.info({ count }, what))
      .catch((error) => log.error({ err: error }, `${what}: failed, tried again later`))
  }
  /** The bounds of recency, frequency and money; what rests on them is looked at again. */
  const measure = async (): Promise<number> => {
    const last = await rfmMeasured({ notes })
    if (last !== null && last <= clock() && clock() < last + MEASURED) return 0
    const count = await engine.measure()
    if (count > 0 && engine.rulebook().asks.some((path) => path.startsWith('rfm.'))) await engine.review()
    return count
  }
  const tidy = (): void => {
    run('shoppers were measured against each other', measure)
    run('event ids were forgotten', () => records.forgetEvents(clock() - KEPT))
    run('journal entries went to files', () => archive(clock() - KEPT))
    run('digests were made', () => keepDigest({ records, notes, rulebook: engine.rulebook, clock }))
  }
  const review = (): void => run('shoppers are looked at again under new rules', engine.review)
  const erase = (): void => run('erasures are not done yet', finishErasing)
  const first = setTimeout(() => {
    review()
    tidy()
    erase()
  }, QUIET)
  first.unref()
  const erasing = setInterval(erase, ERASING)
  erasing.unref()
  const timer = setInterval(tidy, HOUR)
  timer.unref()
  return {
    review,
    stop: async (): Promise<void> => {
      clearTimeout(first)
      clearInterval(timer)
      clearInterval(erasing)
      await tail
    },
  }
}
