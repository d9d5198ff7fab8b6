// Which language a message is in, and putting odd spelling right.
import { describe, expect, it } from 'vitest'
import type { Lang } from '../../src/core/meaning.ts'
import {
  cyrillicAsTypedInLatin,
  cyrillicKeysAsLatin,
  latinKeysAsCyrillic,
} from '../../src/understand/keyboard-layout.ts'
import { unmixAlphabets } from '../../src/understand/look-alikes.ts'
import { LONGEST, plain, settle } from '../../src/understand/normalise.ts'
import { openReader } from '../../src/understand/open-reader.ts'
import { cyrillicAsLatin, latinAsCyrillic } from '../../src/understand/transliteration.ts'

const languageOf = (text: string, fallback: Lang): Lang => openReader().reading(text, fallback).lang

describe('the language of a message', () => {
  it.each([
    ['где мой заказ', 'ru'],
    ['де моє замовлення', 'uk'],
    ['where is my order', 'en'],
    ['шо там по доставке, коли приїде', 'uk'],
    ['доставка когда буде, бо мені срочно треба', 'uk'],
    ['дякую', 'uk'],
    ['спасибо', 'ru'],
    ['iphone 15 pro max есть?', 'ru'],
    ['dorogo', 'ru'],
    ['duzhe doroho', 'uk'],
    ['ghbdtn', 'ru'],
    ['ok thanks', 'en'],
  ])('"%s" is %s', (text, lang) => {
    expect(languageOf(text, 'en')).toBe(lang)
  })

  it('is the usual one where the text does not show it', () => {
    expect(languageOf('👍', 'uk')).toBe('uk')
    expect(languageOf('12345', 'en')).toBe('en')
    expect(languageOf('', 'ru')).toBe('ru')
    expect(languageOf('карта', 'uk')).toBe('uk')
    expect(languageOf('карта', 'ru')).toBe('ru')
  })
})

describe('odd spelling', () => {
  it('reads keys of the other layout, and leaves a comma that ends a word', () => {
    expect(latinKeysAsCyrillic('ljhjuj, levf.', 'ru')).toBe('дорого, думаю')
    expect(cyrillicKeysAsLatin('руддщ')).toBe('hello')
    expect(latinKeysAsCyrillic(cyrillicAsTypedInLatin('їхній кошик є', 'uk'), 'uk')).toBe('їхній кошик є')
  })

  it('reads Latin letters as the Cyrillic ones they stand for, and leaves numbers alone', () => {
    expect(latinAsCyrillic('4to eshche za 400 rub', 'ru')).toBe('что еще за 400 руб')
    expect(latinAsCyrillic('shcho ye', 'uk')).toBe('що є')
    for (const habit of [0, 1, 2])
      expect(latinAsCyrillic(cyrillicAsLatin('заказ', 'ru', habit), 'ru')).toBe('заказ')
  })

  it('puts a word written in two alphabets into one', () => {
    expect(unmixAlphabets('cкидкa')).toBe('скидка')
    expect(unmixAlphabets('pаypal')).toBe('paypal')
    expect(unmixAlphabets('код WIN15 и x')).toBe('код WIN15 и x')
  })

  it('reads only the beginning of a very long text', () => {
    expect(plain('ﷺ'.repeat(9000)).length).toBeLessThanOrEqual(LONGEST)
    expect(settle(plain('Ёёёж'))).toBe('еж')
  })
})
