import { describe, expect } from 'vitest'
import { aCommit, anEvent, MINUTE, NOON } from './making.ts'
import { neighbours, rulesOf, type Subject } from './subject.ts'

export const visitsContract = (subject: Subject): void => {
  describe(`${subject.name}: somebody who only looks`, () => {
    const rule = rulesOf(subject)
    const expires = NOON + 30 * MINUTE

    rule('views are counted, with the first and the last', async ({ store }) => {
      await store.visit('eve', anEvent({ at: NOON }), expires)
      expect(await store.visit('eve', anEvent({ at: NOON + MINUTE }), expires + MINUTE)).toEqual({
        kind: 'done',
      })
      expect(await store.load('eve')).toEqual({
        version: 0,
        document: null,
        key: null,
        visit: { views: 2, first: NOON, last: NOON + MINUTE, expires: expires + MINUTE },
      })
    })

    rule('one view that is told twice counts once', async ({ store }) => {
      const event = anEvent()
      await store.visit('eve', event, expires)
      expect(await store.visit('eve', event, expires)).toEqual({ kind: 'repeat' })
      expect(await store.visit('eve', { ...event, digest: 'other' }, expires)).toEqual({ kind: 'changed' })
      expect((await store.load('eve')).visit?.views).toBe(1)
    })

    rule('many views at once are all counted', async (world) => {
      const stores = [world.store, await world.another()]
      await Promise.all(Array.from({ length: 40 }, (_, n) => stores[n % 2]!.visit('eve', anEvent(), expires)))
      expect((await world.store.load('eve')).visit?.views).toBe(40)
    })

    rule('a shopper is no visit any more', async ({ store }) => {
      await store.visit('ann', anEvent(), expires)
      await store.commit(aCommit())
      expect((await store.load('ann')).visit).toBeNull()
      expect(await store.visit('ann', anEvent(), expires)).toEqual({ kind: 'shopper' })
    })

    rule('an event that was counted as a view is a repeat for a commit too', async ({ store }) => {
      const event = anEvent({ reply: 'counted' })
      await store.visit('eve', event, expires)
      const commit = aCommit({ shopper: 'eve', event })
      expect(await store.commit(commit)).toEqual({ kind: 'repeat', reply: 'counted' })
    })

    rule('a visit that expired starts anew', async ({ store }) => {
      await store.visit('eve', anEvent({ at: NOON }), expires)
      const later = expires + MINUTE
      await store.visit('eve', anEvent({ at: later }), later + MINUTE)
      expect((await store.load('eve')).visit).toEqual({
        views: 1,
        first: later,
        last: later,
        expires: later + MINUTE,
      })
    })

    rule('visits that expired are cleared away by later ones', async ({ store }) => {
      const [later, ...names] = neighbours(subject, ['d', 'a', 'b', 'c'])
      for (const name of names) await store.visit(name, anEvent({ at: NOON }), expires)
      await store.visit(later!, anEvent({ at: expires }), expires + MINUTE)
      for (const name of names) expect((await store.load(name)).visit).toBeNull()
      expect((await store.load(later!)).visit?.views).toBe(1)
    })
  })
}
