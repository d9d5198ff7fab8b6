// Two machines on one store: the second one begins with the first one's keys, and a change of the key reaches it.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/ports/store.ts'
import { endRotation } from '../../src/start/key-ring.ts'
import { openKeys, sealOf } from '../../src/start/sealing-key.ts'
import { pullKeyFiles, pushKeyFiles } from '../../src/start/shared-keys.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'

describe('the keys of a shop on several machines', () => {
  let store: Store
  let root: string
  beforeEach(async () => {
    store = await openSqliteStore(':memory:', { sync: 'normal' })
    root = mkdtempSync(join(tmpdir(), 'winback-keys-'))
  })
  afterEach(async () => {
    await store.close()
    rmSync(root, { recursive: true })
  })

  /** A machine starts: takes what the store has, opens it with its keys, tells the store. */
  const starts = async (machine: string, key: Uint8Array, keyOld: Uint8Array | null = null) => {
    const data = join(root, machine)
    await pullKeyFiles(store.notes, data)
    const settings = { data, key, keyFile: '/nowhere', keyOld, keyOldFile: null, storefront: 'api' as const }
    const keys = openKeys(settings)
    await pushKeyFiles(store.notes, data)
    return { data, keys, seal: sealOf(data, keys) }
  }

  it('are one key: another machine with another key is refused', async () => {
    const key = randomBytes(32)
    const one = await starts('one', key)
    const two = await starts('two', key)
    expect(two.seal.hmac('id', 'x')).toBe(one.seal.hmac('id', 'x'))
    await expect(starts('three', randomBytes(32))).rejects.toThrow('sealed with another key')
  })

  it('change for all of them, and what hashes stand under stays', async () => {
    const [before, after] = [randomBytes(32), randomBytes(32)]
    const one = await starts('one', before)
    const hashed = one.seal.hmac('address', 'x')
    const changing = await starts('one', after, before)
    expect(changing.keys.old).toEqual(before)
    await expect(starts('two', before)).rejects.toThrow('sealed with another key')
    expect((await starts('two', after, before)).seal.hmac('address', 'x')).toBe(hashed)
    endRotation(changing.data, after)
    await pushKeyFiles(store.notes, changing.data)
    const two = await starts('two', after)
    expect(two.keys.old).toBeNull()
    expect(two.seal.hmac('address', 'x')).toBe(hashed)
    expect(readdirSync(two.data).sort()).toEqual(['key-check', 'key-ring'])
  })
})
