import { describe, expect } from 'vitest'
import type { ErasePlan } from '../../../src/ports/erasure.ts'
import { aCommit, all, anEvent, anItem, NOON } from './making.ts'
import { rulesOf, type Subject } from './subject.ts'

const plan = (shoppers: readonly string[], over: Partial<ErasePlan> = {}): ErasePlan => ({
  ...{ alias: 'x_0123456789abcdef', shoppers, versions: shoppers.map(() => 1), addresses: [], visits: [] },
  ...{ parked: [], budget: [], rows: [], key: 'k', at: NOON },
  ...over,
})

export const erasureContract = (subject: Subject): void => {
  describe(`${subject.name}: what is dropped and erased`, () => {
    const rule = rulesOf(subject)

    rule('a drop lapses what waits on our initiative, and nothing else', async ({ store }) => {
      const mine = { shopper: 's', kind: 'message' as const }
      await store.commit(
        aCommit({
          ...{ id: 'c1', shopper: 's' },
          outbox: [
            anItem({ ...mine, id: 'mailing', lane: 'email:a', rank: 1 }),
            anItem({ ...mine, id: 'behind', lane: 'email:a', rank: 0 }),
            anItem({ ...mine, id: 'chat', lane: 'web:v', rank: 1 }),
            anItem({ ...mine, id: 'others', lane: 'web:w', rank: 1, shopper: 't' }),
          ],
        }),
      )
      const drop = (id: string, expects: number, channel?: string) =>
        store.commit(
          aCommit({ id, shopper: 's', expects, drops: [{ why: 'stopped', ...(channel && { channel }) }] }),
        )
      await drop('c2', 1, 'email')
      expect((await store.outbox.figures()).waiting).toBe(3)
      await drop('c3', 2)
      const left = await store.outbox.lease(NOON, 9, 'relay', NOON + 1)
      expect(left.map(({ id }) => id).sort()).toEqual(['behind', 'others'])
    })

    rule(
      'an erasure takes one shopper away and leaves the next one’s turn, rows and money',
      async ({ store }) => {
        const lines = [{ at: NOON, who: 'shopper' as const, text: 'secret words' }]
        await store.claim([
          { key: 'address:a', owner: 's_1' },
          { key: 'code:c', owner: 's_1.c1' },
          { key: 'address:b', owner: 's_2' },
        ])
        await store.notes.put('telegram:menu:chat-7', 0, 'x')
        await store.notes.put('telegram:menu:chat-71', 0, 'x')
        await store.notes.put('slack:ticket:s_1.t1', 0, '{}')
        await store.notes.put('slack:thread:C1:1.2', 0, 's_1.t1')
        await store.notes.put('slack:thread:C1:1.3', 0, 's_11.t1')
        await store.commit(
          aCommit({
            ...{ id: 's_1.1.e', shopper: 's_1', lines, event: anEvent({ id: 'hint:chat-7:1' }), due: NOON },
            outbox: [anItem({ id: 'i1', shopper: 's_1', lane: 'desk' })],
            enrolments: [{ id: 's_1:cart:1', row: '{"id":"s_1:cart:1","shopper":"s_1","goal_order":"o1"}' }],
            budget: [{ budget: 'cart', reserved: 9, spent: 4 }],
          }),
        )
        await store.commit(
          aCommit({
            id: 's_2.1.e',
            shopper: 's_2',
            lines,
            outbox: [anItem({ id: 'i2', shopper: 's_2', lane: 'desk' })],
          }),
        )
        expect(await store.erasure.begin(plan(['s_1'], { versions: [7] }))).toBe('stale')
        const budget = [{ budget: 'cart', reserved: -9, spent: 0 }]
        expect(await store.erasure.begin(plan(['s_1'], { addresses: ['chat-7'], budget }))).toBe('begun')
        expect(await store.erasure.finish(NOON + 1)).toBe(0)
        expect(await store.erasure.find('k')).toEqual({
          alias: 'x_0123456789abcdef',
          at: NOON,
          done: NOON + 1,
        })
        expect(await store.load('s_1')).toMatchObject({ version: 0, document: null })
        expect(await store.records.lines('s_1', 0, 9)).toEqual([])
        expect(await store.records.lines('s_2', 0, 9)).toHaveLength(1)
        expect(await store.owners(['address:a', 'code:c', 'address:b'])).toEqual([null, null, 's_2'])
        expect(await store.known('s_1', 'hint:chat-7:1')).toBeNull()
        const kept = async (name: string) => (await store.notes.get(name))?.value ?? null
        expect([await kept('slack:ticket:s_1.t1'), await kept('slack:thread:C1:1.2')]).toEqual([null, null])
        expect(await kept('slack:thread:C1:1.3')).toBe('s_11.t1')
        expect([
          await store.notes.get('telegram:menu:chat-7'),
          (await store.notes.get('telegram:menu:chat-71'))?.value,
        ]).toEqual([null, 'x'])
        expect((await store.outbox.lease(NOON, 9, 'relay', NOON + 1)).map(({ id }) => id)).toEqual(['i2'])
        expect(await all(store.records.enrolments())).toEqual([
          '{"id":"x_0123456789abcdef:cart:1","shopper":"x_0123456789abcdef"}',
        ])
        expect(await store.records.budgets()).toEqual([{ budget: 'cart', reserved: 0, spent: 4 }])
        expect(await store.leaseDue(NOON, 9, 'me', NOON + 1)).toEqual([])
        const entries = await all(store.records.journal(0))
        expect(entries.filter(({ entry }) => entry === '{"erased":1}')).toHaveLength(1)
      },
    )
  })
}
