// Records put into Redis, those of a kind and of a partition by one command. What is there already under the same name is
// written again, so that a part may come twice.
import type { BackupRecord } from '../../ports/backup.ts'
import { StoreError } from '../../ports/store-error.ts'
import type { Budgets } from './budgets.ts'
import { chainText } from './chain.ts'
import { chunksOf } from './chunks.ts'
import type { Redis } from './connect.ts'
import { ownChain } from './journal.ts'
import { type KeyName, keyIn, keyOf } from './keys.ts'
import { noteText } from './notes.ts'
import { homeOf } from './outbox.ts'
import { PARTITIONS, partitionOf } from './partition.ts'
import { writeEventRow, writeShopperRow, writeVisitRow } from './rows.ts'
import { makeScript } from './scripts.ts'
import { movedChainKey, POOL_KEYS, shopKey } from './shop-keys.ts'

const OUTBOX = makeScript('out-restore', { fragments: ['lanes'] })
const CHAIN = makeScript('chain-restore')
const APPEND = makeScript('chain-append')
const POOL = makeScript('pool-restore', { fragments: ['pool-codes'] })
const REJECT = makeScript('reject')
const GOODS = makeScript('goods')

const NEVER = Number.MAX_SAFE_INTEGER
const AT_ONCE = 100
const ALL = Array.from({ length: PARTITIONS }, (_, partition) => partition)

type Of<Kind extends BackupRecord['kind']> = Extract<BackupRecord, { kind: Kind }>

/** What an id of a commit or a code of ours begins with. */
const before = (id: string): string => id.split('.', 1)[0]!

/** Whose an event was; where nobody says it, it is kept in a place of its own until it is forgotten. */
const whose = ({ id, shopper, commit }: Of<'event'>): string =>
  shopper ?? (commit === null ? id : before(commit))

/** Commands of many records as few: fields of one hash, members of one sorted set. */
const createBatch = (redis: Redis) => {
  const puts = new Map<string, string[]>()
  const add = (command: 'HSET' | 'ZADD' | 'HDEL' | 'ZREM', key: string, ...values: string[]): void => {
    const name = `${command} ${key}`
    puts.set(name, [...(puts.get(name) ?? []), ...values])
  }
  const send = async (): Promise<void> => {
    await Promise.all(
      [...puts].map(([name, values]) => {
        const [command, key] = name.split(/ (.*)/s) as [string, string]
        return redis.read(key, command, key, ...values)
      }),
    )
  }
  return { add, send }
}

export type WriteParts = {
  readonly redis: Redis
  readonly beforeSending: (partitions: readonly number[]) => () => Promise<void>
  readonly bookBudgets: Budgets['book']
}

