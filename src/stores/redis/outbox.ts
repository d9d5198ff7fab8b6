// What leaves: leases of lanes' heads, and how they were settled. Order holds within a lane of a partition; between
// partitions answers go first, then the older. Does not know what an item holds.
import type { ItemState, LeasedItem, Outbox, OutboxItem, Settlement } from '../../ports/outbox.ts'
import type { Redis } from './connect.ts'
import { lookEverywhere } from './every.ts'
import { keyOf } from './keys.ts'
import { merged, type Source } from './merged.ts'
import { PARTITIONS, partitionOf } from './partition.ts'
import { makeScript } from './scripts.ts'

const FIRSTS = makeScript('out-firsts', { reads: true })
const FIGURES = makeScript('out-figures', { reads: true })
const PEEK = makeScript('out-peek', { fragments: ['lanes'], reads: true })
const STATES = makeScript('out-states', { fragments: ['lanes'], reads: true })
const LEASE = makeScript('out-lease', { fragments: ['lanes'] })
const SETTLE = makeScript('out-settle', { fragments: ['lanes'] })
const FORGET = makeScript('out-forget', { fragments: ['lanes'] })

/** Heads of each rank that are looked past for others that can leave. */
const LOOKED_PAST = 512
const FORGOTTEN_AT_ONCE = 500
/** Where what was leased lies is remembered for so many; the id of any other says it too. */
const REMEMBERED = 10_000

const STATE = { w: 'waiting', p: 'parked', l: 'lapsed' } as const
type Mark = keyof typeof STATE

/** As lua/out-peek.lua answers it. */
type Row = readonly [
  ...[name: string, id: string, lane: string, kind: OutboxItem['kind'], shopper: string],
  ...[rank: number, due: number, lapses: number | null, place: number, attempts: number, why: string | null],
  ...[state: Mark, ready: number],
]
export type Peeked = { readonly partition: number; readonly row: Row }

const itemOf = (row: Row, payload: string): OutboxItem => {
  const [, id, lane, kind, shopper, rank, due, lapses] = row
  return { id, lane, kind, payload, shopper, rank: rank > 0 ? 1 : 0, due, lapses, after: null }
}

const leasedOf = (item: OutboxItem, rank: number, attempts: number, why: string | null): LeasedItem => ({
  ...item,
  rank: rank > 0 ? 1 : 0,
  attempts,
  ...(rank < 0 && { hurried: true as const }),
  ...(why !== null && { why }),
})

/** The shopper that an item's id begins with, where it is an id of ours. */
const SHOPPER = /^([sx]_[A-Za-z0-9_-]{16})\./

/** The partition that an item's id names; null: it is not of ours. */
export const homeOf = (id: string): number | null => {
  const shopper = SHOPPER.exec(id)?.[1]
  return shopper === undefined ? null : partitionOf(shopper)
}

const byPlace = (a: Peeked, b: Peeked): number => a.row[8] - b.row[8]

export type OutboxParts = {
  readonly redis: Redis
  readonly beforeSending: (partitions: readonly number[]) => Promise<void>
}

