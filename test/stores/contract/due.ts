import { describe, expect } from 'vitest'
import { aCommit, MINUTE, NOON } from './making.ts'
import { neighbours, rulesOf, type Subject } from './subject.ts'

export const dueContract = (subject: Subject): void => {
  describe(`${subject.name}: wake-ups`, () => {
    const rule = rulesOf(subject)
    const until = NOON + MINUTE

    rule('who is due is given out, earliest first, then by id, and no more than asked', async ({ store }) => {
      const [first, second, third, late] = neighbours(subject, ['a', 'b', 'c', 'late'])
      await store.commit(aCommit({ shopper: late!, due: NOON + 1 }))
      await store.commit(aCommit({ shopper: third!, due: NOON }))
      await store.commit(aCommit({ shopper: second!, due: NOON }))
      await store.commit(aCommit({ shopper: first!, due: NOON - 5 }))
      expect(await store.nextDue()).toBe(NOON - 5)
      expect(await store.leaseDue(NOON, 2, 'p1', until)).toEqual([
        { shopper: first, due: NOON - 5 },
        { shopper: second, due: NOON },
      ])
      expect(await store.leaseDue(NOON, 9, 'p1', until)).toEqual([{ shopper: third, due: NOON }])
      expect(await store.leaseDue(NOON, 9, 'p1', until)).toEqual([])
    })

    rule('of many who are due, wherever they are, no more is given out than asked', async ({ store }) => {
      for (let n = 0; n < 40; n++) await store.commit(aCommit({ shopper: `s${n}`, due: NOON - n }))
      await store.commit(aCommit({ shopper: 'late', due: NOON + 1 }))
      expect(await store.nextDue()).toBe(NOON - 39)
      const shares = [
        await store.leaseDue(NOON, 15, 'p1', until),
        await store.leaseDue(NOON, 3, 'p1', until),
        await store.leaseDue(NOON, 99, 'p1', until),
      ]
      expect(shares.map((share) => share.length)).toEqual([15, 3, 22])
      for (const share of shares)
        for (const { shopper, due } of share) expect(due).toBe(NOON - Number(shopper.slice(1)))
      expect(new Set(shares.flat().map(({ shopper }) => shopper)).size).toBe(40)
    })

    rule('what one process took, another does not get', async (world) => {
      for (let n = 0; n < 30; n++) await world.store.commit(aCommit({ shopper: `s${n}`, due: NOON }))
      const second = await world.another()
      const shares = await Promise.all([
        world.store.leaseDue(NOON, 20, 'p1', until),
        second.leaseDue(NOON, 20, 'p2', until),
        world.store.leaseDue(NOON, 20, 'p1', until),
      ])
      const given = shares.flat().map(({ shopper }) => shopper)
      expect(given.length).toBe(30)
      expect(new Set(given).size).toBe(30)
    })

    rule("a dead process's share is given out again when its lease is over", async (world) => {
      await world.store.commit(aCommit({ due: NOON }))
      await world.store.leaseDue(NOON, 9, 'dead', until)
      const second = await world.another()
      expect(await second.leaseDue(until - 1, 9, 'alive', until + MINUTE)).toEqual([])
      expect(await second.leaseDue(until, 9, 'alive', until + MINUTE)).toEqual([
        { shopper: 'ann', due: NOON },
      ])
    })

    rule('a commit ends the lease and moves the wake-up, or takes it away', async ({ store }) => {
      await store.commit(aCommit({ due: NOON }))
      await store.leaseDue(NOON, 9, 'p1', until)
      await store.commit(aCommit({ expects: 1, due: NOON }))
      expect(await store.leaseDue(NOON, 9, 'p1', until)).toHaveLength(1)
      await store.commit(aCommit({ expects: 2, due: NOON + 5 }))
      expect(await store.nextDue()).toBe(NOON + 5)
      await store.commit(aCommit({ expects: 3, due: null }))
      expect(await store.nextDue()).toBeNull()
    })

    rule('a stale commit leaves the lease as it is', async ({ store }) => {
      await store.commit(aCommit({ due: NOON }))
      await store.leaseDue(NOON, 9, 'p1', until)
      await store.commit(aCommit({ expects: 0, due: NOON }))
      expect(await store.leaseDue(NOON, 9, 'p2', until)).toEqual([])
    })

    rule('a lease that is over at once holds nobody back', async ({ store }) => {
      await store.commit(aCommit({ due: NOON }))
      expect(await store.leaseDue(NOON, 9, 'p1', NOON)).toHaveLength(1)
      expect(await store.leaseDue(NOON, 9, 'p1', NOON)).toHaveLength(1)
    })

    rule('the next wake-up counts leased ones too', async ({ store }) => {
      await store.commit(aCommit({ due: NOON }))
      await store.leaseDue(NOON, 9, 'p1', until)
      expect(await store.nextDue()).toBe(NOON)
    })
  })
}
