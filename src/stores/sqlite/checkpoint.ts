// The write-ahead file moved into the data file beside the writing, in a thread of its own, as soon as much is written.
// Without it all the same is done by whoever's commit finds the file long. Knows nothing of what is written.
import { Worker } from 'node:worker_threads'

export type Checkpoints = {
  /** A group of so many writes was committed. */
  readonly wrote: (count: number) => void
  readonly end: () => Promise<void>
}

/** So many writes are some 4 MB: a store that seldom writes never comes to a thread. */
const OFTEN = 256
/** Within so long, ms: what takes longer to come together moves no less well by the commits themselves. */
const SOON = 1_000

export const createCheckpoints = (path: string, soon = SOON): Checkpoints => {
  let worker: Worker | null = null
  let isMoving = false
  let count = 0
  let since = performance.now()
  let ended: Promise<void> = Promise.resolve()

  const open = (): Worker => {
    const opened = new Worker(new URL('./checkpoint-thread.ts', import.meta.url), { workerData: path })
    opened.unref()
    opened.on('message', () => {
      isMoving = false
    })
    // Then nobody helps any more.
    opened.on('error', () => {
      isMoving = true
    })
    ended = new Promise((resolve) => {
      opened.once('exit', () => resolve())
    })
    return opened
  }

  return {
    wrote: (more) => {
      count += more
      if (isMoving || count < OFTEN) return
      const now = performance.now()
      const isBusy = now - since < soon
      count = 0
      since = now
      if (!isBusy && !worker) return
      isMoving = true
      worker ??= open()
      worker.postMessage('move')
    },
    end: async () => {
      isMoving = true
      worker?.ref()
      worker?.postMessage('end')
      await ended
    },
  }
}
