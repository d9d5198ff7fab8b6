// Texts in three languages: plurals, sums, times, durations, codes; shoppers' words stay words.
import { describe, expect, it } from 'vitest'
import type { Lang } from '../../src/core/meaning.ts'
import type { Arg } from '../../src/core/message.ts'
import { createTexts } from '../../src/text/create-texts.ts'

const LANGS = ['ru', 'uk', 'en'] as const
const NARROW = /[\u00a0\u202f]/g

const textsOf = (messages: Partial<Record<Lang, Record<string, string>>>, shop = {}) =>
  createTexts(
    Object.fromEntries(
      Object.entries(messages).map(([lang, texts]) => [lang, new Map(Object.entries(texts))]),
    ),
    { currency: 'UAH', time_zone: 'Europe/Kyiv', languages: ['uk', 'ru', 'en'], ...shop },
  )

/** The message `{x}` with one argument, in all languages, with plain spaces. */
const inAll = (arg: Arg, shop = {}): readonly string[] => {
  const { text } = textsOf({ ru: { k: '{x}' }, uk: { k: '{x}' }, en: { k: '{x}' } }, shop)
  return LANGS.map((lang) => text({ key: 'k', args: { x: arg } }, lang).replace(NARROW, ' '))
}

describe('an argument', () => {
  it('that is a sum is in the currency of the shop, without decimals that say nothing', () => {
    expect(inAll({ money: 150_000 })).toEqual(['1 500 ₴', '1 500 ₴', '₴1,500'])
    expect(inAll({ money: 150_050 })).toEqual(['1 500,50 ₴', '1 500,50 ₴', '₴1,500.50'])
    expect(inAll({ money: 1500 }, { currency: 'JPY' })[2]).toBe('¥1,500')
    expect(inAll({ money: 9_007_199_254_740_991 })[2]).toBe('₴90,071,992,547,409.91')
  })

  it("that is a time is in the shop's zone", () => {
    const at = Date.UTC(2026, 10, 23, 12, 30)
    expect(inAll({ time: at })).toEqual(['23 ноября в 14:30', '23 листопада о 14:30', '23 November at 14:30'])
    expect(inAll({ time: at }, { time_zone: 'America/New_York' })[2]).toBe('23 November at 07:30')
  })

  it.each([
    ['2 days', 2 * 86_400_000, ['2 дня', '2 дні', '2 days']],
    ['7 days', 7 * 86_400_000, ['7 дней', '7 днів', '7 days']],
    ['a day is hours', 86_400_000, ['24 часа', '24 години', '24 hours']],
    ['21 hours', 21 * 3_600_000, ['21 час', '21 година', '21 hours']],
    ['an hour and a half', 90 * 60_000, ['1 час 30 минут', '1 година 30 хвилин', '1 hour 30 minutes']],
    ['a minute', 60_000, ['1 минута', '1 хвилина', '1 minute']],
    ['nothing', 0, ['0 секунд', '0 секунд', '0 seconds']],
  ])('that is a duration is said as people say it: %s', (_, duration, expected) => {
    expect(inAll({ duration })).toEqual(expected)
  })

  it('that is a code names it and does not say it', () => {
    expect(inAll({ code: 'ab.12' })).toEqual(['{code:ab.12}', '{code:ab.12}', '{code:ab.12}'])
  })

  it("of a shopper's own words is left alone, whatever is in them", () => {
    const words = "{name} <b>'{'</b> {n, plural, other {#}} #"
    expect(inAll(words)).toEqual([words, words, words])
  })

  it('that is a sum of the shop is written as a sum', () => {
    const { text } = textsOf({ en: { k: 'from {shop_free}, {said}' } })
    const args = { shop_free: '1500.50 UAH', said: '1500 UAH' }
    expect(text({ key: 'k', args }, 'en')).toBe('from ₴1,500.50, 1500 UAH')
  })
})

describe('plurals', () => {
  const points = {
    ru: { k: '{n, plural, one {# балл} few {# балла} many {# баллов} other {# балла}}' },
    uk: { k: '{n, plural, one {# бал} few {# бали} many {# балів} other {# бала}}' },
    en: { k: '{n, plural, one {# point} other {# points}}' },
  }
  it.each([
    [1, ['1 балл', '1 бал', '1 point']],
    [2, ['2 балла', '2 бали', '2 points']],
    [5, ['5 баллов', '5 балів', '5 points']],
    [11, ['11 баллов', '11 балів', '11 points']],
    [21, ['21 балл', '21 бал', '21 points']],
    [104, ['104 балла', '104 бали', '104 points']],
  ])('of %i are right in every language', (n, expected) => {
    const { text } = textsOf(points)
    expect(LANGS.map((lang) => text({ key: 'k', args: { n } }, lang))).toEqual(expected)
  })
})

describe('a text', () => {
  const { text, hasText } = textsOf({
    uk: { a: 'а' },
    ru: { a: 'a-ru', b: 'b-ru' },
    en: { c: 'c-en', d: '{x' },
  })

  it("falls back to the shop's languages in their order, and then to its key", () => {
    expect(text({ key: 'a', args: {} }, 'en')).toBe('а')
    expect(text({ key: 'b', args: {} }, 'uk')).toBe('b-ru')
    expect(text({ key: 'c', args: {} }, 'ru')).toBe('c-en')
    expect(text({ key: 'nowhere', args: {} }, 'ru')).toBe('nowhere')
    expect([hasText('a'), hasText('nowhere'), hasText('__proto__')]).toEqual([true, false, false])
  })

  it('never throws: not for a broken message, not for arguments that are missing or of another kind', () => {
    expect(text({ key: 'd', args: {} }, 'en')).toBe('d')
    const odd = textsOf({ en: { k: 'Hi {x}, {n, plural, one {#} other {#s}} {s, select, a {A} other {?}}' } })
    expect(odd.text({ key: 'k', args: {} }, 'en')).toContain('Hi , ')
    expect(odd.text({ key: 'k', args: { x: { time: Number.NaN }, n: 'many' } }, 'en')).toBe('k')
    expect(
      odd.text({ key: 'k', args: JSON.parse('{"__proto__": 1, "n": {"money": 5}, "s": "a"}') }, 'en'),
    ).toBeDefined()
  })

  it('leaves tags as they are', () => {
    expect(textsOf({ en: { k: 'a <b>{x}</b> 3 < 5' } }).text({ key: 'k', args: { x: '<i>' } }, 'en')).toBe(
      'a <b><i></b> 3 < 5',
    )
  })
})
