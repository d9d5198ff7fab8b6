// A day in seconds: the clock of this process and all its timers are moved by hand, while sockets stay real. For a process
// of its own; whatever is loaded after it lives in that time.
import { Socket } from 'node:net'

type Timer = {
  at: number
  readonly every: number | null
  readonly lazy: boolean
  readonly run: () => void
  readonly n: number
}

export const real = {
  setTimeout: globalThis.setTimeout,
  now: Date.now.bind(Date),
  performance: performance.now.bind(performance),
}

/** The engine's loops look so often for what other processes have written: nothing of ours rests on that, ms. */
const LOOKED = 500

export const startVirtualTime = (start: number) => {
  let now = start
  let count = 0
  const timers = new Map<object, Timer>()

  const plan = (fn: (...args: unknown[]) => void, ms: number, every: boolean, args: unknown[]) => {
    const wait = Math.max(1, Number.isFinite(ms) ? ms : 1)
    const handle = {
      ref: () => handle,
      unref: () => handle,
      hasRef: () => true,
      close: () => void timers.delete(handle),
      refresh: () => {
        const timer = timers.get(handle)
        if (timer) timer.at = now + wait
        return handle
      },
      [Symbol.toPrimitive]: () => 0,
      [Symbol.dispose]: () => void timers.delete(handle),
    }
    timers.set(handle, {
      ...{ at: now + wait, every: every ? wait : null, lazy: wait === LOOKED && !every, n: count++ },
      run: () => fn(...args),
    })
    return handle
  }

  const RealDate = Date
  class VirtualDate extends RealDate {
    constructor(...args: [] | [number | string]) {
      if (args.length === 0) super(Math.floor(now))
      else super(...(args as [number]))
    }
    static override now = (): number => Math.floor(now)
  }
  const clear = (handle: unknown): void => {
    if (handle !== null && typeof handle === 'object') timers.delete(handle)
  }
  Object.assign(globalThis, {
    Date: VirtualDate,
    setTimeout: (fn: () => void, ms = 0, ...args: unknown[]) => plan(fn, ms, false, args),
    setInterval: (fn: () => void, ms = 0, ...args: unknown[]) => plan(fn, ms, true, args),
    clearTimeout: clear,
    clearInterval: clear,
  })
  performance.now = () => now - start
  AbortSignal.timeout = (ms) => {
    const stop = new AbortController()
    plan(() => stop.abort(new DOMException('timed out', 'TimeoutError')), ms, false, [])
    return stop.signal
  }
  // What a library waits for on a socket; what is idle for that long by this clock is silent indeed.
  const waits = new WeakMap<Socket, object>()
  Socket.prototype.setTimeout = function (this: Socket, ms: number, told?: () => void) {
    clear(waits.get(this))
    Object.assign(this, { timeout: ms })
    if (told) ms === 0 ? this.removeListener('timeout', told) : this.once('timeout', told)
    if (ms > 0)
      waits.set(
        this,
        plan(() => !this.destroyed && this.emit('timeout'), ms, false, []),
      )
    return this
  }

  return {
    now: (): number => Math.floor(now),
    /** The next timer but those that look in vain; Infinity: none. */
    next: (): number =>
      Math.min(Number.POSITIVE_INFINITY, ...[...timers.values()].flatMap(({ at, lazy }) => (lazy ? [] : at))),
    /** Moves to that time and runs what is due, in order. */
    moveTo: (at: number): void => {
      now = Math.max(now, at)
      const due = [...timers].filter(([, timer]) => timer.at <= now || timer.lazy)
      due.sort(([, a], [, b]) => a.at - b.at || a.n - b.n)
      for (const [handle, timer] of due) {
        if (!timers.has(handle)) continue
        if (timer.every === null) timers.delete(handle)
        else timer.at = now + timer.every
        timer.run()
      }
    },
  }
}

export type VirtualTime = ReturnType<typeof startVirtualTime>
