import { describe, expect } from 'vitest'
import type { PoolCode } from '../../../src/ports/pools.ts'
import type { Store } from '../../../src/ports/store.ts'
import { aCommit } from './making.ts'
import { rulesOf, type Subject } from './subject.ts'

const codes = (n: number, ends: number | null = null, from = 0): PoolCode[] =>
  Array.from({ length: n }, (_, i) => ({ hmac: `h${from + i}`, sealed: `s${from + i}`, ends }))

const draw = (store: Store, shopper: string, now = 0, except: readonly string[] = []) =>
  store.pools.draw({ pool: 'autumn', shopper, except, now, until: now + 100, lasts: now + 10 })

export const poolsContract = (subject: Subject): void => {
  describe(`${subject.name}: pools of imported codes`, () => {
    const rule = rulesOf(subject)

    rule('a code lies in one pool; a second import says in which', async ({ store }) => {
      expect(await store.pools.add('autumn', codes(2))).toEqual([null, null])
      expect(await store.pools.add('winter', codes(2, null, 1))).toEqual(['autumn', null])
      const [one, two] = await store.pools.list(0, 0)
      expect([one?.pool, one?.left, two?.pool, two?.left]).toEqual(['autumn', 2, 'winter', 1])
    })

    rule(
      'what was laid aside for a shopper is drawn again by the same, and by nobody else',
      async (world) => {
        const { store } = world
        await store.pools.add('autumn', codes(2))
        const first = await draw(store, 'ann')
        expect(await draw(await world.another(), 'ann')).toEqual(first)
        expect((await draw(store, 'bob'))?.hmac).not.toBe(first?.hmac)
        expect(await draw(store, 'eve')).toBeNull()
      },
    )

    rule('a turn that wants two gets two', async ({ store }) => {
      await store.pools.add('autumn', codes(2))
      const first = await draw(store, 'ann')
      expect((await draw(store, 'ann', 0, [first?.hmac ?? '']))?.hmac).not.toBe(first?.hmac)
    })

    rule(
      'what nobody committed goes back after its time, and its late commit is stale',
      async ({ store }) => {
        await store.pools.add('autumn', codes(1))
        const drawn = [{ hmac: 'h0', id: 'ann.1' }]
        expect((await draw(store, 'ann'))?.hmac).toBe('h0')
        expect(await draw(store, 'bob', 99)).toBeNull()
        expect((await draw(store, 'bob', 100))?.hmac).toBe('h0')
        expect(await store.commit(aCommit({ shopper: 'ann', drawn }))).toEqual({ kind: 'stale' })
        const bobs = await store.commit(aCommit({ shopper: 'bob', drawn: [{ hmac: 'h0', id: 'bob.1' }] }))
        expect(bobs.kind).toBe('done')
      },
    )

    rule('codes come under another key with whoever has them, and none is there twice', async ({ store }) => {
      await store.pools.add('autumn', codes(3))
      await draw(store, 'ann')
      await store.commit(aCommit({ shopper: 'ann', drawn: [{ hmac: 'h0', id: 'ann.1' }] }))
      const anew = (n: number) => ({ was: `h${n}`, hmac: `k${n}`, sealed: `t${n}`, ends: null })
      await store.pools.add('autumn', [{ hmac: 'k1', sealed: 'again', ends: null }])
      await store.pools.rekey([anew(0), anew(1), anew(2)])
      expect(await store.pools.find(['h0', 'k0', 'k1'])).toEqual([
        null,
        { pool: 'autumn', id: 'ann.1' },
        { pool: 'autumn', id: null },
      ])
      const all = await store.pools.page('', 10)
      expect(all.map(({ hmac, sealed }) => `${hmac} ${sealed}`)).toEqual(['k0 t0', 'k1 t1', 'k2 t2'])
      expect((await store.pools.page('k0', 1)).map(({ hmac }) => hmac)).toEqual(['k1'])
      expect((await draw(store, 'bob'))?.sealed).toBe('t1')
    })

    rule('a code that is used up is found by its id, and never drawn again', async ({ store }) => {
      await store.pools.add('autumn', codes(2))
      expect(await store.pools.find(['h0', 'x'])).toEqual([{ pool: 'autumn', id: null }, null])
      await draw(store, 'ann')
      await store.commit(aCommit({ shopper: 'ann', drawn: [{ hmac: 'h0', id: 'ann.1' }] }))
      expect(await store.pools.find(['h0'])).toEqual([{ pool: 'autumn', id: 'ann.1' }])
      expect((await draw(store, 'ann', 1_000))?.hmac).toBe('h1')
      expect(await draw(store, 'bob', 1_000)).toBeNull()
      expect(await store.pools.list(1_000, 1_000)).toEqual([
        { pool: 'autumn', left: 0, laid_aside: 1, used: 1, ended: 0 },
      ])
    })

    rule('a commit that is refused uses nothing up', async ({ store }) => {
      await store.pools.add('autumn', codes(1))
      await draw(store, 'ann')
      const drawn = [{ hmac: 'h0', id: 'ann.1' }]
      const budget = [{ budget: 'b', reserved: 2, spent: 0, ceiling: 1 }]
      expect((await store.commit(aCommit({ shopper: 'ann', drawn, budget }))).kind).toBe('refused')
      expect(await store.pools.find(['h0'])).toEqual([{ pool: 'autumn', id: null }])
    })

    rule('those that end soonest go first, and one that ends too soon is not given', async ({ store }) => {
      await store.pools.add('autumn', [...codes(1), ...codes(1, 500, 1), ...codes(1, 5, 2)])
      expect((await draw(store, 'ann'))?.hmac).toBe('h1')
      expect((await draw(store, 'bob'))?.hmac).toBe('h0')
      expect(await draw(store, 'eve')).toBeNull()
      expect((await store.pools.list(0, 10))[0]).toMatchObject({ left: 0, ended: 1, laid_aside: 2 })
    })

    rule('of many who draw at once, no two get the same, and every code is given', async (world) => {
      const stores = [world.store, await world.another()]
      await world.store.pools.add('autumn', codes(100))
      const drawn = await Promise.all(
        Array.from({ length: 120 }, (_, n) => draw(stores[n % 2]!, `shopper-${n}`)),
      )
      const given = drawn.flatMap((code) => (code ? [code.hmac] : []))
      expect([given.length, new Set(given).size]).toEqual([100, 100])
    })
  })
}
