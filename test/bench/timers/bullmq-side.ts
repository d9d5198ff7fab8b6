// The peer of timers: BullMQ's delayed jobs on the same Redis, added in bulk, which is its fastest way, and taken by a
// worker.

import { timeWork } from '../issuing/issue.ts'
import { loadPeer } from '../run/peers.ts'
import { AT_ONCE, type TimerSide } from './ours-side.ts'

type Queue = {
  readonly addBulk: (
    jobs: readonly { readonly name: string; readonly data: object; readonly opts: object }[],
  ) => Promise<unknown>
  readonly close: () => Promise<void>
}
type Worker = {
  readonly run: () => Promise<void>
  readonly close: () => Promise<void>
  readonly on: (event: string, take: (error: Error) => void) => void
}
type BullMq = {
  readonly Queue: new (name: string, options: object) => Queue
  readonly Worker: new (name: string, work: () => Promise<void>, options: object) => Worker
}

/** Two bulks on their way at once, as groups of ours are; answers how many a second. */
const inBulks = async (count: number, add: (size: number) => Promise<void>): Promise<number> => {
  const bulks = Math.ceil(count / AT_ONCE)
  const rate = await timeWork(bulks, 2, (n) => add(Math.min(AT_ONCE, count - n * AT_ONCE)))
  return rate * (count / bulks)
}

const YEAR = 365 * 86_400_000

export const open = async ({ ports }: { readonly ports: readonly number[] }): Promise<TimerSide> => {
  const { Queue, Worker } = await loadPeer<BullMq>('bullmq')
  const connection = { host: '127.0.0.1', port: ports[0], maxRetriesPerRequest: null }
  const queue = new Queue('timers', { connection })
  const options = { removeOnComplete: true }
  let added = 0
  const add = (count: number, delay: () => number): Promise<number> =>
    inBulks(count, async (size) => {
      const jobs = Array.from({ length: size }, () => ({
        ...{ name: 'wake', data: { shopper: `s_${(added++).toString(16).padStart(16, '0')}` } },
        opts: { ...options, delay: delay() },
      }))
      await queue.addBulk(jobs)
    })
  return {
    prepare: async () => {},
    add: (count) => add(count, () => YEAR),
    fire: async (count) => {
      // All are due before the worker begins, as ours are.
      const due = Date.now() + Math.max(2_000, count / 2)
      await add(count, () => Math.max(1, due - Date.now()))
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now()) + 100))
      let fired = 0
      const began = performance.now()
      const worker = await new Promise<Worker>((resolve, reject) => {
        const one: Worker = new Worker(
          'timers',
          async () => {
            if (++fired === count) resolve(one)
          },
          { connection, concurrency: AT_ONCE },
        )
        one.on('error', reject)
      })
      const seconds = (performance.now() - began) / 1000
      await worker.close()
      return count / seconds
    },
    close: () => queue.close(),
  }
}
