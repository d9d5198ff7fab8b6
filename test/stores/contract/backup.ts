import { describe, expect } from 'vitest'
import type { BackupRecord } from '../../../src/ports/backup.ts'
import type { Store } from '../../../src/ports/store.ts'
import { aCommit, all, anEvent, anItem, MINUTE, NOON } from './making.ts'
import { ruleOf, rulesOf, type Subject, type World } from './subject.ts'

/** A little of everything that a store holds. */
const fill = async (store: Store): Promise<void> => {
  await store.claim([{ key: 'address:1', owner: 'ann' }])
  await store.records.putRulebook('hash', '{"flows":[]}')
  await store.notes.put('budgets', 0, '{"a":1}', { at: NOON, entry: '{"kind":"budgets"}' })
  await store.catalogue.put([{ item: 'cup', title: 'Cup' } as never])
  const codes = ['h0', 'h1', 'h2'].map((hmac) => ({ hmac, sealed: `s-${hmac}`, ends: null }))
  await store.pools.add('autumn', codes)
  await store.pools.draw({
    ...{ pool: 'autumn', shopper: 'ann', except: [], now: 0, until: NOON, lasts: 0 },
  })
  await store.visit('eve', anEvent({ id: 'look' }), NOON + MINUTE)
  const first = anItem({ id: 'c1.0' })
  await store.commit(
    aCommit({
      ...{ id: 'ann.1.e1', event: anEvent({ id: 'e1' }), due: NOON + MINUTE, journal: '{"n":1}' },
      outbox: [
        first,
        anItem({ id: 'c1.1', after: 'c1.0', lane: 'email:ann' }),
        anItem({ id: 'c1.2', rank: 1 }),
      ],
      lines: [{ at: NOON, who: 'bot', text: 'hello' }],
      tickets: [{ id: 't1', shopper: 'ann', open: true, at: NOON, row: '{}' }],
      enrolments: [{ id: 'ann:cart:1', row: '{"id":"ann:cart:1"}' }],
      budget: [{ budget: 'cart', reserved: 30, spent: 5, ceiling: 100 }],
      drawn: [{ hmac: 'h0', id: 'ann.x' }],
    }),
  )
  await store.commit(
    aCommit({
      ...{ id: 'bob.1.e2', shopper: 'bob', event: anEvent({ id: 'e2' }), journal: '{"n":2}' },
      outbox: [anItem({ id: 'c2.0', shopper: 'bob', lane: 'web:bob', rank: 1 })],
    }),
  )
  const [given] = await store.outbox.lease(NOON, 1, 'relay', NOON + MINUTE, ({ id }) => id === 'c2.0')
  await store.outbox.settle(given?.id ?? '', 'relay', { kind: 'parked', why: 'blocked' })
  await store.leaseDue(NOON + MINUTE, 5, 'other', NOON + 5 * MINUTE)
  await store.records.reject([{ id: 'bad', reason: 'too_old' }])
  await store.records.park({ id: 'p1', at: NOON, entry: '{}', why: 'defect' })
}

/** Without the time of the copy, and in an order of its own. */
const sorted = (records: readonly BackupRecord[]): string[] =>
  records.map((record) => JSON.stringify(record.kind === 'head' ? { ...record, at: 0 } : record)).sort()

const copy = async (from: Store, to: Store, part = 7): Promise<void> => {
  const records = await all(from.backup.read())
  for (let n = 0; n < records.length; n += part) await to.backup.write(records.slice(n, n + part))
}