export const createOutbox = ({
  redis,
  beforeSending,
}: OutboxParts): Outbox & {
  /** Forgets lapsed items that were due before `at`. */
  readonly forget: (at: number) => Promise<void>
} => {
  const leasedAt = new Map<string, number>()
  const remember = (id: string, partition: number): void => {
    if (leasedAt.size >= REMEMBERED) leasedAt.delete(leasedAt.keys().next().value!)
    leasedAt.set(id, partition)
  }

  const sourceOf =
    (partition: number, order: 'a' | 'm' | 'k', now: number | null): Source<Peeked> =>
    async (after, most) => {
      const args = [order, after?.row[0] ?? '', `${most}`, now === null ? '' : `${now}`]
      const rows = await redis.runIn<Row[]>(PEEK, partition, 'outbox', args, 'again')
      return rows.map((row) => ({ partition, row }))
    }

  /** When the first of each partition may leave. */
  const readies = async (): Promise<readonly (number | null)[]> =>
    (await lookEverywhere<string>(redis, FIRSTS, 'out_index', ['r'])).map((name) =>
      name === '' ? null : Number(name.slice(1, 17)),
    )

  const payloadsOf = async (rows: readonly Peeked[]): Promise<readonly (string | null)[]> => {
    const found = new Map<string, string | null>()
    await Promise.all(
      [...Map.groupBy(rows, ({ partition }) => partition)].map(async ([partition, share]) => {
        const ids = share.map(({ row }) => row[1])
        const payloads = await redis.read<(string | null)[]>(
          keyOf(partition, 'out_payloads'),
          ...['HMGET', keyOf(partition, 'out_payloads'), ...ids],
        )
        ids.forEach((id, n) => {
          found.set(id, payloads[n] ?? null)
        })
      }),
    )
    return rows.map(({ row }) => found.get(row[1]) ?? null)
  }

  type Wanted = { readonly partition: number; readonly item: OutboxItem }

  /** Those that may leave and that the holder takes, answers first. */
  const choose = async (
    partitions: readonly number[],
    now: number,
    limit: number,
    takes: (item: OutboxItem) => boolean,
  ): Promise<readonly Wanted[]> => {
    const wanted: Wanted[] = []
    const ask = async (rows: readonly Peeked[]): Promise<void> => {
      const payloads = await payloadsOf(rows)
      rows.forEach(({ partition, row }, n) => {
        const payload = payloads[n]
        // Settled by somebody since it was seen.
        if (payload == null || wanted.length === limit) return
        const item = itemOf(row, payload)
        if (takes(item)) wanted.push({ partition, item })
      })
    }
    for (const order of ['a', 'm'] as const) {
      const sources = partitions.map((partition) => sourceOf(partition, order, now))
      let rows: Peeked[] = []
      let looked = 0
      for await (const one of merged(sources, byPlace, 2 + Math.ceil(limit / 32))) {
        rows.push(one)
        if (rows.length >= limit - wanted.length) {
          await ask(rows)
          looked += rows.length
          rows = []
          if (wanted.length === limit) return wanted
          if (looked >= limit + LOOKED_PAST) break
        }
      }
      await ask(rows)
      if (wanted.length === limit) break
    }
    return wanted
  }

  const take = async (
    wanted: readonly Wanted[],
    now: number,
    holder: string,
    until: number,
  ): Promise<readonly LeasedItem[]> => {
    const given = new Map<string, readonly [attempts: number, rank: number, why: string | null]>()
    await Promise.all(
      [...Map.groupBy(wanted, ({ partition }) => partition)].map(async ([partition, share]) => {
        const args = [`${now}`, `${until}`, holder, ...share.map(({ item }) => item.id)]
        type Given = [string, number, number, string | null]
        const answer = await redis.runIn<Given[]>(LEASE, partition, 'outbox', args, 'again')
        for (const [id, ...how] of answer) {
          given.set(id, how)
          remember(id, partition)
        }
      }),
    )
    return wanted.flatMap(({ item }) => {
      const how = given.get(item.id)
      return how ? [leasedOf(item, how[1], how[0], how[2])] : []
    })
  }

  /** Where an item lies that another process leased, or that has no id of ours: all are asked. */
  const settleIn = async (
    partition: number,
    id: string,
    holder: string,
    how: Settlement,
  ): Promise<number> => {
    const due = how.kind === 'retry' ? `${how.due}` : ''
    const why = 'why' in how ? how.why : ''
    return redis.runIn<number>(SETTLE, partition, 'outbox', [id, holder, how.kind, due, why], 'again')
  }

  const statesIn = async (partition: number, ids: readonly string[], into: Map<string, ItemState>) => {
    const found = await redis.runIn<([Mark, string | null] | null)[]>(
      ...([STATES, partition, 'outbox', ids, 'again'] as const),
    )
    found.forEach((one, n) => {
      if (one) into.set(ids[n]!, { state: STATE[one[0]], why: one[1] })
    })
  }

  const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition)

  return {
    lease: async (now, limit, holder, until, takes = () => true) => {
      const leased: LeasedItem[] = []
      // Others may take what was seen first; then this looks again.
      while (leased.length < limit) {
        const ready = await readies()
        const some = partitions.filter((partition) => (ready[partition] ?? Number.POSITIVE_INFINITY) <= now)
        if (some.length === 0) break
        const wanted = await choose(some, now, limit - leased.length, takes)
        const given = await take(wanted, now, holder, until)
        leased.push(...given)
        if (given.length === wanted.length) break
      }
      if (leased.length > 0)
        await beforeSending([...new Set(leased.map(({ id }) => leasedAt.get(id) ?? homeOf(id) ?? 0))])
      return leased
    },
    settle: async (id, holder, settlement) => {
      const known = leasedAt.get(id) ?? homeOf(id)
      leasedAt.delete(id)
      if (known !== null) return (await settleIn(known, id, holder, settlement)) === 1
      const answers = await Promise.all(
        partitions.map((partition) => settleIn(partition, id, holder, settlement)),
      )
      return answers.includes(1)
    },
    parked: async (limit) => {
      const found: Peeked[] = []
      const sources = partitions.map((partition) => sourceOf(partition, 'k', null))
      if (limit > 0)
        for await (const one of merged(sources, byPlace, 2 + Math.ceil(limit / 32))) {
          found.push(one)
          if (found.length === limit) break
        }
      const payloads = await payloadsOf(found)
      return found.map(({ row }, n) => ({
        ...leasedOf(itemOf(row, payloads[n] ?? ''), row[5], row[9], row[10]),
        why: row[10] ?? '',
      }))
    },
    states: async (ids) => {
      const found = new Map<string, ItemState>()
      await Promise.all(
        [...Map.groupBy(ids, homeOf)].flatMap(([home, share]) =>
          (home === null ? partitions : [home]).map((partition) => statesIn(partition, share, found)),
        ),
      )
      return new Map(ids.flatMap((id) => (found.has(id) ? [[id, found.get(id)!] as const] : [])))
    },
    figures: async () => {
      const each = await lookEverywhere<[number, number, string]>(redis, FIGURES, 'out_index')
      const places = each.flatMap(([, , place]) => (place === '' ? [] : [Number(place)]))
      return {
        waiting: each.reduce((sum, [waiting]) => sum + waiting, 0),
        parked: each.reduce((sum, [, parked]) => sum + parked, 0),
        oldest: places.length > 0 ? Math.min(...places) : null,
      }
    },
    next: async () => {
      const times = (await readies()).filter((ready) => ready !== null)
      return times.length > 0 ? Math.min(...times) : null
    },
    forget: async (at) => {
      await Promise.all(
        partitions.map(async (partition) => {
          while (
            (await redis.runIn<number>(FORGET, partition, 'outbox', [`${at}`], 'again')) === FORGOTTEN_AT_ONCE
          );
        }),
      )
    },
  }
}
