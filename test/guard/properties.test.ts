// What holds whatever the words are: an unbacked percentage does not get through, the shop's own texts do, and
// fifty thousand characters of anything take bounded time.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Code } from '../../src/core/codes/code.ts'
import { LANGS } from '../../src/core/meaning.ts'
import { newShopper } from '../../src/core/shopper.ts'
import { textArgs } from '../../src/core/text-args.ts'
import { backingOf } from '../../src/guard/backing.ts'
import { cleanTitle } from '../../src/guard/clean-data.ts'
import { findPromises } from '../../src/guard/find-promises.ts'
import { unbackedIn, unbackedPhrase } from '../../src/guard/guard.ts'
import { shopWords } from '../../src/guard/shop-words.ts'
import { guardedText, UNGUARDED_POOLS } from '../../src/runtime/guarding.ts'
import { shippedRulebook } from '../core/world.ts'
import { attackRulebook } from './attack-world.ts'

const NOW = Date.UTC(2026, 10, 23, 8)
const rulebook = attackRulebook()
const code: Code = {
  ...{ id: 's1.c1', hmac: 'h', sealed: '-', campaign: 'cart', offer: 'percent_15', enrolment: 'e1' },
  ...{ state: 'issued', issued: NOW, until: NOW + 2 * 86_400_000, reserved: 0, redemptions: [] },
  ...{ terms: { kind: 'percent', value: 15, worst: 60_000, minimum: 100_000 }, settle_by: NOW },
}
const shopper = { ...newShopper('s1', NOW), codes: [code] }
const backing = backingOf(rulebook, shopper, NOW, () => false, shopWords(rulebook))

const ENGLISH =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const EN_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const RUSSIAN =
  'ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать'.split(
    ' ',
  )
const RU_TENS = 'двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто'.split(' ')
const UKRAINIAN =
  "нуль один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять".split(
    ' ',
  )
const UK_TENS = "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто".split(' ')

const said = (n: number, small: readonly string[], tens: readonly string[]): string => {
  if (n < 20) return small[n]!
  const rest = n % 10
  return rest === 0 ? tens[n / 10 - 2]! : `${tens[Math.floor(n / 10) - 2]} ${small[rest]}`
}
const shifted = (zero: number) => (n: number) =>
  [...String(n)].map((digit) => String.fromCodePoint(zero + Number(digit))).join('')

const percent = fc.integer({ min: 16, max: 99 }).filter((n) => n !== 15)
/** One percentage, in any spelling that people read as one. */
const spelling = fc.tuple(percent, fc.integer({ min: 0, max: 19 })).map(([n, how]) => {
  const all = [
    `${n}%`, `${n} %`, `${n} percent`, `${n} per cent`, `${n}-percent`, `${n}％`, `${shifted(0xff10)(n)}%`,
    `${shifted(0x0660)(n)}٪`, `${shifted(0x1d7ce)(n)}%`, `${n} процентов`, `${n} відсотків`, `${n}\u200b\u00a0%`,
    `${said(n, ENGLISH, EN_TENS)} percent`, `${said(n, RUSSIAN, RU_TENS)} процентов`,
    `${said(n, UKRAINIAN, UK_TENS)} відсотків`, `${said(n, ENGLISH, EN_TENS).replace(' ', '-').toUpperCase()} PERCENT`,
    `процентов ${n}`, `${[...String(n)].join('\u00ad')}%`, `${n}\u202c %`, `${n} прoцентов`,
  ] // biome-ignore format: spellings read better in rows
  return all[how]!
})
const piece = fc.constantFrom(
  ...[
    'hello',
    'the teapot',
    'чайник',
    'кошик',
    'спасибо',
    'please',
    'завтра',
    'order 1001',
    '🙂',
    '—',
    '\n',
    'и',
    'та',
  ],
  ...[
    'size 42',
    '{x}',
    '<b>',
    '...',
    'для вас',
    'your cart',
    'дуже',
    'хочу',
    '№ 5',
    'WB',
    'a',
    '3',
    '(',
    ')',
    '"',
  ],
)
const around = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' '))

