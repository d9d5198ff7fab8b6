// A pattern that is built late answers as a plain one does, and all of the product's own can be built.
import { expect, it } from 'vitest'
import '../../src/guard/guard.ts'
import '../../src/understand/found/find.ts'
import { buildNext, lazyPattern } from '../../src/text/lazy-pattern.ts'

const TEXT = 'one два, three'

it('answers whatever a text asks of it', () => {
  const plain = /(\p{L})\p{L}+/gu
  const late = lazyPattern(plain.source, plain.flags)
  const all = (pattern: RegExp) => [
    TEXT.match(pattern),
    [...TEXT.matchAll(pattern)].map(({ index, 1: first }) => [index, first]),
    TEXT.replace(pattern, '<$1>'),
    TEXT.replaceAll(pattern, (word) => `${word.length}`),
    TEXT.split(pattern),
    TEXT.search(pattern),
    [pattern.exec(TEXT)?.[0], pattern.lastIndex, pattern.test(TEXT), pattern.lastIndex],
    [new RegExp(pattern, 'u').source, pattern.global, pattern.flags],
  ]
  expect(all(late)).toEqual(all(plain))
})

it('every one of them can be built', () => {
  // Those that were asked before are built already.
  for (let left = true; left; ) left = buildNext()
  expect(buildNext()).toBe(false)
})
