// Everything in Redis as records. Each partition is read as of one moment of its own: where its journal went on meanwhile,
// what was read beside it is read once more. There is no moment of all partitions. Opens nothing that is sealed.
import type { BackupRecord } from '../../ports/backup.ts'
import type { OutboxItem } from '../../ports/outbox.ts'
import type { BudgetState } from '../../ports/records.ts'
import type { Redis } from './connect.ts'
import { chainOf, chainsOf, readChain } from './journal.ts'
import { keyIn, keyOf, keysOf } from './keys.ts'
import { outdated } from './moved.ts'
import { readNote } from './notes.ts'
import { PARTITIONS } from './partition.ts'
import type { PoolShelf } from './pools.ts'
import { readEventRow, readShopperRow, readVisitRow } from './rows.ts'
import { scanHash } from './scan.ts'
import { makeScript } from './scripts.ts'
import { shopKey } from './shop-keys.ts'
import { ticketOf } from './tickets.ts'

const PAGE = makeScript('out-page', { fragments: ['lanes'], reads: true })
const AT_ONCE = 200
/** Partitions that are read while one is given out. */
const AHEAD = 8
/** How often a partition is read again because its journal went on, before it is taken as it is. */
const TRIES = 20
const STATE = { w: 'waiting', p: 'parked', l: 'lapsed' } as const
/** What has no end is beyond all times. */
const NEVER = Number.MAX_SAFE_INTEGER

export type BackupParts = {
  readonly redis: Redis
  readonly budgetsNow: () => Promise<readonly BudgetState[]>
  readonly eventCount: () => Promise<number>
  readonly pools: PoolShelf
  readonly version: string
}

type Row = readonly [
  ...[name: string, id: string, lane: string, kind: OutboxItem['kind'], payload: string, shopper: string],
  ...[rank: number, due: number, lapses: number | null, after: string | null, state: keyof typeof STATE],
  ...[place: number, ready: number, attempts: number, why: string | null, seq: number, leased: number],
]

const itemRecord = (row: Row): BackupRecord => {
  const [, id, lane, kind, payload, shopper, rank, due, lapses, after, state, place, ready, attempts, why] =
    row
  const item = { id, lane, kind, payload, shopper, rank: rank === 0 ? 0 : 1, due, lapses, after } as const
  return {
    kind: 'outbox',
    ...{ item, state: STATE[state], place, attempts, hurried: rank < 0, why },
    // A lease is not kept.
    ready: row[16] === 1 ? due : ready,
  }
}

async function* readOutbox(redis: Redis, partition: number): AsyncGenerator<BackupRecord> {
  const rows: Row[] = []
  for (let after = ''; ; after = rows.at(-1)![0]) {
    const page = await redis.runIn<Row[]>(PAGE, partition, 'outbox', [after, `${AT_ONCE}`], 'again')
    rows.push(...page)
    if (page.length < AT_ONCE) break
  }
  for (const row of rows.sort((a, b) => a[15] - b[15])) yield itemRecord(row)
}

async function* readShoppers(redis: Redis, partition: number): AsyncGenerator<BackupRecord> {
  const dues = new Map<string, number>()
  for (const name of ['due', 'leased_due'] as const) {
    const key = keyOf(partition, name)
    const flat = await redis.read<string[]>(key, 'ZRANGE', key, '0', '-1', 'WITHSCORES')
    for (let n = 0; n < flat.length; n += 2) dues.set(flat[n]!, Number(flat[n + 1]))
  }
  for await (const [id, text] of scanHash(redis, keyOf(partition, 'shoppers')))
    yield { kind: 'shopper', id, ...readShopperRow(text), due: dues.get(id) ?? null }
}

type Old = { readonly tickets: ReadonlySet<string>; readonly enrolments: ReadonlySet<string> }

async function* readPartition(redis: Redis, partition: number, old: Old): AsyncGenerator<BackupRecord> {
  const scan = (name: Parameters<typeof keyOf>[1]) => scanHash(redis, keyOf(partition, name))
  for await (const [key, owner] of scanHash(redis, keyIn(partition, 'claims')))
    yield { kind: 'claim', key, owner }
  yield* readShoppers(redis, partition)
  for await (const [shopper, text] of scan('visits')) yield { kind: 'visit', shopper, ...readVisitRow(text) }
  for await (const [id, text] of scan('events')) yield { kind: 'event', id, ...readEventRow(text) }
  for await (const [name, line] of scan('lines')) {
    const end = name.lastIndexOf(' ')
    yield { kind: 'line', shopper: name.slice(0, end), seq: Number(name.slice(end + 1)), line }
  }
  const key = keyOf(partition, 'tickets_open')
  const open = new Set(await redis.read<string[]>(key, 'ZRANGE', key, '0', '-1'))
  for await (const [id, text] of scan('tickets'))
    if (!old.tickets.has(`${partition} ${id}`)) yield { kind: 'ticket', ...ticketOf(id, open.has(id), text) }
  for await (const [id, row] of scan('enrolments'))
    if (!old.enrolments.has(`${partition} ${id}`)) yield { kind: 'enrolment', id, row }
  yield* readOutbox(redis, partition)
}

