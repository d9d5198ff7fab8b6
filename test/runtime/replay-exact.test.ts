// The journal of a real file, opened with its keys and decided again from nothing, gives the very documents.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { decide } from '../../src/core/decide.ts'
import { readDocument, writeDocument } from '../../src/core/document.ts'
import { type Event, isHistory } from '../../src/core/event.ts'
import { newShopper, type Shopper } from '../../src/core/shopper.ts'
import type { Store } from '../../src/ports/store.ts'
import { createSeal } from '../../src/seal.ts'
import { DAY, HOUR } from '../core/world.ts'
import { BEGAN, didBefore, populate, rulebook, saysOne } from './fold-world.ts'
import { KEY, openEngine, visitor } from './open-engine.ts'

const folder = mkdtempSync(join(tmpdir(), 'winback-replay-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Opens every sealed field of an event, as one would who holds the keys. */
const opened = (value: unknown, open: (sealed: string) => string, name = ''): unknown => {
  if (typeof value === 'string') {
    try {
      const text = open(value)
      return name === 'content' ? JSON.parse(text) : text
    } catch {
      return value
    }
  }
  if (Array.isArray(value)) return value.map((one) => opened(one, open))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, opened(one, open, key)]))
}

const decidedAgain = async (store: Store): Promise<ReadonlyMap<string, Shopper>> => {
  const seal = createSeal(KEY)
  const documents = new Map<string, Shopper>()
  for await (const { shopper: id, entry } of store.records.journal(0)) {
    const { key } = await store.load(id)
    const { event: sealed } = JSON.parse(entry) as { event: Event }
    const event = opened(sealed, (text) => seal.openUnder(key!, text, sealed.id)) as Event
    const before = documents.get(id) ?? newShopper(id, isHistory(event) ? event.at : event.received)
    const decision = decide({ now: rulebook, pinned: {} }, before, event)
    if (decision.kind !== 'decided') throw new Error('a replay wants a code')
    documents.set(id, decision.shopper)
  }
  return documents
}

describe('the journal', () => {
  it('has all that was decided on: looks, words, agents, codes and folds come out as they are kept', async () => {
    const path = join(folder, 'winback.db')
    await populate(path, 3)
    let now = BEGAN + HOUR
    const { engine, store, close } = await openEngine({ path, rulebook, clock: () => now, lease: 0 })
    const tells = (id: string, from: { channel: string; id: string }, what: object, more: object = {}) =>
      engine.accept({ id, at: now, trust: 'fact', from, what: what as never, ...more })
    for (const n of [1, 2, 3]) await tells(`look-${n}`, visitor(7), { kind: 'viewed' }, { trust: 'hint' })
    await tells('talk', visitor(1), { kind: 'said', text: 'It is too expensive', address: visitor(1) })
    now += 2_000
    await engine.settle(now)
    await tells(
      'known',
      { channel: 'user', id: '9' },
      { kind: 'identified', traits: { name: 'Olena', points: 3 } },
      { also: [visitor(7)] },
    )
    await engine.accept({ ...saysOne('one', '9', [0, 1]), at: now })
    await engine.accept({ ...saysOne('two', '9', [2]), at: now })
    for (const incoming of didBefore(2)) await engine.accept(incoming)
    now += 60 * DAY
    await engine.settle(now)
    const documents = await decidedAgain(store)
    let compared = 0
    for await (const document of store.records.shoppers()) {
      const { id } = readDocument(document)
      expect(writeDocument(documents.get(id)!)).toBe(document)
      compared += 1
    }
    expect(compared).toBe(documents.size)
    expect(compared).toBeGreaterThanOrEqual(4)
    await close()
  })
})
