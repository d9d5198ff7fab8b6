import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { MIGRATIONS, migrate } from '../../../src/stores/sqlite/migrations.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { aCommit, NOON } from '../contract/making.ts'
import { aFolder } from './folder.ts'

const ADD_A_NOTE = "ALTER TABLE shopper ADD COLUMN note TEXT NOT NULL DEFAULT 'none'"

const aDataFile = async (): Promise<string> => {
  const path = join(aFolder(), 'winback.db')
  const store = await openSqliteStore(path)
  await store.commit(aCommit({ due: NOON }))
  await store.close()
  return path
}

const versionOf = (db: DatabaseSync) => db.prepare('PRAGMA user_version').get()?.user_version

test('data of the version before is brought forward with everything in it', async () => {
  const db = new DatabaseSync(await aDataFile())
  expect(versionOf(db)).toBe(MIGRATIONS.length)
  migrate(db, 'data', [...MIGRATIONS, ADD_A_NOTE])
  expect(versionOf(db)).toBe(MIGRATIONS.length + 1)
  expect(db.prepare('SELECT id, version, note FROM shopper').get()).toEqual({
    id: 'ann',
    version: 1,
    note: 'none',
  })
  migrate(db, 'data', [...MIGRATIONS, ADD_A_NOTE])
  db.close()
})

test('several versions are caught up at once, or not at all', async () => {
  const db = new DatabaseSync(await aDataFile())
  const steps = [...MIGRATIONS, ADD_A_NOTE, 'CREATE TABLE shopper (oops)']
  expect(() => migrate(db, 'data', steps)).toThrow('already exists')
  expect(versionOf(db)).toBe(MIGRATIONS.length)
  expect(db.prepare('SELECT * FROM shopper').get()).not.toHaveProperty('note')
  migrate(db, 'data', [...MIGRATIONS, ADD_A_NOTE, 'CREATE TABLE extra (a)'])
  expect(versionOf(db)).toBe(MIGRATIONS.length + 2)
  db.close()
})

test('data written by a newer Winback is refused, and says what to do', async () => {
  const path = await aDataFile()
  const db = new DatabaseSync(path)
  db.exec('PRAGMA user_version = 99')
  db.close()
  await expect(openSqliteStore(path)).rejects.toThrow('written by a newer Winback (data version 99')
  await expect(openSqliteStore(path, { readonly: true })).rejects.toThrow('Update Winback')
})

test("another program's database is not touched", async () => {
  const path = join(aFolder(), 'other.db')
  const db = new DatabaseSync(path)
  db.exec('CREATE TABLE theirs (a)')
  db.close()
  await expect(openSqliteStore(path)).rejects.toThrow('was not made by Winback')
})
