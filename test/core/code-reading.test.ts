import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MOST_CODES, readCode, redactCodes } from '../../src/core/codes/code-reading.ts'
import { ALPHABET, checkSymbol, formatCode, isMixed } from '../../src/core/codes/code-text.ts'

const CODE = 'WB-2C4H-KL67-MPTH'
const SYMBOLS = '2C4HKL67MPTH'
const BARE = '2C4H-KL67-MPTH'

/** Codes as they are drawn: mixed, so that they can be read without their prefix. */
const bodies = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 11, maxLength: 11 })
  .map((symbols) => symbols.join(''))
  .filter((body) => isMixed(body + checkSymbol(body)))
const codes = bodies.map((body) => formatCode('WB', body))

const LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
const LAYOUTS = {
  Russian: 'йцукенгшщзхъфывапролджэячсмитьбю',
  Ukrainian: 'йцукенгшщзхїфівапролджєячсмитьбю',
}
const retyped = (text: string, from: string, to: string) =>
  [...text.toLowerCase()].map((char) => to[from.indexOf(char)] ?? char).join('')
const LOOKS: Readonly<Record<string, string>> = {
  ...{ C: 'С', H: 'Н', K: 'К', M: 'М', P: 'Р', T: 'Т', X: 'Х', B: 'В' },
}
const cyrillic = (text: string) => [...text].map((char) => LOOKS[char] ?? char).join('')

const reads = (text: string) => expect(readCode(text, 'WB'), text)

describe('a typed code is forgiven', () => {
  test.each([
    ['nothing, as it was written', CODE],
    ['lower case', 'wb-2c4h-kl67-mpth'],
    ['missing dashes', 'WB2C4HKL67MPTH'],
    ['spaces', 'wb 2c4h kl67 mpth'],
    ['other dashes', 'WB–2C4H—KL67‑MPTH'],
    ['a minus sign and dots', 'WB−2C4H.KL67.MPTH'],
    ['underscores and slashes', 'wb_2c4h/kl67/mpth'],
    ['dashes with spaces', 'WB - 2C4H — KL67 - MPTH'],
    ['a line break', 'WB-2C4H-\r\nKL67-MPTH'],
    ['spelling it symbol by symbol', 'w b 2 c 4 h k l 6 7 m p t h'],
    ['odd groups behind the prefix', 'WB 2C4 HKL 67MPT H'],
    ['a missing prefix', BARE],
    ['a missing prefix and missing dashes', SYMBOLS],
    ['a missing prefix and spaces', '2c4h kl67 mpth'],
    ['a missing prefix, spelt symbol by symbol', '2 C 4 H K L 6 7 M P T H'],
    ['a missing prefix, spelt by twos', '2C 4H KL 67 MP TH'],
    ['a missing prefix, spelt by threes', '2C4 HKL 67M PTH'],
    ['a wrong prefix', 'VB-2C4H-KL67-MPTH'],
    ['a prefix in look-alikes', 'WВ-2C4H-KL67-MPTH'],
    ['a prefix in the wrong layout', 'ци-2C4H-KL67-MPTH'],
    ['Cyrillic look-alikes', 'WВ-2С4Н-КL67-МРТН'],
    ['lower-case Cyrillic look-alikes', '2с4н-кл67-мртн'],
    ['Greek look-alikes', 'WΒ-2C4Η-ΚL67-ΜΡΤΗ'],
    ['full-width forms', 'ＷＢ－２Ｃ４Ｈ－ＫＬ６７－ＭＰＴＨ'],
    ['keycap emoji', 'WB-2️⃣C4️⃣H-KL6️⃣7️⃣-MPTH'],
    ['invisible characters', 'W\u200bB-2C\u200d4H-K\u00adL67-MP\ufeffTH'],
    ['marks of writing from the right', '\u200f\u202bWB-2C4H-KL67-MPTH\u202c\u200f'],
    ['quotes and emphasis', '«**WB-2C4H-KL67-MPTH**»'],
    ['words around it', 'мой код wb-2c4h-kl67-mpth не работает'],
    ['words around it, without the prefix', 'мой код 2c4h kl67 mpth не работает'],
    ['a Cyrillic one-letter word before it', 'я с 2c4h kl67 mpth к вам'],
    ['a label', 'code:WB2C4HKL67MPTH'],
    ['a full stop', `Не принимает ${CODE}.`],
    ['words glued to it', 'мойкодWB-2C4H-KL67-MPTHнеработает'],
    ['a Latin word glued to it', 'codeWB2C4HKL67MPTHfails'],
    ['a Cyrillic word glued before its bare symbols', 'код2C4H-KL67-MPTH'],
    ['the Russian layout', retyped(CODE, LATIN_KEYS, LAYOUTS.Russian)],
    ['the Ukrainian layout', retyped(CODE, LATIN_KEYS, LAYOUTS.Ukrainian)],
    [
      'the layout of the wrong alphabet, upper case',
      retyped(CODE, LATIN_KEYS, LAYOUTS.Russian).toUpperCase(),
    ],
    ['Cyrillic letters meant, but typed in the Latin layout', '2c4y-rk67-vhny'],
    ['digits taken for letters', 'WB-ZC4H-KLG7-MPTH'],
    ['digits taken for Cyrillic letters', 'WB-2CЧH-KLб7-MPTH'],
  ])('for %s', (_, text) => {
    reads(text).toEqual([CODE])
  })

  test('for every code, in every one of these ways', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const bare = code.slice(3)
        for (const text of [
          code.toLowerCase(),
          bare.replaceAll('-', ''),
          bare.replaceAll('-', ' '),
          cyrillic(code),
          cyrillic(bare).toLowerCase(),
          retyped(code, LATIN_KEYS, LAYOUTS.Russian),
          retyped(bare, LATIN_KEYS, LAYOUTS.Ukrainian),
          `мой код ${bare} не работает`,
          `код${code}не работает`,
        ]) {
          expect(readCode(text, 'WB'), text).toContain(code)
        }
      }),
    )
  })

  test('for every letter typed by looks in the Latin layout', () => {
    const swapped = retyped(cyrillic(BARE).replace('L', 'Л'), LAYOUTS.Russian, LATIN_KEYS)
    reads(swapped).toEqual([CODE])
    const withX = formatCode('WB', '2X4HKL67MPT').slice(3)
    const typed = retyped(cyrillic(withX).replace('L', 'Л'), LAYOUTS.Russian, LATIN_KEYS)
    expect(typed).toContain('[')
    reads(typed).toEqual([`WB-${withX}`])
  })

  test('for any prefix, also one made of symbols', () => {
    for (const prefix of ['TX', 'SHOP24', 'HELLO', '2B', 'XXXXXXXX']) {
      const code = formatCode(prefix, '2C4HKL67MPT')
      for (const text of [
        code,
        code.toLowerCase(),
        code.replaceAll('-', ''),
        code.replaceAll('-', ' '),
        BARE,
      ]) {
        expect(readCode(text, prefix)[0], text).toBe(code)
      }
      expect(readCode(retyped(code, LATIN_KEYS, LAYOUTS.Russian), prefix)[0]).toBe(code)
      expect(readCode(retyped(code, LATIN_KEYS, LAYOUTS.Ukrainian), prefix)[0]).toBe(code)
    }
  })
})

