// What the shopper said, as the ticket shows it in each language of the desk.
import { expect, it } from 'vitest'
import { formatOf } from '../../src/browser/desk/format.ts'
import { sayIn } from '../../src/browser/desk/language.ts'
import { saidWords } from '../../src/browser/desk/said-words.ts'

const FRIDAY = Date.UTC(2026, 10, 27, 21, 59, 59, 999)
const said = {
  ...{ quantity: 20, percent: 15, by: FRIDAY },
  sum: { amount: 120_050, currency: 'EUR' },
  items: [{ item: 'mug-1', title: 'Кружка «Котики»' }, { item: 'vase' }],
}
const words = (lang: 'en' | 'uk' | 'ru', what: Parameters<typeof saidWords>[0]) => {
  const say = sayIn(lang)
  const format = formatOf({ currency: 'UAH', time_zone: 'Europe/Kyiv', now: FRIDAY }, lang, say)
  return saidWords(what, format, say).replaceAll('\u00a0', ' ')
}

it('says each in the language of the agent', () => {
  expect(words('en', said)).toBe(
    'asked for 20 pcs · Кружка «Котики», vase · needed by Fri 27 November · named the sum €1,200.50 · asks 15% off',
  )
  expect(words('ru', said)).toContain('нужно 20 шт. · ')
  expect(words('ru', said)).toContain('27 ноября')
  expect(words('uk', said)).toContain('потрібно 20 шт. · ')
  expect(words('uk', said)).toContain('просить знижку 15%')
})

it('is empty where nothing was said', () => {
  expect(words('en', undefined)).toBe('')
  expect(words('en', {})).toBe('')
})

it('of an unbacked code says that this shopper does not have it, not whose it is', () => {
  expect([sayIn('ru')('promise_code'), sayIn('uk')('promise_code')]).toEqual([
    'код, которого у покупателя нет',
    'код, якого в покупця немає',
  ])
})
