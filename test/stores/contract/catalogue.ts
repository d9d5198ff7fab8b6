import { describe, expect } from 'vitest'
import { all } from './making.ts'
import { rulesOf, type Subject } from './subject.ts'

export const catalogueContract = (subject: Subject): void => {
  describe(`${subject.name}: the catalogue`, () => {
    const rule = rulesOf(subject)
    const mug = { item: 'mug', title: 'Кухоль', price: 39_000, cost: 20_000 }
    const lamp = { item: 'lamp', price: 149_000, sale_price: 99_000, stock: 0 }

    rule('what was put is found by every process, and what is unknown is not', async ({ store, another }) => {
      await store.catalogue.put([mug, lamp])
      const found = await (await another()).catalogue.find(['lamp', 'mug', 'chair'])
      expect([...found.entries()]).toEqual([
        ['lamp', lamp],
        ['mug', mug],
      ])
    })

    rule('an item stands in place of what was known of it', async ({ store }) => {
      await store.catalogue.put([mug])
      await store.catalogue.put([{ item: 'mug', price: 41_000 }])
      expect((await store.catalogue.find(['mug'])).get('mug')).toEqual({ item: 'mug', price: 41_000 })
      expect(await store.catalogue.count()).toBe(1)
    })

    rule('a catalogue of many pages is read whole, and items can be forgotten', async ({ store }) => {
      const many = Array.from({ length: 1201 }, (_, i) => ({ item: `i${i}`, price: i }))
      await store.catalogue.put(many)
      expect(await all(store.catalogue.all())).toHaveLength(1201)
      expect(await store.catalogue.remove(['i0', 'i1200', 'nobody'])).toBe(2)
      expect(await store.catalogue.count()).toBe(1199)
    })
  })
}
