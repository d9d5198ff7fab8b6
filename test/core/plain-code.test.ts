// Codes that are not of our own making: compared however they are typed, and taken out of a text without its words.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeFault, plainCode, plainCodesIn, replacePlainCodes } from '../../src/core/codes/plain-code.ts'

describe('a code of a pool, or everybody\u2019s', () => {
  it('is the same in any case, with any dashes, and in look-alike letters', () => {
    const typed = ['Autumn-26', 'AUTUMN 26', 'autumn_26', 'аutumn26', ' AUTUMN\u200b26 ', 'ＡＵＴＵＭＮ２６']
    expect(new Set(typed.map(plainCode))).toEqual(new Set(['AUTUMN26']))
    expect(plainCode('осінь-26')).toBe(plainCode('ОСІНЬ26'))
  })

  it('is refused where nobody could type or keep it', () => {
    const faults = ['', 'ab-1', 'A'.repeat(41), 'CODE!99', '----', 'SALE2026'].map(codeFault)
    expect(faults).toEqual(['empty', 'too_short', 'too_long', 'bad_symbol', 'bad_symbol', null])
  })

  it('is looked for among words that may be one: with a digit, or in capitals', () => {
    expect(plainCodesIn('does WELCOME or autumn-26 work for the lamp? {code:s_1.abcdef123456}')).toEqual([
      'WELCOME',
      'AUTUMN26',
    ])
    const text = 'autumn-26, AUTUMN26; not autumn'
    expect(replacePlainCodes(text, (code) => (code === 'AUTUMN26' ? '*' : null))).toBe('*, *; not autumn')
  })

  it('leaves a text without codes byte for byte, whatever it is, in bounded work', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        expect(replacePlainCodes(text, () => null)).toBe(text)
        expect(plainCodesIn(text).length).toBeLessThanOrEqual(64)
      }),
    )
    const long = 'A1-'.repeat(100_000)
    const began = performance.now()
    plainCodesIn(long)
    replacePlainCodes(`${'x1234 '.repeat(50_000)}`, () => null)
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})
