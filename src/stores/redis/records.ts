// What is read back, partition by partition. Knows no turn.
import type { BudgetState, Records, TalkLine } from '../../ports/records.ts'
import type { Redis } from './connect.ts'
import { lookEverywhere } from './every.ts'
import { readJournal } from './journal.ts'
import { keyOf } from './keys.ts'
import { outdated } from './moved.ts'
import { everyPartition, PARTITIONS, partitionOf } from './partition.ts'
import { scanHash } from './scan.ts'
import { makeScript } from './scripts.ts'
import { createShelf } from './shelf.ts'
import { createTickets } from './tickets.ts'

const META = makeScript('meta-values', { reads: true })
const FORGET = makeScript('events-forget')
const FORGOTTEN_AT_ONCE = 1000
const LINES_AT_ONCE = 500

const lineOf = (seq: number, text: string): TalkLine => ({ seq, ...JSON.parse(text) })

/** The second number that a shopper's record begins with. */
const lastLineOf = (record: string | null): number =>
  record === null ? 0 : Number(/^\d+ (\d+)/.exec(record)?.[1] ?? 0)

/** Lines `from` to `to` of a shopper, those that are there. */
export const readLines = async (
  redis: Redis,
  shopper: string,
  from: number,
  to: number,
): Promise<TalkLine[]> => {
  const key = keyOf(partitionOf(shopper), 'lines')
  const found: TalkLine[] = []
  for (let first = from; first <= to; first += LINES_AT_ONCE) {
    const count = Math.min(LINES_AT_ONCE, to - first + 1)
    const names = Array.from({ length: count }, (_, n) => `${shopper} ${first + n}`)
    const texts = await redis.read<(string | null)[]>(key, 'HMGET', key, ...names)
    texts.forEach((text, n) => {
      if (text !== null) found.push(lineOf(first + n, text))
    })
  }
  return found
}

export const lastLine = async (redis: Redis, shopper: string): Promise<number> => {
  const key = keyOf(partitionOf(shopper), 'shoppers')
  return lastLineOf(await redis.read<string | null>(key, 'HGET', key, shopper))
}

export type RecordsParts = {
  readonly redis: Redis
  readonly budgetsNow: () => Promise<readonly BudgetState[]>
  /** Forgets lapsed items of the outbox that were due before `at`. */
  readonly forgetLapsed: (at: number) => Promise<void>
  /** Called before a write to the shop's slot; what it answers waits until that is where it has to be. */
  readonly writing: () => () => Promise<void>
}

export const createRecords = ({ redis, budgetsNow, forgetLapsed, writing }: RecordsParts): Records => ({
  lines: async (shopper, after, limit) => {
    const last = await lastLine(redis, shopper)
    return readLines(redis, shopper, after + 1, Math.min(last, after + limit))
  },
  lastLines: async (shopper, before, limit) => {
    const last = Math.min(await lastLine(redis, shopper), before - 1)
    return readLines(redis, shopper, Math.max(1, last - limit + 1), last)
  },
  ...createTickets(redis),
  budgets: budgetsNow,
  enrolments: async function* () {
    const old = await outdated(redis, 'enrolments')
    for (let partition = 0; partition < PARTITIONS; partition++) {
      // Ids begin with the shopper's: in their order those of one stand together.
      const rows: (readonly [string, string])[] = []
      for await (const row of scanHash(redis, keyOf(partition, 'enrolments')))
        if (!old.has(`${partition} ${row[0]}`)) rows.push(row)
      for (const [, row] of rows.sort(([a], [b]) => (a < b ? -1 : 1))) yield row
    }
  },
  shoppers: async function* () {
    for (let partition = 0; partition < PARTITIONS; partition++)
      for await (const [, record] of scanHash(redis, keyOf(partition, 'shoppers')))
        yield record.slice(record.indexOf('\n') + 1)
  },
  journal: (after) => readJournal(redis, after),
  eventCount: async () => {
    const counts = await lookEverywhere<string>(redis, META, 'meta', ['events'])
    return counts.reduce((sum, count) => sum + Number(count), 0)
  },
  forgetEvents: async (at) => {
    // Nothing that is still remembered can wait for so old an item any more.
    await forgetLapsed(at)
    const counts = await everyPartition(async (partition) => {
      const keys = [keyOf(partition, 'events'), keyOf(partition, 'event_times')]
      for (let total = 0; ; ) {
        const forgotten = await redis.run<number>(FORGET, keys, [`${at}`], 'again')
        total += forgotten
        if (forgotten < FORGOTTEN_AT_ONCE) return total
      }
    })
    return counts.reduce((sum, count) => sum + count, 0)
  },
  ...createShelf(redis, writing),
})
