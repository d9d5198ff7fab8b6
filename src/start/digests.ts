// The weekly digest kept: made once, by whichever process is first, and there for everybody from then on. Knows no words.

import { digitsOf } from '../core/money.ts'
import type { Digest } from '../core/report/digest.ts'
import { digestLines } from '../core/report/digest.ts'
import { lastWeek, weekBefore } from '../core/report/week.ts'
import type { Rulebook } from '../core/rulebook.ts'
import { NEW_STATE, type SteeringState } from '../core/steering/steering.ts'
import type { Log } from '../ports/log.ts'
import type { Notes } from '../ports/notes.ts'
import { CAMPAIGNS } from '../runtime/around.ts'
import { type ReportStore, readReport } from './reports.ts'

export const DIGESTS = 'digests'
/** So many weeks are kept. */
const KEPT = 12

type Kept = Digest & { readonly week: string }
type Parts = {
  readonly records: ReportStore
  readonly notes: Notes
  readonly rulebook: () => Pick<Rulebook, 'shop' | 'flows'>
  readonly clock: () => number
}

export const keptDigests = async (
  notes: Pick<Notes, 'get'>,
): Promise<{ readonly version: number; readonly digests: readonly Kept[] }> => {
  const note = await notes.get(DIGESTS)
  return { version: note?.version ?? 0, digests: note ? (JSON.parse(note.value) as Kept[]) : [] }
}

/** What the digest of the last week would be now; null where there is nothing to tell yet. */
export const makeDigest = async ({
  records,
  notes,
  rulebook,
  clock,
}: Omit<Parts, 'notes'> & { readonly notes: Pick<Notes, 'get'> }): Promise<Kept | null> => {
  const now = clock()
  const rules = rulebook()
  const { currency, time_zone } = rules.shop
  const week = lastWeek(now, time_zone)
  const read = (query: { from?: number; to?: number }) => readReport(records, rules, query, now)
  const all = await read({ to: week.to })
  if (all.rows === 0) return null
  const steering = await notes.get(CAMPAIGNS)
  const { doings } = steering ? (JSON.parse(steering.value) as SteeringState) : NEW_STATE
  const done = doings.filter(({ at }) => at >= week.from && at < week.to)
  const lines = digestLines(await read(week), await read(weekBefore(week, time_zone)), all, done)
  const day = (at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: time_zone }).format(at)
  return {
    ...{ week: week.name, from: day(week.from), to: day(week.to - 1), made: now, lines },
    ...{ currency, digits: digitsOf(currency) },
  }
}

/** Makes the digest that is due, unless it is there; answers how many were made: 1 or 0. */
export const keepDigest = async (parts: Parts): Promise<number> => {
  const { name } = lastWeek(parts.clock(), parts.rulebook().shop.time_zone)
  const before = await keptDigests(parts.notes)
  if (before.digests.some(({ week }) => week >= name)) return 0
  const made = await makeDigest(parts)
  if (!made) return 0
  const value = JSON.stringify([made, ...before.digests].slice(0, KEPT))
  // Another process that was first has the same to tell.
  return (await parts.notes.put(DIGESTS, before.version, value)) ? 1 : 0
}

/** For the desk: the digests that are there, the latest first, with the one that is due. */
export const createDigests = (parts: Parts, log: Log) => async (): Promise<readonly Digest[]> => {
  await keepDigest(parts).catch((error) => log.error({ err: error }, 'the digest could not be made'))
  return (await keptDigests(parts.notes)).digests
}
