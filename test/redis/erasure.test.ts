// An erasure over many slots: nothing of the shopper is left in any key, nor on the disk, however it was interrupted.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ErasePlan } from '../../src/ports/erasure.ts'
import type { Store } from '../../src/ports/store.ts'
import { openRedisStore } from '../../src/stores/redis/open.ts'
import { shopKey } from '../../src/stores/redis/shop-keys.ts'
import { aCommit, all, anEvent, anItem, NOON } from '../stores/contract/making.ts'
import { redisServer, type Server, singleSettings, startServer } from './servers.ts'

const ANN = 's_annannannannanna'
const OLD = 's_oldoldoldoldoldo'
const BOB = 's_bobbobbobbobbobb'
const ALIAS = 'x_0123456789abcdef'
/** What must not be found anywhere afterwards. */
const TRACES = [ANN, OLD, 'ann@example.com', 'secret words', 'visit-of-ann']

const plan = (): ErasePlan => ({
  ...{ alias: ALIAS, shoppers: [ANN, OLD], versions: [2, 1], addresses: ['ann@example.com'] },
  ...{ visits: ['visit-of-ann'], parked: ['parked-1'], rows: [], key: 'k', at: NOON },
  budget: [{ budget: 'cart', reserved: -9, spent: 0 }],
  outbox: [anItem({ id: `${ALIAS}.desk.0`, shopper: ALIAS, lane: 'ticket:slack:1', kind: 'ticket' })],
})

/** A shopper with a trace in everything that a store holds; another beside, with whom it shares lanes. */
const fill = async (store: Store): Promise<void> => {
  const lines = [{ at: NOON, who: 'shopper' as const, text: 'secret words' }]
  const row = (shopper: string) => ({
    ...{ id: `${shopper}:cart:1`, row: JSON.stringify({ id: `${shopper}:cart:1`, shopper, begun_by: 'o1' }) },
  })
  await store.claim([
    { key: 'address:a', owner: ANN },
    { key: 'code:c', owner: `${ANN}.c1` },
    { key: 'order:7', owner: `o7 ${ANN}` },
    { key: 'address:b', owner: BOB },
  ])
  await store.pools.add(
    'autumn',
    [0, 1, 2].map((n) => ({ hmac: `h${n}`, sealed: `s${n}`, ends: null })),
  )
  const draw = { pool: 'autumn', shopper: ANN, now: NOON, until: NOON + 9, lasts: NOON }
  await store.pools.draw({ ...draw, except: [] })
  await store.pools.draw({ ...draw, except: ['h0'] })
  await store.visit('visit-of-ann', anEvent({ id: 'hint:ann@example.com:1' }), NOON + 9)
  await store.notes.put('telegram:menu:ann@example.com', 0, 'x')
  await store.notes.put(`slack:ticket:${ANN}.t1`, 0, '{}')
  await store.notes.put('slack:thread:C1', 0, `${ANN}.t1`)
  await store.records.reject([{ id: 'bad:ann@example.com:1', reason: 'too_old' }])
  await store.records.park({ id: 'parked-1', at: NOON, entry: '{"shopper":"ann@example.com"}', why: 'x' })
  const journal = JSON.stringify({ of: 'secret words' })
  const mine = {
    ...{ lines, journal, due: NOON, enrolments: [row(ANN)], drawn: [{ hmac: 'h0', id: `${ANN}.c1` }] },
    ...{ tickets: [{ id: `${ANN}.t1`, shopper: ANN, open: true, at: NOON, row: 'secret words' }] },
    budget: [{ budget: 'cart', reserved: 9, spent: 4 }],
  }
  const item = (n: number, lane: string, rank: 0 | 1 = 0) =>
    anItem({ id: `${ANN}.1.e1.${n}`, shopper: ANN, lane, rank, payload: 'secret words' })
  const outbox = [item(0, 'desk:1'), item(1, 'sms:1'), item(2, 'mail:1', 1)]
  await store.commit(aCommit({ id: `${ANN}.1.e1`, shopper: ANN, ...mine, event: anEvent(), outbox }))
  await store.outbox.lease(NOON, 1, 'relay', NOON + 9, ({ id }) => id === `${ANN}.1.e1.1`)
  await store.outbox.settle(`${ANN}.1.e1.1`, 'relay', { kind: 'parked', why: 'blocked' })
  await store.commit(
    aCommit({ id: `${ANN}.2.e2`, shopper: ANN, expects: 1, lines, journal, drops: [{ why: 'stopped' }] }),
  )
  await store.commit(aCommit({ id: `${OLD}.1.e`, shopper: OLD, lines, journal, enrolments: [row(OLD)] }))
  const referral = anItem({ id: `${BOB}.1.e.0`, shopper: BOB, kind: 'refer', payload: `{"by":"${ANN}"}` })
  await store.commit(aCommit({ id: `${BOB}.1.e`, shopper: BOB, outbox: [referral], enrolments: [row(BOB)] }))
}