describe('an unbacked percentage', () => {
  it('does not get past the guard in any spelling, among any words, whoever wrote it', () => {
    fc.assert(
      fc.property(
        around,
        spelling,
        around,
        fc.constantFrom('agent', 'data', 'model'),
        (a, words, b, writer) => {
          const text = `${a} ${words} ${b}`
          const refused = unbackedIn(text, writer, backing)
          expect(refused.length, text).toBeGreaterThan(0)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('does not stand in what is left of a title', () => {
    fc.assert(
      fc.property(around, spelling, around, (a, words, b) => {
        const { text } = cleanTitle(`${a} ${words} ${b}`, 'item', backing.signs)
        expect(findPromises(text, 'data', backing.signs).filter(({ kind }) => kind === 'percent')).toEqual([])
      }),
      { numRuns: 1500 },
    )
  })

  it('is told from the one that the shopper has', () => {
    expect(
      unbackedIn('You have 15% off, 600 UAH at most, on orders from 1000 UAH.', 'agent', backing),
    ).toEqual([])
    expect(unbackedIn('Your code works until November 25.', 'agent', backing)).toEqual([])
    expect(unbackedIn('У вас знижка п\u2019ятнадцять відсотків, від 1000 грн.', 'agent', backing)).toEqual([])
    expect(unbackedIn('You have 15% off, 900 UAH at most.', 'agent', backing)).toEqual([
      { kind: 'sum', words: '900 UAH' },
    ])
    expect(unbackedIn('Your code works until December 24.', 'agent', backing)).toEqual([
      { kind: 'date', words: 'December 24' },
    ])
  })

  it('of a code that has ended backs nothing', () => {
    const later = backingOf(rulebook, shopper, code.until, () => false)
    expect(unbackedIn('You have 15% off', 'agent', later)).toEqual([{ kind: 'percent', words: '15%' }])
  })
})

describe("the shop's own texts", () => {
  const shipped = shippedRulebook()
  const args = fc.record({
    name: fc.constantFrom('', 'Олена', 'John Smith', 'Марʼяна'),
    cart_item: fc.constantFrom('', 'Teapot', 'Чайник 1,7 л', 'Shirt 100% cotton'),
    money: fc.integer({ min: 0, max: 10_000_000 }),
    value: fc.integer({ min: 1, max: 100 }),
    time: fc.integer({ min: NOW, max: NOW + 400 * 86_400_000 }),
  })

  it('pass with any arguments of ours, as they are', () => {
    const keys = shipped.textKeys ?? []
    expect(keys.length).toBeGreaterThan(100)
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.constantFrom(...LANGS), args, (key, lang, given) => {
        const money = { money: given.money }
        const all = {
          ...textArgs(shipped.shop, newShopper('s1', NOW), null),
          ...{ name: given.name, has_name: given.name ? 'yes' : 'no', cart_item: given.cart_item },
          ...{ cart_total: money, up_to: money, minimum: money, has_minimum: 'yes', value: given.value },
          ...{
            until: { time: given.time },
            back: { time: given.time },
            agent: 'Olena',
            order: 'D-1001',
            uses: 3,
          },
        }
        const ref = { key, args: all }
        const told: unknown[] = []
        const text = guardedText(ref, newShopper('s1', NOW), shipped, lang, {
          ...UNGUARDED_POOLS,
          tell: (kept) => void told.push(kept),
        })
        expect(text).toBe(shipped.text(ref, lang))
        expect(told).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  it('pass when an agent copies an answer of the shop', () => {
    const here = backingOf(shipped, newShopper('s1', NOW), NOW, () => false, shopWords(shipped))
    const { shop } = shipped
    for (const lang of LANGS)
      for (const key of (shipped.textKeys ?? []).filter((one) => one.startsWith('answers.'))) {
        const text = shipped.text({ key, args: textArgs(shop, newShopper('', 0), null) }, lang)
        expect({ text, unbacked: unbackedIn(text, 'agent', here) }).toEqual({ text, unbacked: [] })
      }
  })
})

describe('fifty thousand characters', () => {
  const FILLERS = [
    'a',
    '1',
    ' ',
    '%',
    'fr',
    'скид',
    '0 ',
    'a1',
    '{code:',
    '=',
    'AB',
    '%41',
    '&#4',
    'ZnJl',
    '\u202e',
    'sto ',
    'до ',
    '5 ',
    '- ',
    'half ',
    '(((',
    '2.',
    'и\u0306',
    'WB-',
    '2345 ',
    'за 1 ',
    'минус ',
    '😀',
    'code ',
    'сто ',
  ]
  it.each(FILLERS)('of %j take bounded time for every writer', (filler) => {
    const text = filler.repeat(Math.ceil(50_000 / filler.length)).slice(0, 50_000)
    for (const writer of ['agent', 'data', 'model'] as const) {
      const began = performance.now()
      findPromises(text, writer, backing.signs)
      expect(performance.now() - began, writer).toBeLessThan(2_000)
    }
  })

  it('of a model are refused at once', () => {
    const began = performance.now()
    expect(unbackedPhrase('nice words '.repeat(5_000), 'plain', backing)).toMatchObject([{ kind: 'long' }])
    expect(performance.now() - began).toBeLessThan(100)
  })

  it('never make it throw, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.constantFrom('agent', 'data', 'model'),
        (text, writer) => {
          for (const { from, to } of findPromises(text, writer, backing.signs)) {
            expect(from).toBeGreaterThanOrEqual(0)
            expect(to).toBeLessThanOrEqual(text.length)
            expect(from).toBeLessThan(to)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})
