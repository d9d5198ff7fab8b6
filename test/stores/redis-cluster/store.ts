// The spike: enough of the store's port on a Redis Cluster to learn whether the port can be kept there. The product's
// Redis store grows from what was learned, not from this file.
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { createCluster } from 'redis'
import type { Commit, CommitResult, Due, Store } from '../../../src/ports/store.ts'
import { keyIn, PARTITIONS, partitionOf, shopperKey } from './partition.ts'

const script = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')
const COMMIT = script('commit.lua')
const LEASE_DUE = script('lease-due.lua')
const DRAW = script('draw.lua')

const THIRTY_DAYS = 30 * 86_400_000
/** How long to wait out a slot that is moving, ms. */
const PATIENCE = 10_000

const connect = (ports: readonly number[]) =>
  createCluster({ rootNodes: ports.map((port) => ({ socket: { host: '127.0.0.1', port } })) })
type Client = ReturnType<typeof connect>

/**
 * While a slot moves, a script of which some keys exist and some do not is told TRYAGAIN, however often it asks,
 * until the slot has arrived; the client library does not wait by itself.
 */
const patiently = async <T>(call: () => Promise<T>): Promise<T> => {
  const end = performance.now() + PATIENCE
  for (let wait = 2; ; wait = Math.min(wait * 2, 100)) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('TRYAGAIN')) || performance.now() > end)
        throw error
      await pause(wait)
    }
  }
}

const grantKey = (shopper: string, budget: string): string => shopperKey(shopper, 'grant', budget)

const commitKeys = ({ shopper, event, budget }: Commit): string[] => [
  shopperKey(shopper, 'shopper', shopper),
  event ? shopperKey(shopper, 'event', event.id) : shopperKey(shopper, 'shopper', shopper),
  shopperKey(shopper, 'due'),
  shopperKey(shopper, 'ready'),
  shopperKey(shopper, 'visit', shopper),
  shopperKey(shopper, 'lines', shopper),
  shopperKey(shopper, 'outbox'),
  shopperKey(shopper, 'journal'),
  ...budget.map((move) => grantKey(shopper, move.budget)),
]

const commitArguments = (commit: Commit): string[] => {
  const counted = (list: readonly unknown[]) => [`${list.length}`, ...list.map((one) => JSON.stringify(one))]
  return [
    commit.id,
    `${commit.expects}`,
    commit.document,
    commit.key,
    commit.shopper,
    commit.due === null ? '' : `${commit.due}`,
    commit.journal,
    commit.event?.digest ?? '',
    commit.event?.reply ?? '',
    `${THIRTY_DAYS}`,
    ...counted(commit.lines),
    ...counted(commit.outbox),
    ...commit.budget.flatMap(({ reserved, spent, ceiling }) => [
      `${reserved}`,
      `${spent}`,
      `${ceiling ?? ''}`,
    ]),
  ]
}

type Answer = readonly (string | number)[]

/** Asks the homes for what is missing; answers the budgets that have no more. What was drawn stays in the partition. */
const draw = async (client: Client, commit: Commit, missing: readonly number[]): Promise<string[]> => {
  const spent = new Set<string>()
  for (let n = 0; n < missing.length; n += 2) {
    const { budget, ceiling } = commit.budget[missing[n]! - 1]!
    const home = { keys: [`{budget:${budget}}`], arguments: [`${missing[n + 1]}`, `${ceiling}`] }
    if ((await client.eval(DRAW, home)) === 1)
      await client.hIncrBy(grantKey(commit.shopper, budget), 'granted', missing[n + 1]!)
    else spent.add(budget)
  }
  return [...spent]
}

const createCommit =
  (client: Client) =>
  async (commit: Commit): Promise<CommitResult> => {
    const call = { keys: commitKeys(commit), arguments: commitArguments(commit) }
    while (true) {
      const [kind, ...rest] = (await patiently(() => client.eval(COMMIT, call))) as Answer
      if (kind === 'done') return { kind, version: Number(rest[0]), line: Number(rest[1]) }
      if (kind === 'repeat') return { kind, reply: String(rest[0]) }
      if (kind === 'stale' || kind === 'changed') return { kind }
      const budgets = await draw(client, commit, rest.map(Number))
      if (budgets.length > 0) return { kind: 'refused', budgets }
    }
  }

