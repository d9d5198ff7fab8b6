import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../src/stores/sqlite/database.ts'
import { faultOf } from '../../../src/stores/sqlite/faults.ts'
import { createGather } from '../../../src/stores/sqlite/gather.ts'
import { createHead } from '../../../src/stores/sqlite/head.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { createProbe } from '../../../src/stores/sqlite/probe.ts'
import { aCommit, anEvent, NOON } from '../contract/making.ts'
import { aFolder } from './folder.ts'
import { startProcess } from './process.ts'

test('on a full disk a write fails with what to do, and goes on once there is space', async () => {
  const path = join(aFolder(), 'winback.db')
  const db = openDatabase(path, 'full')
  const gather = createGather(db, createHead(db), path)
  const keep = (name: string, bytes: number) =>
    gather.write(() => db.prepare('INSERT INTO claim VALUES (?, ?)').run(name, 'x'.repeat(bytes)).changes)
  db.exec('PRAGMA max_page_count = 100')
  const results = await Promise.allSettled([keep('a', 10), keep('large', 500_000)])
  expect(results[1]).toMatchObject({ status: 'rejected', reason: { code: 'full' } })
  expect(String(Object(results[1]).reason)).toContain('free some space')
  // Whoever was told that it is kept finds it; whoever was not, does not.
  const kept = db.prepare("SELECT count(*) AS n FROM claim WHERE key = 'a'").get()?.n
  expect(kept).toBe(results[0]?.status === 'fulfilled' ? 1 : 0)
  db.exec('PRAGMA max_page_count = 100000')
  expect(await keep('large', 500_000)).toBe(1)
  await gather.end()
  db.close()
})

test('a probe tells a full disk before an event does, and leaves nothing behind', async () => {
  const path = join(aFolder(), 'winback.db')
  const db = openDatabase(path, 'full')
  const gather = createGather(db, createHead(db), path)
  const probe = createProbe(db, gather)
  await probe()
  db.exec('PRAGMA max_page_count = 1')
  for (let n = 0; n < 50; n++)
    await gather
      .write(() => db.prepare('INSERT INTO claim VALUES (?, ?)').run(`${n}`, 'x'.repeat(900)))
      .catch(() => {})
  await expect(probe()).rejects.toMatchObject({ code: 'full' })
  db.exec('PRAGMA max_page_count = 100000')
  await probe()
  expect(db.prepare('SELECT count(*) AS n FROM rejected').get()?.n).toBe(0)
  await gather.end()
  db.close()
})

test('a probe does not say that all is well where there is room for itself, but for no event', async () => {
  const path = join(aFolder(), 'winback.db')
  const db = openDatabase(path, 'full')
  const gather = createGather(db, createHead(db), path)
  const pages = Number(db.prepare('PRAGMA page_count').get()?.page_count)
  db.exec(`PRAGMA max_page_count = ${pages + 8}`)
  await expect(createProbe(db, gather)()).rejects.toMatchObject({ code: 'full' })
  await gather.end()
  db.close()
})

test('a process that does not stop writing is named as what is in the way, and nothing is lost', async () => {
  const path = join(aFolder(), 'winback.db')
  const db = openDatabase(path, 'full')
  const gather = createGather(db, createHead(db), path, 150)
  const keep = (name: string) =>
    gather.write(() => db.prepare('INSERT INTO claim VALUES (?, ?)').run(name, 'ann').changes)
  const other = startProcess('hold.ts', ['writing', path])
  await other.printed(1)
  const [first, second] = await Promise.allSettled([keep('a'), keep('b')])
  expect(first).toMatchObject({ status: 'rejected', reason: { code: 'busy' } })
  expect(String(Object(second).reason)).toContain('another process has been writing for too long')
  other.kill()
  await other.ended
  expect(await keep('a')).toBe(1)
  await gather.end()
  db.close()
})

test('a reader may look beside a server, and what would write is refused', async () => {
  const path = join(aFolder(), 'winback.db')
  const store = await openSqliteStore(path)
  await store.commit(aCommit({ document: 'seen' }))
  const reader = await openSqliteStore(path, { readonly: true })
  expect((await reader.load('ann')).document).toBe('seen')
  await expect(reader.commit(aCommit({ expects: 1 }))).rejects.toMatchObject({ code: 'readonly' })
  await expect(reader.visit('eve', anEvent(), NOON)).rejects.toMatchObject({ code: 'readonly' })
  await store.commit(aCommit({ expects: 1, document: 'seen too' }))
  expect((await reader.load('ann')).document).toBe('seen too')
  await reader.close()
  await store.close()
})

test('closing waits for what was handed in, and takes nothing more', async () => {
  const path = join(aFolder(), 'winback.db')
  const store = await openSqliteStore(path)
  const commits = Array.from({ length: 1200 }, (_, n) => store.commit(aCommit({ shopper: `s${n}` })))
  await store.close()
  expect((await Promise.all(commits)).every(({ kind }) => kind === 'done')).toBe(true)
  await expect(store.commit(aCommit())).rejects.toMatchObject({ code: 'closed' })
  await store.close()
  const again = await openSqliteStore(path)
  expect((await again.load('s1199')).version).toBe(1)
  await again.close()
})

test('a missing folder, a missing file and a file of another kind each get a sentence', async () => {
  const folder = aFolder()
  await expect(openSqliteStore(join(folder, 'none', 'winback.db'))).rejects.toThrow('Does its folder exist')
  await expect(openSqliteStore(join(folder, 'winback.db'), { readonly: true })).rejects.toThrow(
    'there is no data file here',
  )
  mkdirSync(join(folder, 'text'))
  writeFileSync(
    join(folder, 'text', 'winback.db'),
    'not a database, and long enough to be read as one '.repeat(20),
  )
  await expect(openSqliteStore(join(folder, 'text', 'winback.db'))).rejects.toThrow('not a database')
})

test('what the system says of a file beside the data file is told in the same words', () => {
  const said = (code: string) => faultOf(Object.assign(new Error('write'), { code }), '/data/winback.db')
  expect(said('ENOSPC')).toMatchObject({ name: 'StoreError', code: 'full' })
  expect(said('EIO')).toMatchObject({ name: 'StoreError', code: 'io' })
  expect(said('EROFS')).toMatchObject({ name: 'StoreError', code: 'readonly' })
  expect(said('ERR_SOMETHING')).not.toMatchObject({ name: 'StoreError' })
})
