// The few words that a letter says around the message. A shop's own words are in the message itself.
import type { Lang } from '../../core/meaning.ts'

type Words = {
  readonly code: string
  readonly until: (time: string) => string
  readonly cart: string
  readonly more: (count: number) => string
  readonly stop: string
  readonly why: (shop: string) => string
}

const plural = (lang: string, count: number, forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>) =>
  `${count} ${forms[new Intl.PluralRules(lang).select(count)] ?? forms.other ?? ''}`

export const WORDS: Readonly<Record<Lang, Words>> = {
  en: {
    code: 'Your code',
    until: (time) => `Valid until ${time}`,
    cart: 'Open my cart',
    more: (count) => `and ${plural('en', count, { one: 'more item', other: 'more items' })}`,
    stop: 'Unsubscribe',
    why: (shop) => `You get this letter because you agreed to hear from ${shop}.`,
  },
  ru: {
    code: 'Ваш код',
    until: (time) => `Действует до ${time}`,
    cart: 'Открыть корзину',
    more: (count) => `и ещё ${plural('ru', count, { one: 'товар', few: 'товара', other: 'товаров' })}`,
    stop: 'Отписаться',
    why: (shop) => `Вы получили это письмо, потому что согласились получать новости магазина ${shop}.`,
  },
  uk: {
    code: 'Ваш код',
    until: (time) => `Діє до ${time}`,
    cart: 'Відкрити кошик',
    more: (count) => `і ще ${plural('uk', count, { one: 'товар', few: 'товари', other: 'товарів' })}`,
    stop: 'Відписатися',
    why: (shop) => `Ви отримали цей лист, бо погодилися отримувати новини магазину ${shop}.`,
  },
}

const LOCALE: Readonly<Record<Lang, string>> = { en: 'en-GB', ru: 'ru-RU', uk: 'uk-UA' }

/** A moment as the shopper reads it, in the shop's zone. */
export const timeIn = (lang: Lang, at: number, zone: string): string =>
  new Intl.DateTimeFormat(LOCALE[lang], {
    ...{ day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone: zone },
  }).format(at)
