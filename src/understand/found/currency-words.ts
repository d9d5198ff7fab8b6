// What currencies are called: signs, words, codes. Knows no numbers.
import { any } from './patterns.ts'

const NAMES: Readonly<Record<string, string>> = {
  UAH: 'грн гривен гривна гривні гривня гривень гривны гривну гривней гривнею гривнями гривнах грив гривні uah ₴ hryvnia* hryvni* грівен',
  RUB: 'руб рубл* рублик* rub rur rubles roubles ₽',
  USD: '$ usd доллар* долар* долл дол бакс* buck bucks dollar dollars уе у_е',
  EUR: '€ eur euro euros евро євро еврик*',
  GBP: '£ gbp pound pounds quid фунт*',
  PLN: 'zł zl pln злот* zloty* złot*',
  KZT: '₸ kzt тенге тг',
  BYN: 'byn бел_руб*',
  MDL: 'mdl лей леев леїв',
  GEL: '₾ gel лари ларі',
  TRY: '₺ лир ліри лиры турецких_лир*',
  CZK: 'kč czk крон крони кроны',
}

const entries = Object.entries(NAMES).map(
  ([currency, words]) => [new RegExp(`^${any(words)}$`, 'u'), currency] as const,
)

/** Any name of a currency. */
export const CURRENCY = any(Object.values(NAMES).join(' '))
/** Those that stand before their number as well. */
export const BEFORE = any('$ € £ ₴ ₽ ₸ ₺ zł usd eur uah gbp pln грн руб')

/** ISO 4217; undefined: no currency. */
export const currencyOf = (word: string): string | undefined =>
  entries.find(([names]) => names.test(word))?.[1]
