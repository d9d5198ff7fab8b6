// A phrased answer may say nothing but what the shop's own says.
import { describe, expect, it } from 'vitest'
import { LANGS, type Lang, REASONS } from '../../src/core/meaning.ts'
import { newShopper } from '../../src/core/shopper.ts'
import { textArgs } from '../../src/core/text-args.ts'
import { whatChanged } from '../../src/model/facts-kept.ts'
import { hide, restore } from '../../src/model/tokens.ts'
import { shippedRulebook } from '../core/world.ts'

const EN = 'Delivery costs ₴120, and from ₴1,500 it is free.'
const UK = 'Доставка коштує 120 ₴, а від 1500 ₴ вона безкоштовна.'
const RU = 'Обычно доставка занимает 1-3 дня. Если нужно к определённой дате, напишите — уточню у коллеги.'

describe('a phrased answer that keeps the facts', () => {
  const same: readonly (readonly [Lang, string, string])[] = [
    ['en', EN, 'I understand. Delivery is ₴120, and from ₴1,500 you get it free.'],
    ['uk', UK, 'Розумію вас. Доставка коштує 120 ₴, а вже від 1500 ₴ вона для вас буде безкоштовною.'],
    ['ru', RU, 'Доставка обычно занимает 1-3 дня. Нужна к определённой дате — напишите, уточню у коллеги.'],
    [
      'en',
      'Of course, take your time. Your cart stays as it is.',
      'Of course, there is time. Your cart stays just as it is.',
    ],
  ]
  it.each(same)('%s: goes out', (lang, plain, phrased) => {
    expect(whatChanged(plain, phrased, lang)).toBeNull()
  })
})

describe('the shipped answers', () => {
  const rulebook = shippedRulebook()
  const args = textArgs(rulebook.shop, newShopper('s1', 0), null)
  const GREET = { en: 'I understand. ', ru: 'Понимаю вас. ', uk: 'Розумію вас. ' } as const

  it.each(LANGS)('may go out as they are and with a polite word, in %s', (lang) => {
    for (const reason of REASONS) {
      const plain = rulebook.text({ key: `answers.${reason}`, args }, lang)
      expect([plain, whatChanged(plain, plain, lang)]).toEqual([plain, null])
      expect([plain, whatChanged(plain, GREET[lang] + plain, lang)]).toEqual([plain, null])
    }
  })

  it.each(LANGS)('may not go out without one of their sentences or numbers, in %s', (lang) => {
    for (const reason of REASONS) {
      const plain = rulebook.text({ key: `answers.${reason}`, args }, lang)
      for (const number of plain.match(/\d+/g) ?? [])
        expect(whatChanged(plain, plain.replace(number, '99'), lang)).not.toBeNull()
    }
  })
})

