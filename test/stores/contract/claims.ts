import { describe, expect } from 'vitest'
import { rulesOf, type Subject } from './subject.ts'

export const claimsContract = (subject: Subject): void => {
  describe(`${subject.name}: who owns an address or a code`, () => {
    const rule = rulesOf(subject)

    rule('whoever claims an address first owns it, and a repeat changes nothing', async ({ store }) => {
      expect(await store.claim([{ key: 'address:1', owner: 'ann' }])).toEqual(['ann'])
      expect(await store.claim([{ key: 'address:1', owner: 'bob' }])).toEqual(['ann'])
      expect(await store.claim([{ key: 'address:1', owner: 'ann' }])).toEqual(['ann'])
    })

    rule('several claims are answered in their order, taken ones among new ones', async ({ store }) => {
      await store.claim([{ key: 'b', owner: 'bob' }])
      const owners = await store.claim([
        { key: 'a', owner: 'ann' },
        { key: 'b', owner: 'ann' },
        { key: 'c', owner: 'ann' },
        { key: 'a', owner: 'eve' },
      ])
      expect(owners).toEqual(['ann', 'bob', 'ann', 'ann'])
    })

    rule('asking who owns something claims nothing', async ({ store }) => {
      expect(await store.owners(['x', 'y'])).toEqual([null, null])
      await store.claim([{ key: 'y', owner: 'yan' }])
      expect(await store.owners(['x', 'y', 'y'])).toEqual([null, 'yan', 'yan'])
    })

    rule('of two who claim the same several at once, one gets all of them', async (world) => {
      const stores = [world.store, await world.another()]
      const keys = (n: number) => (n % 2 === 0 ? ['mail', 'phone'] : ['phone', 'mail'])
      await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          stores[n % 2]!.claim(keys(n).map((key) => ({ key, owner: `shopper-${n}` }))),
        ),
      )
      const [mail, phone] = await world.store.owners(['mail', 'phone'])
      expect(mail).toBe(phone)
    })

    rule('nothing asked, nothing answered', async ({ store }) => {
      expect(await store.claim([])).toEqual([])
      expect(await store.owners([])).toEqual([])
    })

    rule('of many who claim one address at once, exactly one gets it and all hear who', async (world) => {
      const stores = [world.store, await world.another()]
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, n) => stores[n % 2]!.claim([{ key: 'one', owner: `shopper-${n}` }])),
      )
      expect(new Set(answers.flat()).size).toBe(1)
      expect(await world.store.owners(['one'])).toEqual(answers[0])
    })
  })
}
