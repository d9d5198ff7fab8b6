// The steps of an erasure. Each may be gone again: what it is to take away it finds anew, and what may only be done once
// leaves a flag in the slot where it is done.
import type { ErasePlan } from '../../ports/erasure.ts'
import type { Budgets } from './budgets.ts'
import { entryDigest } from './chain.ts'
import { chunksOf } from './chunks.ts'
import type { Redis } from './connect.ts'
import { EMPTY, emptyMoved, sayEmptied } from './emptied.ts'
import { eraseEverywhere } from './erase-everywhere.ts'
import { isOf, partitionsOf, rowsOf, ticketsOf } from './held.ts'
import { chainOf, readChain } from './journal.ts'
import { keyOf } from './keys.ts'
import { movedKey, outdated, type Shelves } from './moved.ts'
import { everyPartition, partitionOf } from './partition.ts'
import type { PoolShelf } from './pools.ts'
import { scanHash } from './scan.ts'
import { makeScript } from './scripts.ts'
import { shopKey } from './shop-keys.ts'

const SHOPPER = makeScript('erase-shopper', { fragments: ['lanes', 'due'] })
const WORD = makeScript('erase-word', { fragments: ['lanes'] })
const ENTRIES = makeScript('erase-entries')
const SAID = makeScript('erase-said', { fragments: ['journal'] })
const AT_ONCE = 200

export type SweepParts = {
  readonly redis: Redis
  readonly pools: PoolShelf
  readonly bookBudgets: Budgets['book']
}

