// A model that says the shop's own answers in other words, and keeps their facts, is heard.
import { expect, it } from 'vitest'
import type { Lang } from '../../src/core/meaning.ts'
import { newShopper } from '../../src/core/shopper.ts'
import { textArgs } from '../../src/core/text-args.ts'
import { backingOf } from '../../src/guard/backing.ts'
import { unbackedPhrase } from '../../src/guard/guard.ts'
import { shippedRulebook } from '../core/world.ts'

const NOW = Date.UTC(2026, 10, 23, 8)
const rulebook = shippedRulebook()
const nobody = newShopper('s1', NOW)
const plainOf = (key: string, lang: Lang): string =>
  rulebook.text({ key: `answers.${key}`, args: textArgs(rulebook.shop, nobody, null) }, lang)
const backing = backingOf(rulebook, nobody, NOW, () => false)

it.each([
  [
    'price',
    'en',
    'I get it, the price matters. You may split it into 3 parts, and from ₴1,500 we deliver for free.',
  ],
  ['shipping_cost', 'en', "It's ₴120 for delivery; once your order reaches ₴1,500, it's free."],
  ['shipping_time', 'ru', 'Обычно везём 1–3 дня. Нужно к конкретной дате? Напишите, я спрошу коллегу.'],
  ['trust', 'ru', 'Понимаю вас. Платите при получении, осмотрите всё, а вернуть можно в течение 14 дней.'],
  ['price', 'uk', 'Розумію вас. Сплачуйте у 3 платежі, а від 1500 ₴ доставка безкоштовна.'],
  ['fit', 'uk', 'Напишіть, між чим вагаєтеся, підкажу. А якщо не підійде, за 14 днів можна повернути.'],
  ['returns', 'en', 'No problem: unused items can be exchanged or returned within 14 days.'],
  ['competitor', 'ru', 'Спасибо за честность! Гляньте ещё на доставку и возврат: у нас 14 дней на раздумья.'],
] as const)('%s in %s', (key, lang, phrased) => {
  expect(unbackedPhrase(phrased, plainOf(key, lang), backing)).toEqual([])
})

it.each([
  ['shipping_cost', 'en', 'Delivery costs ₴120, and for you it is free.'],
  ['shipping_cost', 'en', 'Delivery is free from ₴120; ₴1,500 is what others pay.'],
  ['shipping_time', 'ru', 'Доставка занимает 1 день, от силы 3.'],
  ['returns', 'uk', 'Повернути можна протягом 14 тижнів.'],
] as const)('%s in %s with its facts turned round is not', (key, lang, phrased) => {
  expect(unbackedPhrase(phrased, plainOf(key, lang), backing)).not.toEqual([])
})
