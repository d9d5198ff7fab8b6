// Looks for problems in sources on a thread of its own, so that no file, whatever is in it, holds up who is being
// answered. Conditions are functions and stay where they were made: what is good is compiled again by whoever asked.
import { Worker } from 'node:worker_threads'
import type { Problem } from './problem.ts'
import type { Source } from './sources.ts'

/** Longer than this nothing that people write takes, ms. */
const WITHIN = 20_000
const MEGABYTES = 512
/** Whoever edits once edits again: the thread is kept so long, ms. */
const KEPT = 60_000

const UNREADABLE: readonly Problem[] = [
  { file: 'flows', line: 1, col: 1, message: 'these files take too long, or too much memory, to be read' },
]

type Found = readonly Problem[] | null

let kept: Worker | null = null
let idle: NodeJS.Timeout | undefined
let turn: Promise<unknown> = Promise.resolve()

const started = (): Worker => {
  const worker = new Worker(new URL('./compile-thread.ts', import.meta.url), {
    ...{ execArgv: [], stdout: true, stderr: true },
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  })
  worker.unref()
  worker.on('error', () => {})
  worker.once('exit', () => {
    if (kept === worker) kept = null
  })
  return worker
}

const ask = (sources: readonly Source[]): Promise<Found> =>
  new Promise((resolve) => {
    clearTimeout(idle)
    kept ??= started()
    const worker = kept
    const end = (found: Found): void => {
      clearTimeout(late)
      worker.off('message', end).off('exit', gone)
      idle = setTimeout(() => void worker.terminate(), KEPT).unref()
      resolve(found)
    }
    const gone = (): void => end(UNREADABLE)
    const late = setTimeout(() => void worker.terminate(), WITHIN)
    worker.once('message', end).once('exit', gone)
    worker.postMessage(sources)
  })

/** null: they may be compiled. One after the other. */
export const problemsApart = (sources: readonly Source[]): Promise<Found> => {
  const mine = turn.then(() => ask(sources))
  turn = mine
  return mine
}
