import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ALPHABET,
  checkSymbol,
  formatCode,
  isChecked,
  isMixed,
  isPrefix,
  isWellFormed,
} from '../../src/core/codes/code-text.ts'

const symbol = fc.constantFrom(...ALPHABET)
const body = fc.array(symbol, { minLength: 11, maxLength: 11 }).map((symbols) => symbols.join(''))
const checked = body.map((symbols) => symbols + checkSymbol(symbols))
const POSITIONS = Array.from({ length: 12 }, (_, i) => i)

const replaced = (symbols: string, at: number, by: string) =>
  symbols.slice(0, at) + by + symbols.slice(at + 1)

describe('the alphabet', () => {
  test('has sixteen symbols: no vowels, and none of 0, 1, O and I', () => {
    expect(new Set(ALPHABET).size).toBe(16)
    expect(ALPHABET).not.toMatch(/[01AEIOUY]/)
  })
})

describe('the check symbol', () => {
  test('belongs to every body, and makes it right', () => {
    fc.assert(fc.property(checked, (symbols) => isChecked(symbols)))
  })

  test('leaves one right symbol of sixteen for a body', () => {
    fc.assert(
      fc.property(body, (symbols) => {
        expect([...ALPHABET].filter((last) => isChecked(symbols + last))).toEqual([checkSymbol(symbols)])
      }),
    )
  })

  // The sum is linear, so a mistake is caught in one code exactly if it is caught in all; the properties below
  // would show it if this reasoning were wrong.
  test('catches every single wrong symbol, in each of the twelve positions', () => {
    fc.assert(
      fc.property(checked, (symbols) => {
        for (const at of POSITIONS) {
          for (const wrong of ALPHABET) {
            if (wrong !== symbols[at]) expect(isChecked(replaced(symbols, at, wrong))).toBe(false)
          }
        }
      }),
    )
  })

  test('catches every two different symbols that changed places, neighbours or not, the check symbol too', () => {
    fc.assert(
      fc.property(checked, (symbols) => {
        for (const a of POSITIONS) {
          for (const b of POSITIONS.slice(a + 1)) {
            const swapped = replaced(replaced(symbols, a, symbols[b]!), b, symbols[a]!)
            expect(isChecked(swapped)).toBe(swapped === symbols)
          }
        }
      }),
    )
  })

  test('catches every swap for all 120 pairs of symbols in all 66 pairs of places', () => {
    for (const a of POSITIONS) {
      for (const b of POSITIONS.slice(a + 1)) {
        for (const first of ALPHABET) {
          for (const second of ALPHABET) {
            const symbols = withAt([a, first], [b, second])
            const swapped = replaced(replaced(symbols, a, second), b, first)
            expect(isChecked(symbols)).toBe(true)
            if (first !== second) expect(isChecked(swapped)).toBe(false)
          }
        }
      }
    }
  })

  test('catches a pair of equal neighbours that became another pair', () => {
    fc.assert(
      fc.property(checked, fc.nat(10), symbol, symbol, (base, at, one, other) => {
        const twins = replaced(replaced(base, at, one), at + 1, one)
        const wrong = replaced(replaced(base, at, other), at + 1, other)
        if (isChecked(twins)) expect(isChecked(wrong)).toBe(one === other)
      }),
    )
  })

  test('is missed by one random text in sixteen, and no more', () => {
    const texts = fc.sample(fc.array(symbol, { minLength: 12, maxLength: 12 }), { numRuns: 16_000, seed: 7 })
    const right = texts.filter((symbols) => isChecked(symbols.join(''))).length
    expect(right).toBeGreaterThan(850)
    expect(right).toBeLessThan(1150)
  })

  test('refuses a body that is not eleven symbols', () => {
    for (const wrong of ['', '2345678923', '234567892345', '2345678923O', '2345678923c']) {
      expect(() => checkSymbol(wrong)).toThrow(RangeError)
    }
  })
})

/** A right code with these symbols at these places: some third place makes the sum right. */
function withAt(...wanted: [number, string][]): string {
  const base = wanted.reduce((symbols, [at, by]) => replaced(symbols, at, by), '2'.repeat(12))
  const free = POSITIONS.find((at) => wanted.every(([taken]) => taken !== at))!
  return [...ALPHABET].map((by) => replaced(base, free, by)).find(isChecked)!
}

describe('a code', () => {
  test('is its prefix and three groups of four', () => {
    expect(formatCode('WB', '2C4HKL67MPT')).toBe('WB-2C4H-KL67-MPTH')
    fc.assert(
      fc.property(body, (symbols) => {
        expect(formatCode('SHOP24', symbols)).toMatch(/^SHOP24(-[2-9CHKLMPTX]{4}){3}$/)
      }),
    )
  })

  test('is well formed exactly as it was written, for its own shop', () => {
    const code = formatCode('WB', '2C4HKL67MPT')
    expect(isWellFormed(code, 'WB')).toBe(true)
    for (const other of [
      code.toLowerCase(),
      code.slice(3),
      code.replaceAll('-', ''),
      `${code} `,
      `X${code}`,
    ]) {
      expect(isWellFormed(other, 'WB')).toBe(false)
    }
    expect(isWellFormed(code, 'XL')).toBe(false)
    expect(isWellFormed('WB-2C4H-KL67-MPTX', 'WB')).toBe(false)
    expect(isWellFormed('WB-2C4HK-L67-MPTH', 'WB')).toBe(false)
  })

  test('has a prefix of 2 to 8 letters and digits', () => {
    for (const prefix of ['WB', 'SHOP2027', '24']) expect(isPrefix(prefix)).toBe(true)
    for (const prefix of ['', 'W', 'wb', 'W-B', 'ВБ', 'SHOP20277', 'WB\n']) {
      expect(isPrefix(prefix)).toBe(false)
      expect(() => formatCode(prefix, '2C4HKL67MPT')).toThrow(RangeError)
    }
  })

  test('is mixed when it has two letters and two digits', () => {
    expect(isMixed('22222222CC22')).toBe(true)
    expect(isMixed('CCCCCCCC22CC')).toBe(true)
    expect(isMixed('22222222C222')).toBe(false)
    expect(isMixed('CCCCCCCC2CCC')).toBe(false)
  })
})
