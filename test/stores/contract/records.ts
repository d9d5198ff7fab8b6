import { describe, expect } from 'vitest'
import type { TicketRow } from '../../../src/ports/records.ts'
import { aCommit, all, NOON } from './making.ts'
import { rulesOf, type Subject } from './subject.ts'

const ticket = (id: string, open: boolean, at: number): TicketRow => ({
  id,
  shopper: 'ann',
  open,
  at,
  row: id,
})

export const recordsContract = (subject: Subject): void => {
  describe(`${subject.name}: what is read back`, () => {
    const rule = rulesOf(subject)

    rule("a talk's lines are numbered through, and read on from the last one seen", async ({ store }) => {
      const code = { id: 'c1', until: NOON, terms: '15%', sealed: 's' }
      const hello = {
        at: NOON,
        who: 'bot',
        text: 'hello',
        choices: [{ id: 'price', text: 'Price' }],
      } as const
      const offer = { at: NOON, who: 'agent', by: 'Olha', text: '{code:c1}', code } as const
      expect(await store.commit(aCommit({ lines: [hello, offer] }))).toMatchObject({ line: 2 })
      expect(await store.commit(aCommit({ expects: 1, lines: [] }))).toMatchObject({ line: 2 })
      const third = await store.commit(
        aCommit({ expects: 2, lines: [{ at: NOON, who: 'shopper', text: 'спасибо' }] }),
      )
      expect(third).toMatchObject({ line: 3 })
      expect(await store.records.lines('ann', 0, 2)).toEqual([
        { seq: 1, ...hello },
        { seq: 2, ...offer },
      ])
      expect(await store.records.lines('ann', 2, 9)).toEqual([
        { seq: 3, at: NOON, who: 'shopper', text: 'спасибо' },
      ])
      expect(await store.records.lines('bob', 0, 9)).toEqual([])
      const seqs = async (before: number, limit: number) =>
        (await store.records.lastLines('ann', before, limit)).map(({ seq }) => seq)
      expect(await seqs(Number.MAX_SAFE_INTEGER, 2)).toEqual([2, 3])
      expect(await seqs(2, 9)).toEqual([1])
      expect(await seqs(1, 9)).toEqual([])
    })

    rule('open tickets wait oldest first, closed ones are shown newest first', async ({ store }) => {
      const tickets = [
        ticket('b', true, 2),
        ticket('a', true, 1),
        ticket('c', false, 3),
        ticket('d', false, 4),
      ]
      await store.commit(aCommit({ tickets }))
      expect((await store.records.tickets(true, 9)).map(({ id }) => id)).toEqual(['a', 'b'])
      expect((await store.records.tickets(false, 1)).map(({ id }) => id)).toEqual(['d'])
      await store.commit(aCommit({ expects: 1, tickets: [{ ...ticket('a', false, 5), row: 'won' }] }))
      expect(await store.records.tickets(true, 9)).toEqual([ticket('b', true, 2)])
      expect(await store.records.tickets(false, 1)).toEqual([{ ...ticket('a', false, 5), row: 'won' }])
    })

    rule('an enrolment is one row, written over as it goes on', async ({ store }) => {
      await store.commit(aCommit({ enrolments: [{ id: 'ann:x:1', row: 'began' }] }))
      await store.commit(aCommit({ shopper: 'bob', enrolments: [{ id: 'bob:x:1', row: 'began too' }] }))
      await store.commit(aCommit({ expects: 1, enrolments: [{ id: 'ann:x:1', row: 'ordered' }] }))
      expect((await all(store.records.enrolments())).toSorted()).toEqual(['began too', 'ordered'])
    })

    rule('a row of somebody who became another goes on under the other, as one', async ({ store }) => {
      const [old, now] = ['s_0000000000000old', 's_0000000000000now']
      const row = (text: string) => [{ id: `${old}:x:1`, row: text }]
      const mine = (open: boolean, at: number) => [
        { ...ticket(`${old}.t1`, open, at), shopper: open ? old : now },
      ]
      await store.commit(aCommit({ shopper: old, enrolments: row('began'), tickets: mine(true, 1) }))
      await store.commit(aCommit({ shopper: now, enrolments: row('ordered'), tickets: mine(false, 2) }))
      expect(await all(store.records.enrolments())).toEqual(['ordered'])
      expect(await store.records.tickets(true, 9)).toEqual([])
      expect(await store.records.tickets(false, 9)).toEqual(mine(false, 2))
      await store.commit(aCommit({ shopper: now, expects: 1, enrolments: row('bought') }))
      expect(await all(store.records.enrolments())).toEqual(['bought'])
      expect((await store.erasure.held([old, now])).enrolments).toEqual(['bought'])
    })

    rule('long lists are streamed whole, also while commits come in', async ({ store }) => {
      const many = Array.from({ length: 1200 }, (_, n) => `s${n}`)
      await Promise.all(
        many.map((shopper) =>
          store.commit(aCommit({ shopper, document: shopper, enrolments: [{ id: shopper, row: shopper }] })),
        ),
      )
      const seen: string[] = []
      for await (const document of store.records.shoppers()) {
        if (seen.length === 10) await store.commit(aCommit({ shopper: 's5', expects: 1, document: 's5' }))
        seen.push(document)
      }
      expect(seen.toSorted()).toEqual(many.toSorted())
      expect((await all(store.records.enrolments())).toSorted()).toEqual(many.toSorted())
      const seqs = (await all(store.records.journal(0))).map(({ seq }) => seq)
      expect(seqs).toHaveLength(1201)
      // Where slots can't share a number, each partition counts its own entries, from 1 and without a gap.
      const follows = (seq: number, n: number) =>
        seq === (seqs[n - 1] ?? 0) + 1 || (subject.spans === 'partition' && seq === 1)
      expect(seqs.every(follows)).toBe(true)
    })

    rule('a rulebook is kept under its hash, and a repeat changes nothing', async ({ store }) => {
      expect(await store.records.rulebook('h1')).toBeNull()
      await store.records.putRulebook('h1', 'flow: a')
      await store.records.putRulebook('h1', 'flow: b')
      expect(await store.records.rulebook('h1')).toBe('flow: a')
    })

    rule('refused input is counted by its reason, once per id', async ({ store }) => {
      await store.records.reject([
        { id: '1', reason: 'too_old' },
        { id: '2', reason: 'bad_sum' },
      ])
      await store.records.reject([
        { id: '1', reason: 'bad_sum' },
        { id: '3', reason: 'too_old' },
      ])
      expect(await store.records.rejected()).toEqual({ too_old: 2, bad_sum: 1 })
    })

    rule('an event that met a defect is kept, oldest first', async ({ store }) => {
      const event = { id: 'e1', at: NOON, entry: '{}', why: 'TypeError' }
      await store.records.park(event)
      await store.records.park({ ...event, id: 'e0', at: NOON - 1 })
      await store.records.park(event)
      expect(await store.records.parkedEvents(9)).toEqual([{ ...event, id: 'e0', at: NOON - 1 }, event])
      expect(await store.records.parkedEvents(1)).toHaveLength(1)
    })
  })
}