export const createWriter = ({ redis, bookBudgets, beforeSending }: WriteParts) => {
  const plain = async (records: readonly BackupRecord[]): Promise<void> => {
    const { add, send } = createBatch(redis)
    const put = (partition: number, name: KeyName, ...values: string[]) =>
      add('HSET', keyOf(partition, name), ...values)
    const byKind: { readonly [Kind in BackupRecord['kind']]?: (record: Of<Kind>) => void } = {
      head: ({ events }) => put(0, 'meta', 'events', `${events}`),
      claim: ({ key, owner }) => add('HSET', keyIn(partitionOf(key), 'claims'), key, owner),
      shopper: ({ id, due, ...row }) => {
        const partition = partitionOf(id)
        put(partition, 'shoppers', id, writeShopperRow(row))
        for (const name of ['leased', 'leased_due'] as const) add('ZREM', keyOf(partition, name), id)
        if (due === null) add('ZREM', keyOf(partition, 'due'), id)
        else add('ZADD', keyOf(partition, 'due'), `${due}`, id)
      },
      visit: ({ shopper, ...visit }) => {
        put(partitionOf(shopper), 'visits', shopper, writeVisitRow(visit))
        add('ZADD', keyOf(partitionOf(shopper), 'visit_ends'), `${visit.expires}`, shopper)
      },
      event: (event) => {
        const partition = partitionOf(whose(event))
        put(partition, 'events', event.id, writeEventRow({ ...event, shopper: whose(event) }))
        add('ZADD', keyOf(partition, 'event_times'), `${event.at}`, event.id)
      },
      line: ({ shopper, seq, line }) => put(partitionOf(shopper), 'lines', `${shopper} ${seq}`, line),
      ticket: ({ id, shopper, open, at, row }) => {
        const partition = partitionOf(shopper)
        const [there, other] = open
          ? (['tickets_open', 'tickets_closed'] as const)
          : (['tickets_closed', 'tickets_open'] as const)
        put(partition, 'tickets', id, `${at}\n${shopper}\n${row}`)
        add('ZADD', keyOf(partition, there), `${open ? at : -at}`, id)
        add('ZREM', keyOf(partition, other), id)
      },
      // Ids begin with the shopper's.
      enrolment: ({ id, row }) => put(partitionOf(id.split(':', 1)[0]!), 'enrolments', id, row),
      rulebook: ({ hash, sources }) => add('HSET', shopKey('rulebooks'), hash, sources),
      note: ({ name, ...note }) => add('HSET', shopKey('notes'), name, noteText(note)),
      parked_event: ({ kind: _, ...event }) => {
        add('HSET', shopKey('parked'), event.id, JSON.stringify(event))
        add('ZADD', shopKey('parked_times'), `${event.at}`, event.id)
      },
      erasure: ({ alias, key, at, done, shoppers }) => {
        add('HSET', shopKey('erasures'), alias, JSON.stringify({ key, at, done, shoppers }))
        if (key !== null) add('HSET', shopKey('erasure_keys'), key, alias)
      },
      pool_code: ({ hmac, id, holder }) => {
        if (id !== null) put(partitionOf(before(id)), 'pool_codes', hmac, `u ${id}`)
        else if (holder !== null) put(partitionOf(holder), 'pool_codes', hmac, `h 1 ${holder}`)
      },
    }
    for (const record of records)
      (byKind[record.kind] as ((record: BackupRecord) => void) | undefined)?.(record)
    await send()
  }

  const of = <Kind extends BackupRecord['kind']>(records: readonly BackupRecord[], kind: Kind) =>
    records.filter((record): record is Of<Kind> => record.kind === kind)

  const outbox = async (records: readonly BackupRecord[]): Promise<void> => {
    const shares = Map.groupBy(
      of(records, 'outbox'),
      ({ item }) => homeOf(item.id) ?? partitionOf(item.shopper),
    )
    await Promise.all(
      [...shares].map(async ([partition, share]) => {
        for (const chunk of chunksOf(share, AT_ONCE)) {
          const args = chunk.flatMap(({ item, state, place, ready, attempts, hurried, why }) => {
            const { id, lane, kind, payload, shopper, rank, due, lapses, after } = item
            return [
              ...[id, lane, kind, payload, shopper, `${hurried ? -1 : rank}`, `${due}`, `${lapses ?? ''}`],
              ...[
                after ?? '',
                state[0]!,
                `${place}`,
                `${ready}`,
                `${attempts}`,
                why === null ? '' : `+${why}`,
              ],
            ]
          })
          await redis.runIn(OUTBOX, partition, 'outbox', args, 'again')
        }
      }),
    )
  }

  const chain = async (name: string, entries: readonly Of<'journal'>[]): Promise<void> => {
    const own = ownChain(name)
    if (!own) await redis.read(shopKey('chains'), 'HSETNX', shopKey('chains'), name, '1')
    const ordered = entries.toSorted((a, b) => a.seq - b.seq)
    // Runs without a gap.
    const runs: Of<'journal'>[][] = []
    for (const entry of ordered) {
      const run = runs.at(-1)
      if (run && run.at(-1)!.seq + 1 === entry.seq && run.length < AT_ONCE) run.push(entry)
      else runs.push([entry])
    }
    for (const run of runs) {
      const args = [`${run[0]!.seq}`, ...run.map(chainText)]
      const done = own
        ? await redis.run<number>(CHAIN, [own.key, own.meta], args, 'again')
        : await redis.run<number>(APPEND, [movedChainKey(name)], args, 'again')
      if (done !== 1)
        throw new StoreError(
          'damaged',
          `The journal has no entry ${run[0]!.seq - 1} in its chain '${name}'. Begin again from the whole backup.`,
        )
    }
  }

  return async (records: readonly BackupRecord[]): Promise<void> => {
    const confirm = beforeSending(ALL)
    await Promise.all([
      ...chunksOf(records, 1000).map(plain),
      outbox(records),
      ...[...Map.groupBy(of(records, 'journal'), (one) => one.chain)].map((one) => chain(...one)),
      ...chunksOf(of(records, 'rejected'), AT_ONCE).map((chunk) =>
        redis.run(
          ...([REJECT, [shopKey('rejected'), shopKey('reasons')]] as const),
          chunk.flatMap(({ id, reason }) => [id, reason]),
          'again',
        ),
      ),
      ...chunksOf(of(records, 'item'), AT_ONCE).map((chunk) =>
        redis.run(
          ...([GOODS, [shopKey('goods'), shopKey('goods_names')]] as const),
          chunk.flatMap(({ item }) => [item.item, JSON.stringify(item)]),
          'again',
        ),
      ),
      ...chunksOf(of(records, 'pool_code'), AT_ONCE).map((chunk) =>
        redis.run(
          ...([POOL, POOL_KEYS] as const),
          chunk.flatMap(({ pool, hmac, sealed, ends, id, holder, held_until }) => [
            ...[pool, hmac, sealed, `${ends ?? NEVER}`, id ?? '', holder ?? '', `${held_until}`],
          ]),
          'again',
        ),
      ),
    ])
    const budgets = of(records, 'budget').map(({ kind: _, ...state }) => state)
    if (budgets.length > 0) await bookBudgets(budgets, 'set')
    await confirm()
  }
}
