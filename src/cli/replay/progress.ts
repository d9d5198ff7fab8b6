// Shows on stderr how far a replay has come: a bar at a terminal, else a line now and then.
import { SingleBar } from 'cli-progress'

export type Progress = {
  readonly phase: (name: string, total: number) => void
  readonly at: (done: number, note?: string) => void
  readonly end: () => void
}

/** Between two lines where there is no terminal, ms. */
const LINE_EVERY = 5000

export const showProgress = (): Progress => (process.stderr.isTTY ? bar() : lines())

const bar = (): Progress => {
  let shown: SingleBar | null = null
  return {
    phase: (name, total) => {
      shown?.stop()
      shown = new SingleBar({
        format: `${name.padEnd(10)} {bar} {percentage}% {note}`,
        stream: process.stderr,
        hideCursor: true,
        fps: 5,
      })
      shown.start(total, 0, { note: '' })
    },
    at: (done, note = '') => shown?.update(done, { note }),
    end: () => shown?.stop(),
  }
}

const lines = (): Progress => {
  let [name, total, next] = ['', 0, performance.now() + LINE_EVERY]
  return {
    phase: (of, all) => {
      name = of
      total = all
    },
    at: (done, note = '') => {
      if (performance.now() < next) return
      next = performance.now() + LINE_EVERY
      const share = Math.floor((done / Math.max(1, total)) * 100)
      process.stderr.write(`${`${name} ${share}% ${note}`.trimEnd()}\n`)
    },
    end: () => {},
  }
}
