// What leaves: leases of lanes' heads, and how they were settled. Order holds within a lane of a partition; between
// partitions answers go first, then the older. Does not know what an item holds.
import type { ItemState, LeasedItem, Outbox, OutboxItem, Settlement } from '../../ports/outbox.ts'
import type { Redis } from './connect.ts'
import { lookEverywhere } from './every.ts'
import { keyOf } from './keys.ts'
import { merged, type Source } from './merged.ts'
import { ALL_PARTITIONS, type Bounds, createBounds, type Order } from './out-bounds.ts'
import { PARTITIONS, partitionOf } from './partition.ts'
import { makeScript } from './scripts.ts'

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

const byPlace = { placeOf: ({ row }: Peeked): number => row[8] }

export type OutboxParts = {
  readonly redis: Redis
  readonly beforeSending: (partitions: readonly number[]) => () => Promise<void>
}

export const createOutbox = ({
  redis,
  beforeSending,
}: OutboxParts): Outbox & {
  /** Forgets lapsed items that were due before `at`. */
  readonly forget: (at: number) => Promise<void>
  /** A commit put something into this partition's lanes, or took something out of them. */
  readonly putIn: (partition: number) => void
} => {
  const bounds = createBounds(redis)
  const leasedAt = new Map<string, number>()
  const remember = (id: string, partition: number): void => {
    if (leasedAt.size >= REMEMBERED) leasedAt.delete(leasedAt.keys().next().value!)
    leasedAt.set(id, partition)
  }

  const peek = async (
    partition: number,
    order: Order | 'k',
    after: Peeked | null,
    most: number,
    now: number | null,
  ): Promise<readonly Peeked[]> => {
    const keys = [keyOf(partition, 'out_index'), keyOf(partition, 'out_marks')]
    const args = [order, after?.row[0] ?? '', `${most}`, now === null ? '' : `${now}`]
    const rows = await redis.run<Row[]>(PEEK, keys, args, 'again')
    return rows.map((row) => ({ partition, row }))
  }

  const sourcesOf = (bounds: Bounds, order: Order, now: number): Source<Peeked>[] =>
    ALL_PARTITIONS.filter((partition) => bounds[order][partition] !== Number.POSITIVE_INFINITY).map(
      (partition) => ({
        bound: bounds[order][partition]!,
        read: async (after, most) => {
          const found = await peek(partition, order, after, most, now)
          // The first that nobody holds: what stands before it need not be looked past again.
          if (!after && found[0]) bounds[order][partition] = found[0].row[8]
          return found
        },
      }),
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
    bounds: Bounds,
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
      const sources = sourcesOf(bounds, order, now)
      const size = { first: 2 + Math.ceil(limit / 32), open: Math.max(limit, 4) }
      let rows: Peeked[] = []
      let looked = 0
      for await (const one of merged(sources, byPlace, size)) {
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
    const why = 'why' in how ? (how.why ?? '') : ''
    const untried = how.kind === 'retry' && how.untried ? '1' : '0'
    const args = [id, holder, how.kind, due, why, untried]
    const done = await redis.runIn<number>(SETTLE, partition, 'outbox', args, 'again')
    if (done === 1) bounds.changed(partition)
    return done
  }

  const statesIn = async (partition: number, ids: readonly string[], into: Map<string, ItemState>) => {
    const found = await redis.runIn<([Mark, string | null] | null)[]>(
      ...([STATES, partition, 'outbox', ids, 'again'] as const),
    )
    found.forEach((one, n) => {
      if (one) into.set(ids[n]!, { state: STATE[one[0]], why: one[1] })
    })
  }

  return {
    lease: async (now, limit, holder, until, takes = () => true) => {
      const leased: LeasedItem[] = []
      // Others may take what was seen first; then this looks again.
      let anew = false
      const confirms: (() => Promise<void>)[] = []
      while (leased.length < limit) {
        const known: Bounds | null = anew ? null : bounds.known(now)
        const wanted = await choose(known ?? (await bounds.look(now)), now, limit - leased.length, takes)
        confirms.push(beforeSending([...new Set(wanted.map(({ partition }) => partition))]))
        const given = await take(wanted, now, holder, until)
        leased.push(...given)
        if (known === null && given.length === wanted.length) break
        anew = true
      }
      if (leased.length > 0) await Promise.all(confirms.map((confirm) => confirm()))
      return leased
    },
    settle: async (id, holder, settlement) => {
      const known = leasedAt.get(id) ?? homeOf(id)
      leasedAt.delete(id)
      if (known !== null) return (await settleIn(known, id, holder, settlement)) === 1
      const answers = await Promise.all(
        ALL_PARTITIONS.map((partition) => settleIn(partition, id, holder, settlement)),
      )
      return answers.includes(1)
    },
    parked: async (limit) => {
      const found: Peeked[] = []
      const sources = ALL_PARTITIONS.map((partition) => ({
        bound: Number.NEGATIVE_INFINITY,
        read: (after: Peeked | null, most: number) => peek(partition, 'k', after, most, null),
      }))
      if (limit > 0)
        for await (const one of merged(sources, byPlace, {
          first: 2 + Math.ceil(limit / 32),
          open: PARTITIONS,
        })) {
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
          (home === null ? ALL_PARTITIONS : [home]).map((partition) => statesIn(partition, share, found)),
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
    next: bounds.next,
    putIn: bounds.changed,
    forget: async (at) => {
      await Promise.all(
        ALL_PARTITIONS.map(async (partition) => {
          while (
            (await redis.runIn<number>(FORGET, partition, 'outbox', [`${at}`], 'again')) === FORGOTTEN_AT_ONCE
          );
        }),
      )
    },
  }
}
