import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createCheckpoints } from '../../../src/stores/sqlite/checkpoint.ts'
import { openDatabase } from '../../../src/stores/sqlite/database.ts'
import { aFolder } from './folder.ts'

const fill = (db: ReturnType<typeof openDatabase>) =>
  db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
    INSERT INTO claim SELECT hex(randomblob(40)), 'x' FROM n`)

test('what much writing leaves in the write-ahead file is moved by a thread', async () => {
  const path = `${aFolder()}/data.db`
  const db = openDatabase(path, 'full')
  const checkpoints = createCheckpoints(path, Number.POSITIVE_INFINITY)
  fill(db)
  const before = statSync(path).size
  checkpoints.wrote(10)
  checkpoints.wrote(1_000)
  await checkpoints.end()
  expect(statSync(path).size).toBeGreaterThan(before + 100_000)
  expect(db.prepare('SELECT count(*) AS n FROM claim').get()?.n).toBe(2000)
  db.close()
})

test('a store that seldom writes has no thread', async () => {
  const path = `${aFolder()}/data.db`
  const db = openDatabase(path, 'full')
  const checkpoints = createCheckpoints(path, 0)
  fill(db)
  const before = statSync(path).size
  checkpoints.wrote(1_000)
  await checkpoints.end()
  expect(statSync(path).size).toBe(before)
  db.close()
})
