import { describe, expect } from 'vitest'
import type { Outbox } from '../../../src/ports/outbox.ts'
import { anItem, commitItems, MINUTE, NOON } from './making.ts'
import { rulesOf, type Subject } from './subject.ts'

const until = NOON + MINUTE
const take = async (outbox: Outbox, now = NOON, limit = 9): Promise<string[]> =>
  (await outbox.lease(now, limit, 'relay', until)).map(({ id }) => id)
const sent = { kind: 'sent' } as const

export const outboxContract = (subject: Subject): void => {
  describe(`${subject.name}: what leaves`, () => {
    const rule = rulesOf(subject)

    rule('says how items stand that have not left; what was sent is not among them', async ({ store }) => {
      const items = [
        anItem({ lane: 'a' }),
        anItem({ lane: 'b' }),
        anItem({ lane: 'c' }),
        anItem({ lane: 'd', due: NOON + 5 }),
      ]
      await commitItems(store, items)
      const ids = items.map(({ id }) => id)
      expect([...(await store.outbox.states(ids)).values()].map(({ state }) => state)).toEqual(
        Array(4).fill('waiting'),
      )
      await take(store.outbox)
      await store.outbox.settle(ids[0]!, 'relay', sent)
      await store.outbox.settle(ids[1]!, 'relay', { kind: 'parked', why: 'blocked' })
      await store.outbox.settle(ids[2]!, 'relay', { kind: 'retry', due: NOON + 9, why: 'busy' })
      expect([...(await store.outbox.states([...ids, 'unknown']))]).toEqual([
        [ids[1], { state: 'parked', why: 'blocked' }],
        [ids[2], { state: 'waiting', why: 'busy' }],
        [ids[3], { state: 'waiting', why: null }],
      ])
    })

    rule('what waits and what was given up is counted', async ({ store }) => {
      expect(await store.outbox.figures()).toEqual({ waiting: 0, parked: 0, oldest: null })
      await commitItems(store, [anItem({ lane: 'a' }), anItem({ lane: 'b', due: NOON + 5 })])
      expect(await store.outbox.figures()).toEqual({ waiting: 2, parked: 0, oldest: NOON })
      const [first] = await store.outbox.lease(NOON, 1, 'me', NOON + 9)
      await store.outbox.settle(first!.id, 'me', { kind: 'parked', why: 'blocked' })
      expect(await store.outbox.figures()).toEqual({ waiting: 1, parked: 1, oldest: NOON + 5 })
    })

    rule('an item comes out as it was put in, with the count of its tries', async ({ store }) => {
      const item = anItem({ lapses: NOON + 5 })
      await commitItems(store, [item])
      expect(await store.outbox.next()).toBe(NOON)
      expect(await store.outbox.lease(NOON, 9, 'relay', until)).toEqual([{ ...item, attempts: 1 }])
    })

    rule('within a lane one leaves at a time, in order', async ({ store }) => {
      await commitItems(store, [anItem({ id: 'one' }), anItem({ id: 'two' })])
      await commitItems(store, [anItem({ id: 'three' })])
      for (const id of ['one', 'two', 'three']) {
        expect(await take(store.outbox)).toEqual([id])
        expect(await take(store.outbox)).toEqual([])
        expect(await store.outbox.settle(id, 'relay', sent)).toBe(true)
      }
      expect(await store.outbox.next()).toBeNull()
    })

    rule('lanes do not hold each other up, and answers go before mailings', async ({ store }) => {
      await commitItems(store, [
        anItem({ id: 'mailing', lane: 'a', rank: 1 }),
        anItem({ id: 'answer', lane: 'b', rank: 0 }),
        anItem({ id: 'second mailing', lane: 'c', rank: 1 }),
      ])
      expect(await take(store.outbox, NOON, 2)).toEqual(['answer', 'mailing'])
      expect(await take(store.outbox)).toEqual(['second mailing'])
    })

    rule('what stands before an answer in its lane goes as soon as the answer would', async ({ store }) => {
      await commitItems(store, [
        anItem({ id: 'a mailing', lane: 'a', rank: 1 }),
        anItem({ id: 'a mailing to the same', lane: 'b', rank: 1 }),
      ])
      await commitItems(store, [anItem({ id: 'an answer', lane: 'b', rank: 0 })])
      expect(await take(store.outbox, NOON, 1)).toEqual(['a mailing to the same'])
    })

    rule('what the holder has no room for stays, and others leave in its place', async ({ store }) => {
      await commitItems(store, [
        anItem({ id: 'one', lane: 'a' }),
        anItem({ id: 'two', lane: 'b' }),
        anItem({ id: 'three', lane: 'c' }),
      ])
      const without = async (id: string) =>
        (await store.outbox.lease(NOON, 1, 'relay', until, (item) => item.id !== id)).map((item) => item.id)
      expect(await without('one')).toEqual(['two'])
      expect(await without('none')).toEqual(['one'])
      expect(await take(store.outbox)).toEqual(['three'])
    })

    rule("a way that fills up while others are looked for stands in nobody's way", async ({ store }) => {
      const lanes = ['app:1', 'app:2', 'web:1', 'app:3', 'web:2']
      await commitItems(
        store,
        lanes.map((lane) => anItem({ id: lane, lane })),
      )
      let left = 1
      const given = await store.outbox.lease(
        ...([NOON, 3, 'relay', until] as const),
        ({ lane }) => !lane.startsWith('app:') || left-- > 0,
        () => (left > 0 ? [] : ['app']),
      )
      expect(given.map(({ id }) => id)).toEqual(['app:1', 'web:1', 'web:2'])
      expect(await take(store.outbox)).toEqual(['app:2', 'app:3'])
    })

    rule('a try that was not the first says how the last one ended', async ({ store }) => {
      await commitItems(store, [anItem({ id: 'one' })])
      await take(store.outbox)
      await store.outbox.settle('one', 'relay', { kind: 'retry', due: NOON, why: 'slow' })
      expect(await store.outbox.lease(NOON, 1, 'relay', until)).toMatchObject([{ why: 'slow', attempts: 2 }])
    })

    rule(
      'nothing leaves before its time, and what is due later holds up nothing due now',
      async ({ store }) => {
        await commitItems(store, [
          anItem({ id: 'tomorrow', due: NOON + MINUTE, rank: 1 }),
          anItem({ id: 'now' }),
        ])
        expect(await store.outbox.next()).toBe(NOON)
        expect(await take(store.outbox)).toEqual(['now'])
        await store.outbox.settle('now', 'relay', sent)
        expect(await take(store.outbox)).toEqual([])
        expect(await store.outbox.next()).toBe(NOON + MINUTE)
        expect(await take(store.outbox, NOON + MINUTE)).toEqual(['tomorrow'])
      },
    )

    rule('a failing head keeps its place until it is tried again', async ({ store }) => {
      await commitItems(store, [anItem({ id: 'failing' }), anItem({ id: 'behind' })])
      await take(store.outbox)
      await store.outbox.settle('failing', 'relay', { kind: 'retry', due: NOON + 5, why: 'timeout' })
      expect(await take(store.outbox, NOON + 4)).toEqual([])
      expect(await store.outbox.next()).toBe(NOON + 5)
      expect(await store.outbox.lease(NOON + 5, 9, 'relay', until)).toMatchObject([
        { id: 'failing', attempts: 2 },
      ])
    })

    rule('a parked item is kept for an agent, with the reason, and its lane goes on', async ({ store }) => {
      await commitItems(store, [anItem({ id: 'bad' }), anItem({ id: 'good' })])
      await take(store.outbox)
      await store.outbox.settle('bad', 'relay', { kind: 'parked', why: 'chat not found' })
      expect(await take(store.outbox)).toEqual(['good'])
      expect(await store.outbox.parked(9)).toMatchObject([
        { id: 'bad', why: 'chat not found', attempts: 1, payload: '{"text":"hello"}' },
      ])
    })

    rule('an item given out late is settled as lapsed and gone', async ({ store }) => {
      await commitItems(store, [anItem({ id: 'old', lapses: NOON + 1 }), anItem({ id: 'next' })])
      expect(await take(store.outbox, NOON + 10)).toEqual(['old'])
      await store.outbox.settle('old', 'relay', { kind: 'lapsed' })
      expect(await take(store.outbox, NOON + 10)).toEqual(['next'])
      expect(await store.outbox.parked(9)).toEqual([])
    })

    rule('a message that shows a code waits for its registration at the shop', async ({ store }) => {
      const register = anItem({ id: 'register', lane: 'shop', kind: 'register' })
      await commitItems(store, [anItem({ id: 'message', after: 'register' }), register])
      await commitItems(store, [anItem({ id: 'behind' })])
      expect(await take(store.outbox)).toEqual(['register'])
      expect(await take(store.outbox)).toEqual([])
      await store.outbox.settle('register', 'relay', sent)
      expect(await take(store.outbox)).toEqual(['message'])
    })

    rule('a registration that failed for good takes its messages with it, and theirs', async ({ store }) => {
      await commitItems(store, [
        anItem({ id: 'register', lane: 'shop' }),
        anItem({ id: 'message', after: 'register' }),
        anItem({ id: 'copy', lane: 'mail', after: 'message' }),
        anItem({ id: 'other' }),
      ])
      await take(store.outbox)
      await store.outbox.settle('register', 'relay', { kind: 'parked', why: 'shop is gone' })
      expect(await take(store.outbox)).toEqual(['other'])
      await store.outbox.settle('other', 'relay', sent)
      expect(await store.outbox.next()).toBeNull()
    })

    rule(
      'what comes later and waits for an old one: sent lets it go, parked or lapsed does not',
      async (world) => {
        const { store } = world
        for (const id of ['sent', 'parked', 'lapsed']) await commitItems(store, [anItem({ id, lane: id })])
        await take(store.outbox)
        await store.outbox.settle('sent', 'relay', sent)
        await store.outbox.settle('parked', 'relay', { kind: 'parked', why: 'x' })
        await store.outbox.settle('lapsed', 'relay', { kind: 'lapsed' })
        await commitItems(
          store,
          ['sent', 'parked', 'lapsed'].map((id) => anItem({ id: `after ${id}`, lane: id, after: id })),
        )
        expect(await take(store.outbox)).toEqual(['after sent'])
      },
    )

    rule(
      'what was put off without a try has none counted, and one that died with it has no reason',
      async (world) => {
        const { store } = world
        await commitItems(store, [anItem({ id: 'one' })])
        await store.outbox.lease(NOON, 9, 'relay', until)
        await store.outbox.settle('one', 'relay', { kind: 'retry', due: NOON, why: 'down', untried: true })
        expect(await store.outbox.lease(NOON, 9, 'relay', until)).toMatchObject([
          { attempts: 1, why: 'down' },
        ])
        const [again] = await store.outbox.lease(until, 9, 'another', until + MINUTE)
        expect(again).toMatchObject({ attempts: 2 })
        expect(again).not.toHaveProperty('why')
      },
    )

    rule('why something lapsed is kept', async ({ store }) => {
      await commitItems(store, [anItem({ id: 'one' })])
      await take(store.outbox)
      await store.outbox.settle('one', 'relay', { kind: 'lapsed', why: 'too late' })
      expect([...(await store.outbox.states(['one'])).values()]).toEqual([
        { state: 'lapsed', why: 'too late' },
      ])
    })

    rule('what a clock ahead has put far off leaves once that is told', async ({ store }) => {
      if (!store.outbox.hasten) return
      const far = NOON + 400 * 24 * 60 * MINUTE
      await commitItems(store, [
        anItem({ id: 'far', lane: 'a', due: far }),
        anItem({ id: 'soon', lane: 'b', due: NOON + 9 }),
      ])
      expect(await store.outbox.hasten(NOON, NOON + 60 * MINUTE)).toBe(1)
      expect(await take(store.outbox)).toEqual(['far'])
    })

    rule('two relays never hold the same item; the loser of a lease settles nothing', async (world) => {
      await commitItems(world.store, [anItem({ id: 'one' })])
      const other = (await world.another()).outbox
      await world.store.outbox.lease(NOON, 9, 'slow', until)
      expect(await other.lease(until - 1, 9, 'quick', until + MINUTE)).toEqual([])
      expect(await world.store.outbox.next()).toBe(until)
      expect(await other.lease(until, 9, 'quick', until + MINUTE)).toMatchObject([{ id: 'one', attempts: 2 }])
      expect(await world.store.outbox.settle('one', 'slow', { kind: 'parked', why: 'late' })).toBe(false)
      expect(await other.settle('one', 'quick', sent)).toBe(true)
      expect(await other.settle('one', 'quick', sent)).toBe(false)
      expect(await other.settle('never was', 'quick', sent)).toBe(false)
    })

    rule('a long queue is shared out among relays, each item once', async (world) => {
      const items = Array.from({ length: 60 }, (_, n) => anItem({ lane: `lane ${n}` }))
      await commitItems(world.store, items)
      const other = (await world.another()).outbox
      const shares = await Promise.all(
        [world.store.outbox, other, world.store.outbox].map((outbox, n) =>
          outbox.lease(NOON, 30, `r${n}`, until),
        ),
      )
      const ids = shares.flat().map(({ id }) => id)
      expect(new Set(ids).size).toBe(60)
      expect(ids.length).toBe(60)
    })
  })
}
