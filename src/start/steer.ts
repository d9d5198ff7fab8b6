// Steering of a running shop: looked at every minute, done when it is time. What was done is logged, and the desk told.
import type { Log } from '../ports/log.ts'
import type { Steering } from '../runtime/steering.ts'

const MINUTE = 60_000

type Parts = { readonly steering: Steering; readonly log: Log; readonly onDone: () => void }

/** Answers how to end. */
export const startSteering = ({ steering, log, onDone }: Parts): (() => Promise<void>) => {
  let tail: Promise<unknown> = Promise.resolve()
  const look = async (): Promise<void> => {
    try {
      const done = await steering.tick()
      for (const doing of done) log.info({ ...doing }, 'steering: a campaign was changed')
      if (done.length > 0) onDone()
    } catch (error) {
      log.error({ err: error }, 'steering failed, tried again later')
    }
  }
  const next = (): void => {
    tail = tail.then(look)
  }
  next()
  const timer = setInterval(next, MINUTE)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await tail
  }
}