/** All that Redis holds, as one text. */
const dump = async (server: Server): Promise<string> => {
  const found: unknown[] = []
  for (const key of (await server.tell('KEYS', '*')) as string[]) {
    const how: Record<string, string[]> = {
      hash: ['HGETALL', key],
      zset: ['ZRANGE', key, '0', '-1'],
      list: ['LRANGE', key, '0', '-1'],
      string: ['GET', key],
      set: ['SMEMBERS', key],
    }
    found.push(key, await server.tell(...how[String(await server.tell('TYPE', key))]!))
  }
  return JSON.stringify(found)
}

const onDisk = (folder: string): string =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n')

const tracesIn = (text: string): string[] => TRACES.filter((trace) => text.includes(trace))

const server = redisServer()
const skipped = server === null ? ' (skipped: redis-server is not installed)' : ''

describe.skipIf(server === null)(`an erasure on Redis${skipped}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'winback-erasure-'))
  let redis: Server
  const opened: Store[] = []
  const open = async (): Promise<Store> => {
    const { store } = await openRedisStore(singleSettings(redis.port))
    opened.push(store)
    return store
  }
  beforeAll(async () => {
    // So that what is on the disk can be read.
    redis = await startServer({ 'aof-use-rdb-preamble': 'no', rdbcompression: 'no' }, home)
  })
  afterAll(async () => {
    for (const store of opened) await store.close()
    await redis?.stop()
    rmSync(home, { recursive: true, force: true })
  })

  test('leaves nothing of the shopper in any key, nor in any file', async () => {
    await redis.tell('FLUSHALL')
    const store = await open()
    await fill(store)
    expect(tracesIn(await dump(redis))).toEqual(TRACES)
    expect(await store.erasure.held([ANN, OLD])).toMatchObject({
      lines: [{ seq: 1 }, { seq: 2 }, { seq: 1 }],
      tickets: ['secret words'],
    })
    expect(await store.erasure.begin(plan())).toBe('begun')
    expect(tracesIn(await dump(redis))).toEqual([])
    expect(tracesIn(onDisk(home))).toEqual(TRACES)
    expect(await store.erasure.finish(NOON + 1)).toBe(0)
    expect(tracesIn(onDisk(home))).toEqual([])

    expect(await store.erasure.find('k')).toEqual({ alias: ALIAS, at: NOON, done: NOON + 1 })
    const rows = (await all(store.records.enrolments())).map((row) => JSON.parse(row).id)
    expect(rows.sort()).toEqual([`${BOB}:cart:1`, `${ALIAS}:cart:1`, `${ALIAS}:cart:1`].sort())
    expect(await store.records.budgets()).toEqual([{ budget: 'cart', reserved: 0, spent: 4 }])
    expect(await store.owners(['address:b', 'order:7'])).toEqual([BOB, `o7 ${ALIAS}`])
    // What was used stays used; what was only laid aside is free again.
    expect(await store.pools.find(['h0', 'h1'])).toEqual([
      { pool: 'autumn', id: `${ALIAS}.c1` },
      { pool: 'autumn', id: null },
    ])
    expect((await store.outbox.lease(NOON, 9, 'relay', NOON + 9)).map(({ id }) => id)).toEqual([
      `${ALIAS}.desk.0`,
    ])
    const entries = await all(store.records.journal(0))
    expect(entries.filter(({ entry }) => entry === '{"erased":1}').map(({ shopper }) => shopper)).toEqual([
      ALIAS,
      ALIAS,
      ALIAS,
    ])
  })

  test('whose last step was not noted is gone through again, and gives its budgets back once', async () => {
    await redis.tell('FLUSHALL')
    const store = await open()
    await fill(store)
    expect(await store.erasure.begin(plan())).toBe('begun')
    const kept = JSON.stringify({ key: 'k', at: NOON, done: null, plan: plan() })
    await redis.tell('HSET', shopKey('erasures'), ALIAS, kept)
    expect(await store.erasure.finish(NOON + 1)).toBe(0)
    expect(await store.records.budgets()).toEqual([{ budget: 'cart', reserved: 0, spent: 4 }])
    const flags = (await dump(redis)).includes('erased budget')
    expect(flags, 'the flag is gone with the plan').toBe(false)
  })

  test('that was cut off anywhere is finished by the next process, each thing once', async () => {
    for (const ms of [2, 6, 10, 16, 24]) {
      await redis.tell('FLUSHALL')
      const store = await open()
      await fill(store)
      const begun = store.erasure.begin(plan()).catch(() => 'cut off')
      await pause(ms)
      await store.close()
      await begun
      const next = await open()
      const isBegun = (await next.erasure.unfinished()) > 0
      expect(await next.erasure.finish(NOON + 1)).toBe(0)
      const traces = tracesIn(await dump(redis))
      expect(traces, `cut off after ${ms} ms`).toEqual(isBegun ? [] : TRACES)
      if (!isBegun) continue
      const words = (await next.outbox.lease(NOON, 9, 'relay', NOON + 9)).map(({ id }) => id)
      expect(words).toEqual([`${ALIAS}.desk.0`])
      const said = (await all(next.records.journal(0))).filter(({ entry }) => entry.startsWith('{"erasure"'))
      expect(said).toHaveLength(2)
      expect(await next.records.budgets()).toEqual([{ budget: 'cart', reserved: 0, spent: 4 }])
    }
  })
})
