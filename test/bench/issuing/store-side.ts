// Issuing through the product's own store: SQLite in a folder of its own, or a Redis that runs already.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../../../src/ports/store.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { openRedis } from '../redis/open.ts'
import { type IssuingSide, issue, timeWork, WORTH } from './issue.ts'

export type StoreOptions =
  | { readonly store: 'sqlite' }
  | { readonly store: 'redis'; readonly ports: readonly number[] }

export type Opened = { readonly store: Store; readonly remove: () => void }

export const openStore = async (options: StoreOptions): Promise<Opened> => {
  if (options.store === 'redis') return { store: await openRedis(options.ports), remove: () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'winback-bench-'))
  const store = await openSqliteStore(join(folder, 'winback.db'), { sync: 'full' })
  return { store, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** `budgets`: how many the codes are taken from in turn. */
export const open = async (options: StoreOptions & { readonly budgets: number }): Promise<IssuingSide> => {
  const { store, remove } = await openStore(options)
  let issued = 0
  return {
    round: (count, atOnce) =>
      timeWork(count, atOnce, async () => {
        const n = issued++
        await issue(store, `${n}`, `spring-${n % options.budgets}`)
      }),
    reserved: async () =>
      (await store.records.budgets()).reduce((sum, { reserved }) => sum + reserved, 0) / WORTH,
    close: async () => {
      await store.close()
      remove()
    },
  }
}
