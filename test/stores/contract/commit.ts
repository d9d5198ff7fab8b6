import { describe, expect } from 'vitest'
import { aCommit, all, anEvent, anItem, NOON, tally } from './making.ts'
import { rulesOf, type Subject } from './subject.ts'

export const commitContract = (subject: Subject): void => {
  describe(`${subject.name}: one turn's write`, () => {
    const rule = rulesOf(subject)

    rule('a shopper that nobody has met is at version 0, with nothing', async ({ store }) => {
      expect(await store.load('nobody')).toEqual({ version: 0, document: null, key: null, visit: null })
    })

    rule('what was committed is what is loaded, one version further each time', async ({ store }) => {
      expect(await store.commit(aCommit({ document: '{"n":1}' }))).toEqual({
        kind: 'done',
        version: 1,
        line: 0,
      })
      const second = aCommit({ expects: 1, document: '{"n":"два ✓"}', key: 'other' })
      expect(await store.commit(second)).toEqual({ kind: 'done', version: 2, line: 0 })
      expect(await store.load('ann')).toEqual({
        version: 2,
        document: '{"n":"два ✓"}',
        key: 'other',
        visit: null,
      })
    })

    rule('whoever read an older version is stale, and nothing of it is written', async ({ store }) => {
      await store.commit(aCommit({ document: 'first' }))
      const late = aCommit({ document: 'late', due: NOON, outbox: [anItem()] })
      expect(await store.commit(late)).toEqual({ kind: 'stale' })
      expect(await store.commit({ ...late, expects: 7 })).toEqual({ kind: 'stale' })
      expect((await store.load('ann')).document).toBe('first')
      expect(await store.nextDue()).toBeNull()
    })

    rule('of 50 commits at one version exactly one is done', async (world) => {
      const stores = [world.store, await world.another()]
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, n) => stores[n % 2]!.commit(aCommit({ document: `${n}` }))),
      )
      expect(tally(results)).toEqual({ done: 1, stale: 49 })
      const winner = results.findIndex(({ kind }) => kind === 'done')
      expect(await world.store.load('ann')).toMatchObject({ version: 1, document: `${winner}` })
    })

    rule(
      'two commits of one shopper handed in together: the second builds on the first',
      async ({ store }) => {
        const results = await Promise.all([0, 1, 2].map((expects) => store.commit(aCommit({ expects }))))
        expect(results.map((result) => result.kind)).toEqual(['done', 'done', 'done'])
        expect((await store.load('ann')).version).toBe(3)
      },
    )

    rule('commits of many shoppers handed in together are all done', async ({ store }) => {
      const results = await Promise.all(
        Array.from({ length: 300 }, (_, n) => store.commit(aCommit({ shopper: `s${n}`, document: `${n}` }))),
      )
      expect(tally(results)).toEqual({ done: 300 })
      expect((await store.load('s299')).document).toBe('299')
    })

    rule(
      'a commit whose answer was lost may be repeated: it is done once and answers the same',
      async (world) => {
        const commit = aCommit({ lines: [{ at: NOON, who: 'bot', text: 'hello' }], outbox: [anItem()] })
        const first = await world.store.commit(commit)
        const again = await (await world.another()).commit(commit)
        expect(again).toEqual(first)
        expect((await world.store.load('ann')).version).toBe(1)
      },
    )

    rule('one broken commit does not fail those that came with it', async ({ store }) => {
      const whole = aCommit({ shopper: 'broken', event: anEvent(), due: NOON, outbox: [anItem()] })
      const broken = { ...whole, journal: undefined as unknown as string }
      const [before, failed, after] = await Promise.allSettled([
        store.commit(aCommit({ shopper: 'before' })),
        store.commit(broken),
        store.commit(aCommit({ shopper: 'after' })),
      ])
      expect(before).toMatchObject({ status: 'fulfilled', value: { kind: 'done' } })
      expect(failed.status).toBe('rejected')
      expect(after).toMatchObject({ status: 'fulfilled', value: { kind: 'done' } })
      expect((await store.load('broken')).version).toBe(0)
      expect(await store.nextDue()).toBeNull()
      expect(await store.outbox.next()).toBeNull()
      expect(await store.records.eventCount()).toBe(0)
    })

    rule('a large document comes back whole', async ({ store }) => {
      const document = 'ї'.repeat(60_000)
      await store.commit(aCommit({ document }))
      expect((await store.load('ann')).document).toBe(document)
    })

    rule('every commit leaves one journal entry, numbered without gaps', async ({ store }) => {
      await store.commit(aCommit({ journal: '{"kind":"viewed"}' }))
      await store.commit(aCommit({ journal: 'stale, so not kept' }))
      await store.commit(aCommit({ expects: 1, journal: '{"kind":"said"}', at: NOON + 1 }))
      expect(await all(store.records.journal(0))).toEqual([
        { seq: 1, shopper: 'ann', version: 1, at: NOON, entry: '{"kind":"viewed"}' },
        { seq: 2, shopper: 'ann', version: 2, at: NOON + 1, entry: '{"kind":"said"}' },
      ])
      expect((await all(store.records.journal(1))).map(({ seq }) => seq)).toEqual([2])
    })
  })
}
