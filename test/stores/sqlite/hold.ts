// A process that serves a data folder, or holds its data file's write lock, until it is killed.
import { DatabaseSync } from 'node:sqlite'
import { lockDataFolder } from '../../../src/stores/sqlite/lock.ts'

const [what, path] = process.argv.slice(2) as ['folder' | 'writing', string]
const held: unknown[] = []
if (what === 'folder') lockDataFolder(path, '2026-11-01T12:00:00Z')
else {
  const db = new DatabaseSync(path)
  db.exec('BEGIN IMMEDIATE')
  held.push(db)
}
// What is not held on to is given up here.
gc?.()
console.log('held')
setInterval(() => held, 1000)
