import { describe, expect } from 'vitest'
import { aCommit, anEvent, NOON, tally } from './making.ts'
import { neighbours, rulesOf, type Subject } from './subject.ts'

export const eventsContract = (subject: Subject): void => {
  describe(`${subject.name}: an event counts once`, () => {
    const rule = rulesOf(subject)

    rule('a repeated event gets the reply of the first time and changes nothing', async ({ store }) => {
      const event = anEvent({ reply: '{"code":"{code:7}"}' })
      await store.commit(aCommit({ event, document: 'first' }))
      const again = aCommit({ expects: 1, event: { ...event, reply: 'another' }, document: 'second' })
      expect(await store.commit(again)).toEqual({ kind: 'repeat', reply: '{"code":"{code:7}"}' })
      expect(await store.load('ann')).toMatchObject({ version: 1, document: 'first' })
    })

    rule('an event that was here is known by its id, with its reply', async ({ store }) => {
      const event = anEvent({ digest: 'a cart', reply: 'kept' })
      expect(await store.known('ann', event.id)).toBeNull()
      await store.commit(aCommit({ event }))
      expect(await store.known('ann', event.id)).toEqual({ digest: 'a cart', reply: 'kept' })
    })

    rule('another content under a known id is told as changed', async ({ store }) => {
      const event = anEvent({ digest: 'an order of 100' })
      await store.commit(aCommit({ event }))
      const other = aCommit({ expects: 1, event: { ...event, digest: 'an order of 900' } })
      expect(await store.commit(other)).toEqual({ kind: 'changed' })
    })

    rule(
      'whoever repeats an event at an old version hears the reply, not that it is stale',
      async ({ store }) => {
        const event = anEvent({ reply: 'kept' })
        await store.commit(aCommit({ event }))
        await store.commit(aCommit({ expects: 1 }))
        expect(await store.commit(aCommit({ expects: 0, event }))).toEqual({ kind: 'repeat', reply: 'kept' })
      },
    )

    rule(
      'whoever repeats an event when the budget is spent hears the reply, not a refusal',
      async ({ store }) => {
        const event = anEvent({ reply: 'issued' })
        const budget = [{ budget: 'spring', reserved: 100, spent: 0, ceiling: 100 }]
        await store.commit(aCommit({ event, budget }))
        expect(await store.commit(aCommit({ expects: 1, event, budget }))).toMatchObject({ kind: 'repeat' })
      },
    )

    rule('a repeat that arrives together with the first is a repeat', async (world) => {
      const event = anEvent()
      const stores = [world.store, await world.another()]
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, n) => stores[n % 2]!.commit(aCommit({ event }))),
      )
      expect(tally(results)).toEqual({ done: 1, repeat: 19 })
    })

    rule('a commit repeated after others went on still answers what it did', async ({ store }) => {
      const commit = aCommit({ event: anEvent(), lines: [{ at: NOON, who: 'bot', text: 'one' }] })
      await store.commit(commit)
      await store.commit(aCommit({ expects: 1, lines: [{ at: NOON, who: 'bot', text: 'two' }] }))
      expect(await store.commit(commit)).toEqual({ kind: 'done', version: 1, line: 1 })
    })

    rule(
      'an event that was refused or came too late for its version is not remembered',
      async ({ store }) => {
        const event = anEvent()
        const budget = [{ budget: 'spring', reserved: 100, spent: 0, ceiling: 50 }]
        expect(await store.commit(aCommit({ event, budget }))).toMatchObject({ kind: 'refused' })
        expect(await store.commit(aCommit({ event, expects: 3 }))).toEqual({ kind: 'stale' })
        expect(await store.commit(aCommit({ event }))).toMatchObject({ kind: 'done' })
      },
    )

    rule('event ids are one space: the same id of another shopper is a repeat too', async ({ store }) => {
      const event = anEvent()
      const [ann, bob] = neighbours(subject, ['ann', 'bob'])
      await store.commit(aCommit({ shopper: ann!, event }))
      expect(await store.commit(aCommit({ shopper: bob!, event }))).toMatchObject({ kind: 'repeat' })
    })

    rule('events are counted, wake-ups and repeats are not', async ({ store }) => {
      const event = anEvent()
      await store.commit(aCommit({ event }))
      await store.commit(aCommit({ event }))
      await store.commit(aCommit({ expects: 1, event: null }))
      await store.visit('eve', anEvent(), NOON)
      expect(await store.records.eventCount()).toBe(2)
    })

    rule('ids from before a day are forgotten, later ones are not', async ({ store }) => {
      const old = anEvent({ at: NOON - 1 })
      const young = anEvent({ at: NOON })
      await store.commit(aCommit({ event: old }))
      await store.commit(aCommit({ expects: 1, event: young }))
      expect(await store.records.forgetEvents(NOON)).toBe(1)
      expect(await store.commit(aCommit({ expects: 2, event: young }))).toMatchObject({ kind: 'repeat' })
      expect(await store.commit(aCommit({ expects: 2, event: old }))).toMatchObject({ kind: 'done' })
    })
  })
}
