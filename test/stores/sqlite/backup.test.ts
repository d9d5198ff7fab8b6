// What is particular to a copy of SQLite: the journal's files, erasures under way, and chains that began elsewhere.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { BackupRecord } from '../../../src/ports/backup.ts'
import type { ErasePlan } from '../../../src/ports/erasure.ts'
import type { Store } from '../../../src/ports/store.ts'
import { archiveJournal } from '../../../src/stores/sqlite/archive.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { verifyJournal } from '../../../src/stores/sqlite/verify.ts'
import { aCommit, all, anEvent, NOON } from '../contract/making.ts'
import { aFolder } from './folder.ts'

const OLD = Date.UTC(2026, 8, 1)

const plan = (over: Partial<ErasePlan> = {}): ErasePlan => ({
  ...{ alias: 'x_0123456789abcdef', shoppers: ['ann'], versions: [1], addresses: [], visits: [], parked: [] },
  ...{ budget: [{ budget: 'cart', reserved: -5, spent: 0 }], rows: [], key: null, at: NOON },
  ...over,
})

const entryOf = (secret: string): string =>
  JSON.stringify({
    rulebook: 'hash',
    event: { kind: 'said', text: secret },
    did: { moves: [['cart', 5, 0, 9]] },
  })

const opened = async () => {
  const path = join(aFolder(), 'winback.db')
  return { path, store: await openSqliteStore(path, { sync: 'normal' }) }
}

const copyOf = async (from: Store) => {
  const to = await opened()
  await to.store.backup.write(await all(from.backup.read()))
  return to
}

const journalOf = (records: readonly BackupRecord[]) =>
  records.flatMap((record) => (record.kind === 'journal' ? [record] : []))

test('entries in files are a part of it, and one whole chain in the copy', async () => {
  const { path, store } = await opened()
  for (const shopper of ['ann', 'bob'])
    await store.commit(aCommit({ shopper, at: OLD, journal: entryOf(shopper) }))
  await archiveJournal(path, NOON)
  await store.commit(aCommit({ shopper: 'eve', journal: entryOf('eve') }))
  const copy = await copyOf(store)
  expect(journalOf(await all(copy.store.backup.read()))).toEqual(journalOf(await all(store.backup.read())))
  await copy.store.commit(aCommit({ shopper: 'dan', journal: entryOf('dan') }))
  expect(await verifyJournal(copy.path)).toEqual({ entries: 4, broken: null })
  // The copy may archive as any other, and a part that comes again afterwards doubles nothing.
  await archiveJournal(copy.path, NOON)
  await copy.store.backup.write(await all(store.backup.read()))
  expect(await verifyJournal(copy.path)).toEqual({ entries: 4, broken: null })
  await Promise.all([store.close(), copy.store.close()])
})

test('nothing of somebody whose erasure is under way leaves, and the copy finishes it', async () => {
  const { path, store } = await opened()
  await store.commit(aCommit({ shopper: 'ann', at: OLD, journal: entryOf('secret') }))
  await archiveJournal(path, NOON)
  await store.erasure.begin(plan())
  const records = await all(store.backup.read())
  expect(JSON.stringify(records)).not.toContain('secret')
  expect(journalOf(records)[0]).toMatchObject({
    shopper: 'x_0123456789abcdef',
    entry: '{"erased":1,"moves":[["cart",5,0,9]]}',
  })
  const copy = await copyOf(store)
  expect(await copy.store.erasure.unfinished()).toBe(1)
  expect(await copy.store.erasure.finish(NOON)).toBe(0)
  expect(await verifyJournal(copy.path)).toEqual({ entries: 2, broken: null })
  await Promise.all([store.close(), copy.store.close()])
})

test('somebody erased is emptied in chains that came from elsewhere too, each answered for', async () => {
  const { path, store } = await opened()
  const moved = { kind: 'journal', chain: 'p7', version: 1, at: OLD } as const
  await store.backup.write([
    { ...moved, seq: 1, shopper: 'ann', entry: entryOf('secret'), hash: 'h1' },
    { ...moved, seq: 2, shopper: 'bob', entry: entryOf('his'), hash: 'h2' },
  ])
  await store.commit(aCommit({ shopper: 'ann', journal: entryOf('secret') }))
  await store.erasure.begin(plan())
  const records = journalOf(await all(store.backup.read()))
  expect(JSON.stringify(records)).not.toContain('secret')
  const says = records.flatMap(({ entry }) => (entry.includes('"erasure"') ? [JSON.parse(entry)] : []))
  expect(says).toMatchObject([
    { erasure: { count: 1 }, did: { moves: [['cart', -5, 0]] } },
    { erasure: { count: 1, chain: 'p7' }, did: { moves: [] } },
  ])
  expect(await store.erasure.finish(NOON)).toBe(0)
  expect(await verifyJournal(path)).toEqual({ entries: 3, broken: null })
  await store.close()
})

test('whose a look was is known in the copy, and gone where they are erased', async () => {
  const { store } = await opened()
  await store.visit('eve', anEvent({ id: 'look' }), NOON)
  const looks = async () =>
    (await all(store.backup.read())).flatMap((one) => (one.kind === 'event' ? [[one.id, one.shopper]] : []))
  expect(await looks()).toEqual([['look', 'eve']])
  await store.erasure.begin(plan({ shoppers: [], versions: [], visits: ['eve'] }))
  expect(await looks()).toEqual([])
  await store.close()
})