describe('a phrased answer that changes them', () => {
  const wrong: readonly (readonly [string, Lang, string, string])[] = [
    ['another sum', 'en', EN, 'Delivery costs ₴100, and from ₴1,500 it is free.'],
    ['a sum left out', 'en', EN, 'Delivery costs ₴120, and on larger orders from that it is free.'],
    ['another currency', 'en', EN, 'Delivery costs $120, and from ₴1,500 it is free.'],
    ['no sum at all: free for everybody', 'en', EN, 'Delivery is free for you, from us with love, really.'],
    ['a discount in words', 'en', EN, 'Delivery costs ₴120, from ₴1,500 it is free. You have a discount.'],
    ['a percentage', 'en', EN, 'Delivery costs ₴120, from ₴1,500 it is free, and 20% off.'],
    ['a number in words', 'en', EN, 'Delivery costs ₴120, from ₴1,500 it is free within two days.'],
    ['a gift', 'uk', UK, 'Доставка коштує 120 ₴, від 1500 ₴ безкоштовна, і подарунок від нас.'],
    ['a code', 'uk', UK, 'Доставка коштує 120 ₴, від 1500 ₴ безкоштовна. Промокод чекає.'],
    [
      'tomorrow',
      'ru',
      RU,
      'Доставка занимает 1-3 дня, завтра будет у вас. К определённой дате — напишите, уточню у коллеги.',
    ],
    [
      'a promise',
      'ru',
      RU,
      'Доставка точно занимает 1-3 дня. К определённой дате — напишите, уточню у коллеги.',
    ],
    ['a bound turned round', 'en', EN, 'Delivery costs ₴120, and up to ₴1,500 it is free.'],
    [
      'a not left out',
      'en',
      'You can return anything that was not used within 14 days.',
      'You can return anything that was used within 14 days.',
    ],
    ['a question', 'en', EN, 'Delivery costs ₴120, from ₴1,500 it is free. Shall I send it?'],
    ['another language', 'uk', UK, 'Доставка стоит 120 ₴, а от 1500 ₴ она бесплатная. Всё.'],
    ['English', 'uk', UK, EN],
    ['a link', 'en', EN, 'Delivery costs ₴120, from ₴1,500 it is free: https://x.example'],
    ['markup', 'en', EN, 'Delivery costs ₴120, <b>from ₴1,500</b> it is free.'],
    ['a turned direction', 'en', EN, 'Delivery costs ₴120, from ₴1,500 it is \u202efree.'],
    ['a name', 'en', EN, 'Delivery costs ₴120 by Mister Fastpost, from ₴1,500 it is free.'],
    ['much more', 'en', EN, `${EN} ${'And so it is with us. '.repeat(20)}`],
    ['the facts swapped', 'en', EN, 'From ₴120 it is free, delivery costs ₴1,500.'],
    [
      'the facts swapped in their order',
      'uk',
      UK,
      'Безкоштовна вона за 120 ₴, а від 1500 ₴ доставка коштує.',
    ],
    [
      "numbers with each other's words",
      'en',
      'The red one costs ₴120 and the blue one costs ₴200.',
      'The blue one costs ₴120 and the red one costs ₴200.',
    ],
    [
      'at our expense',
      'ru',
      RU,
      'Обычно доставка за наш счёт занимает 1-3 дня. К определённой дате — напишите, уточню у коллеги.',
    ],
    ['on the house', 'en', EN, 'Delivery on the house costs ₴120, from ₴1,500 it is free.'],
    [
      "a word that is not the shop's",
      'en',
      EN,
      'Delivery costs ₴120 with insurance, and from ₴1,500 it is free.',
    ],
    [
      'a favour in plain words',
      'uk',
      UK,
      'Доставка коштує 120 ₴, а від 1500 ₴ вона безкоштовна, кур’єр занесе на поверх.',
    ],
    [
      'a second time in words',
      'ru',
      RU,
      'Обычно доставка занимает 1-3 дня, а то и сутки. К дате — напишите, уточню у коллеги.',
    ],
    ['nothing', 'en', EN, 'Ok.'],
  ]
  it.each(wrong)('%s (%s): stays inside', (_, lang, plain, phrased) => {
    expect(whatChanged(plain, phrased, lang)).not.toBeNull()
  })
})

describe('what a model may not see', () => {
  const text = 'Olena, here is {code:abc.1} for "Red kettle": https://shop.example/a'
  const hidden = hide(text, ['Olena', 'Red kettle'])!

  it('is behind tokens, and comes back where they stand', () => {
    expect(hidden.text).not.toMatch(/Olena|kettle|code:|shop\.example/)
    expect(restore(hidden.text, hidden)).toBe(text)
  })

  it('comes back exactly once, or not at all', () => {
    expect(restore(`${hidden.text} ⟦A⟧`, hidden)).toBeNull()
    expect(restore(hidden.text.replace('⟦B⟧', ''), hidden)).toBeNull()
    expect(restore(hidden.text.replace('⟦B⟧', '⟦Z⟧'), hidden)).toBeNull()
    expect(restore(`${hidden.text} ⟦`, hidden)).toBeNull()
  })
})
