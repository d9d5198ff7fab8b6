import { describe, expect } from 'vitest'
import { all } from './making.ts'
import { rulesOf, type Subject } from './subject.ts'

export const notesContract = (subject: Subject): void => {
  describe(`${subject.name}: notes of the whole shop`, () => {
    const rule = rulesOf(subject)

    rule('a note is read by every process as it was written last', async ({ store, another }) => {
      expect(await store.notes.get('load')).toBeNull()
      expect(await store.notes.put('load', 0, '{"load":1}')).toBe(true)
      expect(await (await another()).notes.get('load')).toEqual({ version: 1, value: '{"load":1}' })
    })

    rule('of two who read the same version one writes', async ({ store, another }) => {
      const other = await another()
      const wrote = await Promise.all([store.notes.put('n', 0, 'a'), other.notes.put('n', 0, 'b')])
      expect(wrote.filter((one) => one)).toHaveLength(1)
      expect(await store.notes.put('n', 0, 'c')).toBe(false)
      expect(await store.notes.put('n', 1, 'c')).toBe(true)
    })

    rule('a change that is journaled is an entry of no shopper', async ({ store }) => {
      await store.notes.put('campaigns', 0, '{}', { at: 5, entry: '{"kind":"campaigns"}' })
      await store.notes.put('campaigns', 0, '{}', { at: 6, entry: 'too late' })
      const entries = await all(store.records.journal(0))
      expect(entries).toEqual([{ seq: 1, shopper: '', version: 1, at: 5, entry: '{"kind":"campaigns"}' }])
    })
  })
}
