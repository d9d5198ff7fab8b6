// What only one of all processes on a store may do at a time, such as asking a messenger for its news: whoever holds the
// lease does it, and another takes over within seconds when that one is gone. Knows no messenger.
import type { Log } from '../ports/log.ts'
import type { Notes } from '../ports/notes.ts'

/** Ends it; comes back when nothing of it is under way. */
export type End = () => Promise<void>

type Parts = {
  readonly notes: Notes
  readonly holder: string
  /** ms since 1970; machines' clocks may differ by less than the lease. */
  readonly clock: () => number
  readonly log: Log
  readonly isShared: boolean
}

type Lease = { readonly holder: string; readonly until: number }

/** A lease holds so long after it was last taken, and is taken anew so often, ms. */
const HOLDS = 15_000
const RENEWED = 5_000

/** Does it where and as long as this process is the one. Answers how to end it for good. */
export const doAlone = (parts: Parts, name: string, begin: () => End): End => {
  const { notes, holder, clock, log, isShared } = parts
  if (!isShared) return begin()
  const key = `sole:${name}`
  let end: End | null = null
  let mineUntil = 0
  let stopped = false

  /** null: another's. */
  const take = async (until: number): Promise<number | null> => {
    const note = await notes.get(key)
    const lease = note && (JSON.parse(note.value) as Lease)
    if (lease && lease.holder !== holder && lease.until > clock()) return null
    return (await notes.put(key, note?.version ?? 0, JSON.stringify({ holder, until }))) ? until : null
  }

  const turn = async (): Promise<void> => {
    const until = await take(clock() + HOLDS).catch((error: unknown) => {
      log.warn({ err: error, name }, 'the lease of what one process does alone could not be renewed')
      // Ours still, until it would be another's.
      return mineUntil > clock() + RENEWED ? mineUntil : null
    })
    mineUntil = until ?? 0
    if (until !== null && end === null && !stopped) {
      log.info({ name }, 'this process does alone what one of all may do')
      end = begin()
    } else if (until === null && end !== null) {
      const ending = end
      end = null
      await ending()
    }
  }

  let turning = turn()
  const timer = setInterval(() => {
    turning = turning.then(turn)
  }, RENEWED)
  timer.unref()
  return async () => {
    stopped = true
    clearInterval(timer)
    await turning
    if (end === null) return
    await end()
    // Others need not wait for its end.
    await take(0).catch(() => null)
  }
}