const everyPartition = <T>(ask: (partition: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: PARTITIONS }, (_, partition) => ask(partition)))

const createDue = (client: Client): Pick<Store, 'leaseDue' | 'nextDue'> => {
  const free = async (now: number, limit: number): Promise<Due[]> => {
    const found = await everyPartition(async (partition) => {
      const LIMIT = { offset: 0, count: limit }
      const ready = await client.zRange(keyIn(partition, 'ready'), '-inf', now, { BY: 'SCORE', LIMIT })
      if (ready.length === 0) return []
      const dues = await client.zmScore(keyIn(partition, 'due'), ready)
      return ready.map((shopper, n) => ({ shopper, due: dues[n] ?? now }))
    })
    const earliestFirst = (a: Due, b: Due) => a.due - b.due || (a.shopper < b.shopper ? -1 : 1)
    return found.flat().sort(earliestFirst).slice(0, limit)
  }

  const lease = async (wanted: readonly Due[], now: number, until: number): Promise<Due[]> => {
    const shares = [...Map.groupBy(wanted, ({ shopper }) => partitionOf(shopper))]
    const given = await Promise.all(
      shares.map(async ([partition, share]) => {
        const keys = [keyIn(partition, 'due'), keyIn(partition, 'ready')]
        const args = [`${now}`, `${until}`, ...share.map(({ shopper }) => shopper)]
        return (await patiently(() => client.eval(LEASE_DUE, { keys, arguments: args }))) as string[]
      }),
    )
    const names = new Set(given.flat())
    return wanted.filter(({ shopper }) => names.has(shopper))
  }

  return {
    leaseDue: async (now, limit, _holder, until) => {
      const given: Due[] = []
      // Others may take what was seen first; then look again.
      while (given.length < limit) {
        const wanted = await free(now, limit - given.length)
        if (wanted.length === 0) break
        given.push(...(await lease(wanted, now, until)))
        if (until <= now) break
      }
      return given
    },
    nextDue: async () => {
      const firsts = await everyPartition((partition) =>
        client.zRangeWithScores(keyIn(partition, 'due'), 0, 0),
      )
      const times = firsts.flat().map(({ score }) => score)
      return times.length > 0 ? Math.min(...times) : null
    },
  }
}

const notInTheSpike = async (): Promise<never> => {
  throw new Error('the spike does not have this')
}

export const openSpikeStore = async (ports: readonly number[]): Promise<Store> => {
  const client = connect(ports)
  client.on('error', () => {})
  await client.connect()
  const ownerKey = (key: string): string => shopperKey(key, 'claim', key)
  return {
    claim: (claims) => {
      // One after another, because a key may come twice in one call.
      const put = async (owners: Promise<string[]>, { key, owner }: (typeof claims)[number]) => {
        const before = await owners
        const had = await client.set(ownerKey(key), owner, { condition: 'NX', GET: true })
        return [...before, had ?? owner]
      }
      return claims.reduce(put, Promise.resolve<string[]>([]))
    },
    owners: (keys) => Promise.all(keys.map((key) => client.get(ownerKey(key)))),
    load: async (shopper) => {
      const key = shopperKey(shopper, 'shopper', shopper)
      const [version, document, wrapped] = await client.hmGet(key, ['version', 'document', 'key'])
      return { version: Number(version ?? 0), document: document ?? null, key: wrapped ?? null, visit: null }
    },
    commit: createCommit(client),
    known: notInTheSpike,
    probe: notInTheSpike,
    ...createDue(client),
    visit: notInTheSpike,
    outbox: {
      lease: notInTheSpike,
      settle: notInTheSpike,
      parked: notInTheSpike,
      figures: notInTheSpike,
      states: notInTheSpike,
      next: notInTheSpike,
    },
    pools: null as unknown as Store['pools'],
    notes: null as unknown as Store['notes'],
    erasure: null as unknown as Store['erasure'],
    backup: null as unknown as Store['backup'],
    records: null as unknown as Store['records'],
    catalogue: null as unknown as Store['catalogue'],
    close: () => client.close(),
  }
}
