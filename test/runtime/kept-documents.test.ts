// What this process wrote last is not read again, and nothing else is taken for it.
import { describe, expect, it } from 'vitest'
import { newShopper } from '../../src/core/shopper.ts'
import { createKept } from '../../src/runtime/kept-documents.ts'

/** As a store gives it: other letters in memory, the same text. */
const again = (document: string): string => Buffer.from(document).toString()

describe('shoppers that were written last', () => {
  it('come back as they were given, while the store has the same text', () => {
    const { read, write } = createKept()
    const shopper = { ...newShopper('a', 1), carts_abandoned: 3 }
    expect(read('a', again(write(shopper)))).toBe(shopper)
  })

  it('are read anew where somebody else wrote them since, or a commit was refused', () => {
    const { read, write } = createKept()
    const first = write(newShopper('a', 1))
    const other = again(first).replace('"active":1', '"active":2')
    expect(read('a', other)).toEqual({ ...newShopper('a', 1), active: 2 })
    write({ ...newShopper('a', 1), enrolled: 7 })
    expect(read('a', first)).toEqual(newShopper('a', 1))
  })

  it('are only so many, those written longest ago leave; long ones and forgotten ones are not kept', () => {
    const { read, write, forget } = createKept(2)
    const all = ['a', 'b', 'c'].map((id) => newShopper(id, 1))
    const documents = all.map(write)
    expect(all.map((one, n) => read(one.id, documents[n]!) === one)).toEqual([false, true, true])
    forget('b')
    expect(read('b', documents[1]!)).not.toBe(all[1])
    const long = { ...newShopper('c', 1), segments: ['x'.repeat(9_000)] }
    expect(read('c', write(long))).not.toBe(long)
    expect(read('c', documents[2]!)).not.toBe(all[2])
  })
})
