// Beside the turns too a commit of which nobody knows whether it was written is asked again under its id: an erasure and
// a change of the sealing key go on, and whoever writes meanwhile does not keep the name of who is erased.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readDocument } from '../../src/core/document.ts'
import type { Shopper } from '../../src/core/shopper.ts'
import type { Commit, Store } from '../../src/ports/store.ts'
import { StoreError } from '../../src/ports/store-error.ts'
import { createErase } from '../../src/runtime/erase.ts'
import { resealAll } from '../../src/runtime/reseal.ts'
import { createSeal, lastingOf } from '../../src/seal.ts'
import { shippedRulebook } from '../core/world.ts'
import { KEY, openEngine, visitor } from './open-engine.ts'

const NOW = Date.UTC(2026, 10, 23, 8)
const rulebook = shippedRulebook()
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winback-sure-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The first answer to each commit with such an id is lost, after it was written. */
const losing = (store: Store, ending: string): Store & { readonly lost: string[] } => {
  const lost: string[] = []
  const commit = async (one: Commit) => {
    const result = await store.commit(one)
    if (!one.id.endsWith(ending) || lost.includes(one.id) || result.kind !== 'done') return result
    lost.push(one.id)
    throw new StoreError('unsure', 'the answer was lost')
  }
  return { ...store, commit, lost }
}

const opened = async () => {
  const seal = createSeal(KEY)
  const world = await openEngine({ path: join(folder, 'winback.db'), rulebook, clock: () => NOW, seal })
  const come = async (n: number, id = `e${n}`): Promise<string> => {
    const what = { kind: 'chat_opened', address: visitor(n) } as const
    await world.engine.accept({ id, at: NOW, trust: 'fact', from: visitor(n), what })
    return (await world.engine.find(visitor(n)))!
  }
  return { ...world, seal, come }
}

it('an erasure: whoever came by the word of the erased names nobody', async () => {
  const { store, seal, come, close } = await opened()
  const [gone, friend] = [await come(1), await come(2)]
  const { document, version, key } = await store.load(friend)
  const named: Shopper = { ...readDocument(document!), referral: { by: gone } as never }
  await store.commit({
    ...{ id: 'names', shopper: friend, expects: version, document: JSON.stringify(named), key: key! },
    ...{ event: null, due: null, outbox: [], lines: [], tickets: [], enrolments: [], budget: [] },
    ...{ journal: '{}', at: NOW },
  })
  const unsure = losing(store, '.unnamed')
  let meanwhile = 0
  const commit = async (one: Commit) => {
    if (one.id.endsWith('.unnamed') && meanwhile++ === 0) await come(2, 'again')
    return unsure.commit(one)
  }
  const erase = createErase({
    ...{ store: { ...unsure, commit }, seal, rulebook: () => rulebook, clock: () => NOW },
    random: (bytes) => new Uint8Array(bytes).fill(5),
    forget: async () => {},
  })
  expect(await erase.erase(gone, 'k')).toMatchObject({ erased: { friends: 1 }, left: 0 })
  expect(unsure.lost).toHaveLength(1)
  expect((await store.load(friend)).document).not.toContain(gone)
  await close()
})

it('a change of the sealing key: each shopper is sealed anew once', async () => {
  const { store, come, close } = await opened()
  const shopper = await come(1)
  const newer = createSeal(new Uint8Array(32).fill(8), { old: KEY, lasting: lastingOf(KEY) })
  const unsure = losing(store, '.resealed')
  const before = (await store.load(shopper)).version
  const parts = { store: unsure, seal: newer, rulebook: () => rulebook, clock: () => NOW }
  expect(await resealAll(parts)).toBe(1)
  expect(unsure.lost).toHaveLength(1)
  const after = await store.load(shopper)
  expect(after.version).toBe(before + 1)
  expect(newer.isNewest(after.key!, 'key')).toBe(true)
  await close()
})
