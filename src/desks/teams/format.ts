// Sums and times as agents read them.
import type { Lang } from '../../core/meaning.ts'
import { digitsOf, toMajor } from '../../core/money.ts'

const LOCALES: Readonly<Record<Lang, string>> = { en: 'en-GB', ru: 'ru-RU', uk: 'uk-UA' }

export type Format = { readonly money: (minor: number) => string; readonly time: (at: number) => string }

/** `zone` is the shop's. */
export const formatIn = (lang: Lang, currency: string, zone: string): Format => {
  const digits = digitsOf(currency)
  const money = new Intl.NumberFormat(LOCALES[lang], {
    ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
    ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
    trailingZeroDisplay: 'stripIfInteger',
  })
  const time = new Intl.DateTimeFormat(LOCALES[lang], {
    ...{
      timeZone: zone,
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    },
  })
  return {
    money: (minor) => money.format(toMajor(minor, digits) as `${number}`),
    time: (at) => time.format(at),
  }
}
