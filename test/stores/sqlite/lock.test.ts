import { expect, test } from 'vitest'
import { lockDataFolder } from '../../../src/stores/sqlite/lock.ts'
import { aFolder } from './folder.ts'
import { startProcess } from './process.ts'

test('a second server on a data folder is told which process serves it', async () => {
  const folder = aFolder()
  const first = startProcess('hold.ts', ['folder', folder])
  await first.printed(1)
  expect(() => lockDataFolder(folder, 'now')).toThrow(
    `served by process ${first.pid}, running since 2026-11-01T12:00:00Z`,
  )
})

test('a killed server leaves no lock behind', async () => {
  const folder = aFolder()
  const first = startProcess('hold.ts', ['folder', folder])
  await first.printed(1)
  first.kill()
  await first.ended
  lockDataFolder(folder, 'now').release()
})

test('within one process too, a folder is served once, and again after its release', () => {
  const folder = aFolder()
  const lock = lockDataFolder(folder, 'now')
  expect(() => lockDataFolder(folder, 'now')).toThrow(`process ${process.pid}`)
  lock.release()
  lockDataFolder(folder, 'now').release()
})
