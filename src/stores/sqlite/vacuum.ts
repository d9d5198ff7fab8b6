// The data file written anew. `secure_delete` overwrites what is deleted, but not what was left behind between the rows of
// a page when pages were split or merged earlier: only pages that are written from nothing are free of it.
import { Worker } from 'node:worker_threads'

/** In a thread of its own: reading goes on meanwhile, writing waits. About 10 s for each GB. */
export const vacuum = (path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./vacuum-thread.ts', import.meta.url), { workerData: path })
    worker.once('error', reject)
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`vacuum ended with ${code}`))))
  })