export const createSweep = ({ redis, pools, bookBudgets }: SweepParts) => {
  const removeFields = async (key: string, fields: readonly string[]): Promise<void> => {
    for (const chunk of chunksOf(fields, AT_ONCE)) await redis.read(key, 'HDEL', key, ...chunk)
  }

  const emptyEntries = async ({ shoppers, alias, at }: ErasePlan, partition: number): Promise<void> => {
    const chain = chainOf(partition)
    const mine = new Map<string, number[]>()
    for await (const { shopper, seq } of readChain(redis, chain, 0))
      if (shoppers.includes(shopper)) mine.set(shopper, [...(mine.get(shopper) ?? []), seq])
    for (const [shopper, seqs] of mine)
      for (const chunk of chunksOf(seqs, AT_ONCE))
        await redis.run(ENTRIES, [chain.key], [shopper, alias, EMPTY, ...chunk.map(String)], 'again')
    const emptied: { seq: number; hash: string }[] = []
    for await (const { shopper, seq, hash, entry } of readChain(redis, chain, 0))
      if (shopper === alias && entry === EMPTY) emptied.push({ seq, hash })
    const said = sayEmptied(alias, emptied)
    const keys = [keyOf(partition, 'meta'), chain.key]
    await redis.run(SAID, keys, [alias, `${at}`, said, entryDigest(said)], 'again')
  }

  /** Rows of reports stay, under the alias, in the alias's partition. */
  const renameRows = async ({ shoppers, alias, rows }: ErasePlan): Promise<void> => {
    const nameless = (text: string) => shoppers.reduce((left, one) => left.replaceAll(one, alias), text)
    const key = keyOf(partitionOf(alias), 'enrolments')
    const put = async (shopper: string, id: string, row: string): Promise<void> => {
      const { goal_order, begun_by, earlier, ...open } = JSON.parse(nameless(row)) as Record<string, unknown>
      // Two who were one may have had rows of the same name.
      const n = shoppers.indexOf(shopper)
      await redis.read(key, 'HSET', key, `${nameless(id)}${n > 0 ? `.${n}` : ''}`, JSON.stringify(open))
    }
    const ownerOf = (id: string) =>
      shoppers.toSorted((a, b) => b.length - a.length).find((one) => id.startsWith(one))
    const old = await outdated(redis, 'enrolments')
    const planned = new Map(rows.map(({ id, row }) => [id, row]))
    for (const partition of partitionsOf(shoppers)) {
      const found = await rowsOf(redis, partition, shoppers)
      for (const [id, row] of found) {
        if (old.has(`${partition} ${id}`)) continue
        await put(ownerOf(id)!, id, planned.get(id) ?? row)
        planned.delete(id)
      }
      await removeFields(
        keyOf(partition, 'enrolments'),
        found.map(([id]) => id),
      )
    }
    await forgetMoves('enrolments', shoppers)
    // A repeat finds rows gone that it renamed before, and writes those that were planned once more.
    for (const [id, row] of planned) await put(ownerOf(id) ?? shoppers[0]!, id, row)
  }

  const forgetMoves = async (shelf: Shelves, shoppers: readonly string[]): Promise<void> => {
    for (const partition of partitionsOf(shoppers)) {
      const key = movedKey(partition, shelf)
      for await (const [id] of scanHash(redis, key))
        if (shoppers.some((shopper) => isOf(id, shopper))) await redis.read(key, 'HDEL', key, id)
    }
  }

  const dropTickets = async ({ shoppers }: ErasePlan): Promise<void> => {
    for (const partition of partitionsOf(shoppers)) {
      const ids = (await ticketsOf(redis, partition, shoppers)).map(([id]) => id)
      for (const chunk of chunksOf(ids, AT_ONCE)) {
        for (const name of ['tickets_open', 'tickets_closed'] as const)
          await redis.read(keyOf(partition, name), 'ZREM', keyOf(partition, name), ...chunk)
        await redis.read(keyOf(partition, 'tickets'), 'HDEL', keyOf(partition, 'tickets'), ...chunk)
      }
    }
    await forgetMoves('tickets', shoppers)
  }

  /** Looks of its devices, and events: those that name it or an address of it. */
  const dropLooks = async ({ shoppers, addresses, visits }: ErasePlan): Promise<void> => {
    for (const visit of visits) {
      const partition = partitionOf(visit)
      await redis.read(keyOf(partition, 'visits'), 'HDEL', keyOf(partition, 'visits'), visit)
      await redis.read(keyOf(partition, 'visit_ends'), 'ZREM', keyOf(partition, 'visit_ends'), visit)
    }
    const parts = [...shoppers, ...addresses].map((part) => `:${part}:`)
    const owners = [...shoppers, ...visits].map((one) => JSON.stringify(one))
    const commits = shoppers.map((one) => `"${one}.`)
    for (const partition of partitionsOf([...shoppers, ...visits])) {
      const ids: string[] = []
      for await (const [id, record] of scanHash(redis, keyOf(partition, 'events'))) {
        const head = record.slice(0, record.indexOf('\n'))
        const isMine =
          parts.some((part) => `:${id}:`.includes(part)) ||
          owners.some((owner) => head.endsWith(` ${owner}`)) ||
          commits.some((commit) => head.includes(commit))
        if (isMine) ids.push(id)
      }
      for (const chunk of chunksOf(ids, AT_ONCE)) {
        await redis.read(keyOf(partition, 'events'), 'HDEL', keyOf(partition, 'events'), ...chunk)
        await redis.read(keyOf(partition, 'event_times'), 'ZREM', keyOf(partition, 'event_times'), ...chunk)
      }
    }
  }

  const dropParked = async ({ parked }: ErasePlan): Promise<void> => {
    if (parked.length === 0) return
    await redis.read(shopKey('parked'), 'HDEL', shopKey('parked'), ...parked)
    await redis.read(shopKey('parked_times'), 'ZREM', shopKey('parked_times'), ...parked)
  }

  /** Booked once, however often the step is gone: where it is booked it leaves its flag. */
  const giveBack = ({ alias, budget }: ErasePlan): Promise<void> =>
    bookBudgets(budget, 'add', `erased budget ${alias}`)

  return {
    /** The first step, which says whether the plan holds; `expects`: null where it does. */
    shopper: async (_plan: ErasePlan, shopper: string, expects: number | null): Promise<'gone' | 'stale'> => {
      const args = [shopper, expects === null ? '' : `${expects}`]
      return redis.runIn<'gone' | 'stale'>(SHOPPER, partitionOf(shopper), 'outbox', args, 'again')
    },
    rest: async (plan: ErasePlan): Promise<void> => {
      await giveBack(plan)
      await renameRows(plan)
      await dropTickets(plan)
      await dropLooks(plan)
      await dropParked(plan)
      for (const shopper of plan.shoppers) await pools.unname(shopper, plan.alias)
      await eraseEverywhere(redis, plan)
      for (const partition of partitionsOf(plan.shoppers)) await emptyEntries(plan, partition)
      await emptyMoved(redis, plan)
      const word = (plan.outbox ?? []).flatMap(
        ({ id, lane, kind, payload, shopper, rank, due, lapses, after }) => [
          ...[id, lane, kind, payload, shopper, `${rank}`, `${due}`, `${lapses ?? ''}`, after ?? ''],
        ],
      )
      if (word.length > 0)
        await redis.runIn(
          ...([
            WORD,
            partitionOf(plan.alias),
            'outbox',
            [plan.alias, `${plan.at}`, ...word],
            'again',
          ] as const),
        )
    },
    /** What was only kept so that a step is not gone twice. */
    forgetFlags: async (alias: string): Promise<void> => {
      await everyPartition((partition) => {
        const key = keyOf(partition, 'meta')
        const flags = ['word', 'said', 'budget'].map((what) => `erased ${what} ${alias}`)
        return redis.read(key, 'HDEL', key, ...flags)
      })
    },
  }
}
