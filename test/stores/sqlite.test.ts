import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../../src/ports/store.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { storeContract } from './contract.ts'

storeContract({
  name: 'SQLite',
  make: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'winback-sqlite-'))
    const opened: Store[] = []
    const open = async (): Promise<Store> => {
      const store = await openSqliteStore(join(folder, 'winback.db'), { sync: 'normal' })
      opened.push(store)
      return store
    }
    return {
      store: await open(),
      another: open,
      close: async () => {
        for (const store of opened) await store.close()
        rmSync(folder, { recursive: true })
      },
    }
  },
  skip: {},
})
