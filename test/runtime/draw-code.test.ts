import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isClean } from '../../src/core/codes/bad-words.ts'
import { readCode } from '../../src/core/codes/code-reading.ts'
import { ALPHABET, isMixed, isWellFormed } from '../../src/core/codes/code-text.ts'
import { drawCode } from '../../src/runtime/draw-code.ts'

/** Mulberry32: small, seeded, good enough to count symbols with. */
function seeded(seed: number): (bytes: number) => Uint8Array {
  let state = seed
  const byte = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 16) & 255
  }
  return (bytes) => Uint8Array.from({ length: bytes }, byte)
}

const symbolsOf = (code: string) => code.slice(3).replaceAll('-', '')

/** Pearson's statistic of counts that ought to be equal. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

describe('drawing a code', () => {
  test('gives a well-formed, clean, mixed code that reads back, with its prefix and without', () => {
    for (let i = 0; i < 2000; i++) {
      const code = drawCode(randomBytes, 'WB', isClean)
      expect(isWellFormed(code, 'WB')).toBe(true)
      expect(isClean(symbolsOf(code))).toBe(true)
      expect(isMixed(symbolsOf(code))).toBe(true)
      expect(readCode(code, 'WB')[0]).toBe(code)
      expect(readCode(code.slice(3), 'WB')[0]).toBe(code)
    }
  })

  test('uses every symbol equally often at every place, the check symbol too', () => {
    const random = seeded(20_261)
    const counts = Array.from({ length: 12 }, () => new Array<number>(16).fill(0))
    for (let i = 0; i < 20_000; i++) {
      // Every draw that is mixed, clean or not: the words that are refused do not touch all symbols alike.
      const symbols = symbolsOf(drawCode(random, 'WB', () => true))
      for (const [place, symbol] of [...symbols].entries()) counts[place]![ALPHABET.indexOf(symbol)]!++
    }
    // 15 degrees of freedom: a fair source passes 44.3 once in 10,000 times; the seed is fixed.
    for (const place of counts) expect(chiSquare(place)).toBeLessThan(44.3)
  })

  test('the same randomness gives the same code', () => {
    expect(drawCode(seeded(1), 'WB', isClean)).toBe(drawCode(seeded(1), 'WB', isClean))
    expect(drawCode(seeded(1), 'WB', isClean)).not.toBe(drawCode(seeded(2), 'WB', isClean))
  })

  test('a body with a bad word is drawn again', () => {
    // 455 reads as a bad word; the second draw has none.
    const draws = [
      [0x08, 0x23, 0x38, 0x9a, 0xbc, 0xd0],
      [0x89, 0xa1, 0x23, 0x45, 0x67, 0x80],
    ]
    let used = 0
    const code = drawCode(() => Uint8Array.from(draws[used++]!), 'WB', isClean)
    expect(used).toBe(2)
    expect(code.slice(0, -1)).toBe('WB-CHK3-4567-89C')
  })

  test('a body that forms a bad word with its prefix is drawn again', () => {
    for (let seed = 0; seed < 3000; seed++) expect(drawCode(seeded(seed), 'SE', isClean)).not.toMatch(/^SE-X/)
  })

  test("a prefix that is the shop's own bad word refuses nothing", () => {
    expect(drawCode(seeded(3), 'XXL', isClean)).toMatch(/^XXL-/)
  })

  test('fewer than one draw in ten is refused', () => {
    let draws = 0
    const random = seeded(5)
    const counted = (bytes: number) => {
      draws++
      return random(bytes)
    }
    for (let i = 0; i < 20_000; i++) drawCode(counted, 'WB', isClean)
    expect(1 - 20_000 / draws).toBeLessThan(0.1)
  })

  test('a broken source of randomness is a defect, not an endless loop', () => {
    expect(() => drawCode((bytes) => new Uint8Array(bytes), 'WB', isClean)).toThrow(/No clean code/)
    expect(() => drawCode(() => new Uint8Array(3), 'WB', isClean)).toThrow(/3 bytes of 6/)
    expect(() => drawCode(randomBytes, 'wb', isClean)).toThrow(RangeError)
  })
})