const seqOf = async (redis: Redis, partition: number): Promise<number> => {
  const key = keyOf(partition, 'meta')
  return Number((await redis.read<string | null>(key, 'HGET', key, 'seq')) ?? 0)
}

type Whole = { readonly records: readonly BackupRecord[]; readonly seq: number }

/** All of a partition at once, as of one number of its journal: it is one of 256. */
const readWhole = async (redis: Redis, partition: number, old: Old): Promise<Whole> => {
  const keys = [keyIn(partition, 'claims'), ...keysOf(partition, 'shelf')]
  if ((await redis.read<number>(keys[0]!, 'EXISTS', ...keys)) === 0) return { records: [], seq: 0 }
  let seq = await seqOf(redis, partition)
  for (let tries = 1; ; tries++) {
    const records: BackupRecord[] = []
    for await (const record of readPartition(redis, partition, old)) records.push(record)
    const after = await seqOf(redis, partition)
    if (after === seq || tries === TRIES) return { records, seq: after }
    seq = after
  }
}

/** One after another, some of them read ahead; the journal of each streamed behind it. */
async function* readPartitions(redis: Redis): AsyncGenerator<BackupRecord> {
  const ahead: Promise<Whole>[] = []
  const old = { tickets: await outdated(redis, 'tickets'), enrolments: await outdated(redis, 'enrolments') }
  for (let partition = 0; partition < PARTITIONS; partition++) {
    while (ahead.length < AHEAD && partition + ahead.length < PARTITIONS) {
      const next = readWhole(redis, partition + ahead.length, old)
      // Met where it is waited for.
      next.catch(() => {})
      ahead.push(next)
    }
    const { records, seq } = await ahead.shift()!
    yield* records
    const chain = chainOf(partition)
    if (seq > 0)
      for await (const entry of readChain(redis, chain, 0)) {
        yield { kind: 'journal', chain: chain.name, ...entry }
        if (entry.seq === seq) break
      }
  }
}

async function* readShop({ redis, pools }: BackupParts): AsyncGenerator<BackupRecord> {
  for await (const [hash, sources] of scanHash(redis, shopKey('rulebooks')))
    yield { kind: 'rulebook', hash, sources }
  for await (const [name, text] of scanHash(redis, shopKey('notes')))
    yield { kind: 'note', name, ...readNote(text) }
  for await (const [, item] of scanHash(redis, shopKey('goods')))
    yield { kind: 'item', item: JSON.parse(item) }
  for await (const [id, reason] of scanHash(redis, shopKey('rejected')))
    yield { kind: 'rejected', id, reason }
  for await (const [, event] of scanHash(redis, shopKey('parked')))
    yield { kind: 'parked_event', ...JSON.parse(event) }
  for await (const [alias, text] of scanHash(redis, shopKey('erasures'))) {
    const { at, done, key, plan, shoppers } = JSON.parse(text)
    yield { kind: 'erasure', alias, at, done, key, shoppers: plan?.shoppers ?? shoppers ?? [] }
  }
  await pools.list(0, 0)
  for (let after = ''; ; ) {
    const page = await pools.pageWhole(after, AT_ONCE)
    for (const [hmac, sealed, ends, pool, id, holder, until] of page) {
      const held = { id, holder, held_until: Number(until) }
      yield {
        kind: 'pool_code',
        ...{ pool, hmac, sealed, ends: Number(ends) === NEVER ? null : Number(ends) },
        ...held,
      }
    }
    if (page.length < AT_ONCE) return
    after = page.at(-1)![0]
  }
}

async function* readEverything(parts: BackupParts): AsyncGenerator<BackupRecord> {
  const { redis, budgetsNow } = parts
  yield* readShop(parts)
  yield* readPartitions(redis)
  for (const state of await budgetsNow()) yield { kind: 'budget', ...state }
  for (const chain of (await chainsOf(redis)).filter(({ name }) => !/^p\d+$/.test(name)))
    for await (const entry of readChain(redis, chain, 0))
      yield { kind: 'journal', chain: chain.name, ...entry }
}

export async function* readAll(parts: BackupParts): AsyncGenerator<BackupRecord> {
  const events = await parts.eventCount()
  yield { kind: 'head', format: 1, version: parts.version, at: Date.now(), events }
  let records = 1
  for await (const record of readEverything(parts)) {
    records++
    yield record
  }
  yield { kind: 'end', records }
}