describe('one reading for the whole code', () => {
  test('half by looks and half by keys is no code', () => {
    // The first group by looks, the second by keys: 2С4Н is fine in one, лд67 only in the other.
    reads('2С4Н-лд67-MPTH').toEqual([])
    reads('WB-2С4Н-лд67-ьзер').toEqual([])
  })

  test('half typed in the wrong layout and half right is no code', () => {
    reads('WB-2C4H-лд67-ьзер').toEqual([])
    reads('2C4H-KL67-ьзер').toEqual([])
  })

  test('where several readings pass the check symbol, all are answered, the likeliest first', () => {
    // С and Р are symbols by looks (C, P) and by keys (C, H): found by trying.
    const digits = fc.sample(fc.array(fc.constantFrom(...'23456789СР'), { minLength: 12, maxLength: 12 }), {
      numRuns: 20_000,
      seed: 11,
    })
    const both = digits
      .map((chars) => readCode(`WB-${chars.join('')}`, 'WB'))
      .find((found) => found.length === 2)!
    const [byLooks, byKeys] = both
    expect(byLooks).toContain('P')
    expect(byKeys).toBe(byLooks!.replaceAll('P', 'H'))
  })
})

describe('what is no code', () => {
  test.each([
    ['a telephone number', '+380 67 234 5678'],
    ['a Russian telephone number', '8 926 345-67-89'],
    ['twelve digits without a prefix', '234567892345'],
    ['a card number', '4276 5432 9876 5432'],
    ['an order number', 'Заказ № 2345-6789-2345, 2345 6789 2345'],
    ['prices and sizes', '2х2345, 3х6789, размер XL, 46'],
    ['a sentence', 'Здравствуйте, мой размер М или Л, сколько стоит доставка в Харьков?'],
    ['an English sentence', 'The check symbol must match; TXT, HTML, MP4, X4, 2K'],
    ['a link', 'https://example.com/p/2345678?size=42&utm=tx'],
    ['the placeholder', 'WB-XXXX-XXXX-XXXX'],
    ['a longer key', `2222-${BARE}`],
    ['a longer key, the other way', `${BARE}-2222`],
    ['symbols within a longer word', `A${SYMBOLS}`],
    ['a symbol too few', CODE.slice(0, -1)],
    ['a wrong symbol', 'WB-2C4H-KL67-MPTX'],
    ['two swapped symbols', 'WB-2C4H-LK67-MPTH'],
    ['0 and 1, which no code has', 'WB-0C4H-K167-MPTH'],
    ['what we keep in its stead', 'my code {code:17} fails'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    reads(text).toEqual([])
  })

  test('a number is never a code, however it is grouped, unless it has the prefix', () => {
    const number = fc.stringMatching(/^[+]?[0-9]{1,5}([ -]?[0-9]{1,4}){0,6}$/)
    fc.assert(
      fc.property(number, (text) => {
        reads(text).toEqual([])
        reads(`тел. ${text}`).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  test('a word does not lend its first letter to a code that is a symbol short', () => {
    reads('WB-2C4H-KL67-MPT не то').toEqual([])
    reads('WB-2C4H-KL67-MPT HELLO').toEqual([])
  })
})

describe('one guess', () => {
  test('a list of codes is read as a few of them at most, without repeats', () => {
    const list = fc.sample(codes, { numRuns: 500, seed: 3 })
    expect(readCode(list.join(' '), 'WB')).toHaveLength(MOST_CODES)
    expect(readCode(`${CODE} ${CODE} ${BARE}`, 'WB')).toEqual([CODE])
  })

  test('a code with its prefix comes before one without', () => {
    const other = formatCode('WB', '3CH4KL67MPT')
    expect(readCode(`${other.slice(3)} ${CODE}`, 'WB')).toEqual([CODE, other])
  })
})

const redact = (text: string) => redactCodes(text, 'WB', (found) => `{${found.join('|')}}`)

describe('a text that is kept', () => {
  test('has no code in it, and every other byte as it was', () => {
    expect(redact(`Мой код  ${CODE}\n не работает 😢\ud800`)).toBe(
      `Мой код  {${CODE}}\n не работает 😢\ud800`,
    )
    expect(redact('код2c4hkl67mpth?')).toBe(`код{${CODE}}?`)
    expect(redact('WB-2️⃣C4️⃣H-KL67-MPTH.')).toBe(`{${CODE}}.`)
    expect(redact(`\u200f${CODE}\u200f`)).toBe(`\u200f{${CODE}}\u200f`)
    expect(redact(`${CODE}, ${BARE}`)).toBe(`{${CODE}}, {${CODE}}`)
  })

  test.each([
    ['a wrong check symbol', 'WB-2C4H-KL67-MPTX'],
    ['a missing symbol', 'WB-2C4H-KL67-MPT'],
    ['a symbol that no code has', 'WB-2C4H-KLO7-MPTH'],
    ['the wrong layout and a wrong symbol', 'ци-2с4р-лд67-ьзеч'],
    ['look-alikes and a wrong symbol', 'WВ-2С4Н-КL67-МРТХ'],
  ])('has nothing in it that is nearly a code: %s', (_, typed) => {
    expect(redact(`код ${typed} не то, is it?`)).toBe('код {} не то, is it?')
  })

  test.each([
    'WB - хороший магазин, беру 2 штуки по 3456 и 789',
    'Заказ WB 2345678923, телефон +380 67 234 5678',
    'WB',
    'акции 2345 и цифры 6789',
    'карта 4276 5432 9876 5432',
  ])('keeps what only looks a little like one: %s', (text) => {
    expect(redact(text)).toBe(text)
  })

  test('holds no code afterwards, whatever was around it', () => {
    const around = fc.string({ unit: 'binary', maxLength: 20 })
    fc.assert(
      fc.property(around, codes, around, (before, code, after) => {
        const text = `${before} ${code} ${after}`
        expect(
          readCode(
            redactCodes(text, 'WB', () => '{code:7}'),
            'WB',
          ),
        ).toEqual([])
        expect(redact(`${before} `)).toBe(`${before} `)
      }),
    )
  })

  test('is put together again from what was replaced', () => {
    const piece = fc.oneof(
      codes,
      fc.string({ unit: 'binary' }),
      fc.constantFrom('WB-', 'ци', ' не ', '2C4H', '-'),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('')
        const kept = redactCodes(text, 'WB', () => '\0').split('\0')
        let at = 0
        for (const part of kept) {
          at = text.indexOf(part, at)
          expect(at).toBeGreaterThanOrEqual(0)
          at += part.length
        }
      }),
    )
  })
})

describe('hostile texts', () => {
  test.each([
    'WB',
    'WB-',
    'WB2',
    '2 ',
    'C',
    'СР',
    'W---',
    '\u200b',
    '\ud800',
    '\udc00W',
    '2C4H ',
    'WB-2C4H-KL67-MPTX ',
    `${CODE} `,
    'WB\u200b\u200b\u200b\u200b2C4H',
  ])('50,000 characters of %j take no time', (unit) => {
    const text = unit.repeat(50_000 / unit.length)
    const began = performance.now()
    expect(readCode(text, 'WB').length).toBeLessThanOrEqual(MOST_CODES)
    redact(text)
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  test('any text at all is read without a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        readCode(text, 'WB')
        expect(redact(text).length).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('a prefix that is none is a defect', () => {
    expect(() => readCode('', '.*')).toThrow(RangeError)
  })
})
