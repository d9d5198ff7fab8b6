// When a tracked event happened, by its sender's clock put right. Knows no event.
import { z } from 'zod'
import { Problem } from './problem.ts'
import { as } from './shown.ts'

/** Clocks differ; a fact from further ahead than this is a mistake of the sender's. */
const AHEAD = 5 * 60_000
/** What is less than this is the way here, not a wrong clock. */
const ON_ITS_WAY = 60_000

export const time = as(
  z.iso.datetime({ offset: true, error: 'a time such as 2026-05-01T12:00:00Z is expected' }),
  { type: 'string', format: 'date-time' },
)

export type Times = {
  readonly timestamp?: string | undefined
  readonly originalTimestamp?: string | undefined
  /** When it left the sender, by the same clock as the others. */
  readonly sentAt?: string | undefined
}

/**
 * As Segment does: what the sender's clock was off by when it sent (received - sentAt) is taken off its times. A hint
 * from the future is of now; throws a problem on a fact from the future. Milliseconds since 1970.
 */
export const happenedAt = (times: Times, trust: 'hint' | 'fact', now: number): number => {
  const said = times.originalTimestamp ?? times.timestamp
  if (said === undefined) return now
  const off = times.sentAt === undefined ? 0 : now - Date.parse(times.sentAt)
  const at = Date.parse(said) + (Math.abs(off) > ON_ITS_WAY ? off : 0)
  if (trust === 'fact' && at > now + AHEAD) {
    const errors = [{ path: 'timestamp', message: 'it lies in the future: check the clock of your server' }]
    throw new Problem(400, 'in_the_future', 'This has not happened yet', { errors })
  }
  return Math.min(at, now)
}
