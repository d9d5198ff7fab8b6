// A phrased answer may say nothing but what the shop's own says.
import { describe, expect, it } from 'vitest'
import type { Lang } from '../../src/core/meaning.ts'
import { whatChanged } from '../../src/model/facts-kept.ts'
import { hide, restore } from '../../src/model/tokens.ts'

const EN = 'Delivery costs ₴120, and from ₴1,500 it is free.'
const UK = 'Доставка коштує 120 ₴, а від 1500 ₴ вона безкоштовна.'
const RU = 'Обычно доставка занимает 1-3 дня. Если нужно к определённой дате, напишите — уточню у коллеги.'

describe('a phrased answer that keeps the facts', () => {
  const same: readonly (readonly [Lang, string, string])[] = [
    ['en', EN, 'I understand. Delivery is ₴120, and from ₴1,500 you get it free.'],
    ['uk', UK, 'Розумію вас. Від 1500 ₴ доставка безкоштовна, а так вона коштує 120 ₴.'],
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
