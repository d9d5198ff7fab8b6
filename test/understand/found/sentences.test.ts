// Hand-written sentences of three languages: what each brings along, and those that bring nothing.
import { expect, it } from 'vitest'
import { casesOf, find, nothingsOf, told } from './cases.ts'

const LANGS = ['ru', 'uk', 'en'] as const
const all = LANGS.flatMap((lang) => casesOf(lang).map((one) => ({ lang, ...one })))

it.each(all)('$lang: $text', ({ lang, text, ...expected }) => {
  expect(told(find(text, lang))).toEqual(expected)
})

it.each(nothingsOf())('nothing: %s', (text) => {
  expect(find(text)).toEqual({})
})

it('are at least 200 that bring something and 100 that bring nothing, no two alike', () => {
  const texts = [...all.map(({ text }) => text), ...nothingsOf()]
  expect(new Set(texts.map((text) => text.toLowerCase())).size).toBe(texts.length)
  expect(all.length).toBeGreaterThanOrEqual(200)
  expect(nothingsOf().length).toBeGreaterThanOrEqual(100)
})
