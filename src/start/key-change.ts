// A change of the sealing key under way: everything is sealed anew in the background, and when a whole pass has found
// nothing more, the older key is let go.
import type { Log } from '../ports/log.ts'
import { type ResealParts, resealAll } from '../runtime/reseal.ts'
import { endRotation } from './key-ring.ts'
import type { LiveKeys } from './sealing-key.ts'

/** After a failure of the store, ms. */
const AGAIN = 60_000

type Parts = ResealParts & {
  readonly data: string
  readonly keys: LiveKeys
  readonly log: Log
  /** The files of the keys have changed. */
  readonly shareKeys: () => Promise<void>
}

/** Until nothing is left; answers how much was sealed anew. Throws what the store throws. */
export const changeKey = async (parts: Parts, stopped: () => boolean = () => false): Promise<number> => {
  let total = 0
  while (!stopped()) {
    const count = await resealAll(parts, stopped)
    total += count
    if (count === 0 && !stopped()) {
      endRotation(parts.data, parts.keys.key)
      await parts.shareKeys()
      break
    }
  }
  return total
}

/** Answers how to end it; the next start goes on with what is left. */
export const startKeyChange = (parts: Parts): (() => Promise<void>) => {
  if (!parts.keys.old) return async () => {}
  let isStopped = false
  let timer: NodeJS.Timeout | null = null
  const run = (): Promise<void> =>
    changeKey(parts, () => isStopped).then(
      (count) => {
        if (!isStopped)
          parts.log.info({ count }, 'everything is sealed with the new key: the older one may be dropped')
      },
      (error) => {
        parts.log.error({ err: error }, 'the change of the sealing key: tried again in a minute')
        timer = setTimeout(() => {
          running = run()
        }, AGAIN)
        timer.unref()
      },
    )
  let running = run()
  return async () => {
    isStopped = true
    if (timer) clearTimeout(timer)
    await running
  }
}