export const backupContract = (subject: Subject): void => {
  describe(`${subject.name}: a copy of everything`, () => {
    const rule = rulesOf(subject)
    const twoWorlds = (name: string, body: (from: World, to: World) => Promise<void>): void =>
      ruleOf(subject, name, async () => {
        const [from, to] = [await subject.make(), await subject.make()]
        try {
          await fill(from.store)
          await body(from, to)
        } finally {
          await from.close()
          await to.close()
        }
      })

    rule('an empty store says so, one that holds anything does not', async ({ store }) => {
      expect(await store.backup.isEmpty()).toBe(true)
      const records = await all(store.backup.read())
      expect(records.map(({ kind }) => kind)).toEqual(['head', 'end'])
      await store.claim([{ key: 'a', owner: 'b' }])
      expect(await store.backup.isEmpty()).toBe(false)
    })

    rule('it begins with a head, ends with the count, and names every kind', async ({ store }) => {
      await fill(store)
      const records = await all(store.backup.read())
      expect(records[0]).toMatchObject({ kind: 'head', format: 1, events: 3 })
      expect(records.at(-1)).toEqual({ kind: 'end', records: records.length - 1 })
      expect(new Set(records.map(({ kind }) => kind)).size).toBe(18)
    })

    twoWorlds('what was written is read again, all of it', async ({ store }, to) => {
      await copy(store, to.store)
      expect(await to.store.backup.isEmpty()).toBe(false)
      expect(sorted(await all(to.store.backup.read()))).toEqual(sorted(await all(store.backup.read())))
    })

    twoWorlds('a part that comes twice changes nothing', async ({ store }, to) => {
      await copy(store, to.store)
      await copy(store, to.store, 3)
      expect(sorted(await all(to.store.backup.read()))).toEqual(sorted(await all(store.backup.read())))
    })

    twoWorlds('the copy works on where the other stood', async (from, { store }) => {
      await copy(from.store, store)
      // A repeat is a repeat, and a commit that was done is done.
      expect(await store.known('ann', 'e1')).toMatchObject({ digest: 'digest' })
      const again = aCommit({ id: 'ann.1.e1', event: anEvent({ id: 'e1' }) })
      expect(await store.commit(again)).toEqual({ kind: 'done', version: 1, line: 1 })
      expect(await store.visit('eve', anEvent({ id: 'look' }), NOON)).toEqual({ kind: 'repeat' })
      expect((await store.load('eve')).visit).toMatchObject({ views: 1 })
      // Budgets have the room that they had.
      const wants = (reserved: number) =>
        store.commit(
          aCommit({ shopper: 'dan', budget: [{ budget: 'cart', reserved, spent: 0, ceiling: 100 }] }),
        )
      expect(await wants(66)).toEqual({ kind: 'refused', budgets: ['cart'] })
      expect((await wants(65)).kind).toBe('done')
      // Nobody holds a lease.
      const due = await store.leaseDue(NOON + MINUTE, 5, 'new', NOON + 2 * MINUTE)
      expect(due).toEqual([{ shopper: 'ann', due: NOON + MINUTE }])
      // What is laid aside, used, free in a pool.
      expect(await store.pools.find(['h0', 'h1'])).toEqual([
        { pool: 'autumn', id: 'ann.x' },
        { pool: 'autumn', id: null },
      ])
      expect(await store.notes.put('budgets', 1, '{}')).toBe(true)
      expect(await store.records.eventCount()).toBe(3)
    })

    twoWorlds('what waits leaves in its order, behind what it waits for', async (from, { store }) => {
      await copy(from.store, store)
      const lease = async () => (await store.outbox.lease(NOON, 9, 'new', NOON + MINUTE)).map(({ id }) => id)
      expect(await lease()).toEqual(['c1.0'])
      await store.outbox.settle('c1.0', 'new', { kind: 'sent' })
      expect((await lease()).sort()).toEqual(['c1.1', 'c1.2'])
      expect((await store.outbox.parked(9)).map(({ id, why }) => `${id} ${why}`)).toEqual(['c2.0 blocked'])
      expect((await store.outbox.states(['c1.1'])).get('c1.1')?.state).toBe('waiting')
    })

    twoWorlds('the journal goes on behind what came', async (from, { store }) => {
      await copy(from.store, store)
      await store.commit(aCommit({ shopper: 'dan', journal: '{"n":3}' }))
      const entries = (await all(store.records.journal(0))).map(({ entry }) => entry)
      expect(entries.sort()).toEqual(['{"kind":"budgets"}', '{"n":1}', '{"n":2}', '{"n":3}'])
      const chains = (await all(store.backup.read())).flatMap((one) =>
        one.kind === 'journal' ? [`${one.chain} ${one.seq}`] : [],
      )
      expect(new Set(chains).size).toBe(4)
    })

    twoWorlds('a chain of another store stays under its name, and is copied on', async (from, { store }) => {
      const moved: BackupRecord = {
        kind: 'journal',
        ...{ chain: 'elsewhere', seq: 1, shopper: 'ann', version: 1, at: NOON - 1 },
        ...{ entry: '{"n":0}', hash: 'h' },
      }
      await copy(from.store, store)
      await store.backup.write([moved])
      const entries = (await all(store.records.journal(0))).map(({ entry }) => entry)
      expect(entries[0]).toBe('{"n":0}')
      expect(await all(store.backup.read())).toContainEqual(moved)
    })

    rule('it is of one moment, though others write meanwhile', async ({ store, another }) => {
      await fill(store)
      const reading = store.backup.read()[Symbol.asyncIterator]()
      const records = [(await reading.next()).value as BackupRecord]
      await (await another()).commit(aCommit({ shopper: 'late', journal: '{"n":"late"}' }))
      for (let next = await reading.next(); !next.done; next = await reading.next()) records.push(next.value)
      const late = records.filter((record) => JSON.stringify(record).includes('late'))
      // Both of it, or nothing: the document without its entry would be half a commit.
      expect([0, 2]).toContain(late.length)
    })
  })
}
