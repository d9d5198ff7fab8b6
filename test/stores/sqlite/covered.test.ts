import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../src/stores/sqlite/database.ts'
import { createGather } from '../../../src/stores/sqlite/gather.ts'
import { createHead } from '../../../src/stores/sqlite/head.ts'
import { aFolder } from './folder.ts'

const [NORMAL, FULL] = [1, 2]

test('only what a later write makes last goes without waiting for the disk', async () => {
  const path = join(aFolder(), 'winback.db')
  const db = openDatabase(path, 'full')
  const gather = createGather(db, createHead(db), path)
  const sync = () => db.prepare('PRAGMA synchronous').get()?.synchronous
  const put = (key: string) => () => {
    db.prepare('INSERT INTO claim VALUES (?, ?)').run(key, 'x')
    return sync()
  }
  expect(await Promise.all(['a', 'b'].map((key) => gather.write(put(key), 'covered')))).toEqual([
    NORMAL,
    NORMAL,
  ])
  expect(sync()).toBe(FULL)
  // Together with anything that has to last by itself, it waits as that does.
  expect(await Promise.all([gather.write(put('c'), 'covered'), gather.write(put('d'))])).toEqual([FULL, FULL])
  // Also after one that fails.
  await expect(gather.write(put('a'), 'covered')).rejects.toThrow()
  expect(sync()).toBe(FULL)
  expect(await gather.write(put('e'))).toBe(FULL)
  await gather.end()
  db.close()
})

test('a store without full sync stays as it is', async () => {
  const path = join(aFolder(), 'winback.db')
  const db = openDatabase(path, 'normal')
  const gather = createGather(db, createHead(db), path)
  const sync = () => db.prepare('PRAGMA synchronous').get()?.synchronous
  expect(await gather.write(sync, 'covered')).toBe(NORMAL)
  expect(sync()).toBe(NORMAL)
  await gather.end()
  db.close()
})
