// Loaded into the product's own process before it: how long its event loop stood still, told when asked. A turn of the
// loop is measured twice, by the clock and by this thread's own processor time: on a busy machine only the second is ours.
import { performance } from 'node:perf_hooks'

export type Lap = {
  /** The longest turn of the loop since the last lap, ms by the clock. */
  readonly stall: number
  /** The most processor time within one turn, ms. */
  readonly busy: number
  /** Bytes of memory, after a collection where one was asked for. */
  readonly heap: number
  readonly rss: number
}

const EVERY = 4

let last = performance.now()
let spent = process.threadCpuUsage()
let worst = { stall: 0, busy: 0 }

const look = (): void => {
  const now = performance.now()
  const used = process.threadCpuUsage()
  const stall = now - last - EVERY
  const busy = (used.user + used.system - spent.user - spent.system) / 1000
  worst = { stall: Math.max(worst.stall, stall), busy: Math.max(worst.busy, busy) }
  last = now
  spent = used
}
setInterval(look, EVERY).unref()

process.on('message', (asked: 'lap' | 'collect') => {
  look()
  if (asked === 'collect') for (let n = 0; n < 3; n++) globalThis.gc?.()
  const { heapUsed: heap, rss } = process.memoryUsage()
  process.send?.({ ...worst, heap, rss } satisfies Lap)
  worst = { stall: 0, busy: 0 }
  last = performance.now()
  spent = process.threadCpuUsage()
})
// The messages alone keep nobody alive.
process.channel?.unref()
