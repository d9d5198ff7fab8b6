// The texts of a shop: a key and arguments -> words in a language. It never throws and never interprets arguments.
import { LANGS, type Lang } from '../core/meaning.ts'
import type { TextRef } from '../core/message.ts'
import { digitsOf, toMinor } from '../core/money.ts'
import { type ArgFormat, createArgFormat } from './format-arg.ts'
import { type Icu, isFault, readIcu } from './icu.ts'

/** Language -> key -> ICU message. */
export type Locales = Readonly<Partial<Record<Lang, ReadonlyMap<string, string>>>>

export type TextsOf = {
  readonly currency: string
  readonly time_zone: string
  readonly languages: readonly Lang[]
}

export type Texts = {
  readonly hasText: (key: string) => boolean
  /** Every key that has a text in some language. */
  readonly textKeys: readonly string[]
  readonly text: (ref: TextRef, lang: Lang) => string
  /** A sum in minor units of the shop's currency. */
  readonly sum: (minor: number, lang: Lang) => string
}

export const createTexts = (locales: Locales, shop: TextsOf): Texts => {
  const formats = new Map<Lang, ArgFormat>()
  const messages = new Map<Lang, Map<string, Icu | null>>(LANGS.map((lang) => [lang, new Map()]))

  const formatOf = (lang: Lang): ArgFormat => {
    const format = formats.get(lang) ?? createArgFormat(lang, shop.currency, shop.time_zone)
    formats.set(lang, format)
    return format
  }

  const messageOf = (key: string, lang: Lang): Icu | null => {
    const known = messages.get(lang)?.get(key)
    if (known !== undefined) return known
    const source = locales[lang]?.get(key)
    const read = source === undefined ? null : readIcu(source, lang)
    const message = read === null || isFault(read) ? null : read
    // Keys come from the rulebook; one that is not there need not be remembered.
    if (source !== undefined) messages.get(lang)?.set(key, message)
    return message
  }

  /** A fact of the shop such as "1500 UAH" is a sum, and is written like one. */
  const factOf = (value: string): number | null =>
    value.endsWith(` ${shop.currency}`) ? toMinor(value.slice(0, -4), digitsOf(shop.currency)) : null

  const fill = (message: Icu, { args }: TextRef, lang: Lang): string | null => {
    const format = formatOf(lang)
    const values: Record<string, string | number> = {}
    try {
      for (const name of message.args) {
        const arg = Object.hasOwn(args, name) ? (args[name] ?? '') : ''
        const sum = typeof arg === 'string' && name.startsWith('shop_') ? factOf(arg) : null
        const inner = typeof arg === 'object' && 'text' in arg ? text(arg.text, lang) : arg
        values[name] = format(sum === null ? inner : { money: sum })
      }
      return message.fill(values)
    } catch {
      return null
    }
  }

  const chainOf = (lang: Lang): readonly Lang[] => [...new Set([lang, ...shop.languages, ...LANGS])]
  const chains = new Map(LANGS.map((lang) => [lang, chainOf(lang)]))

  const text = (ref: TextRef, lang: Lang): string => {
    for (const each of chains.get(lang) ?? chainOf(lang)) {
      const message = messageOf(ref.key, each)
      const words = message && fill(message, ref, each)
      if (words === null) continue
      return ref.also ? [words, ...ref.also.map((one) => text(one, each))].join('; ') : words
    }
    return ref.key
  }

  const hasText = (key: string): boolean => LANGS.some((lang) => locales[lang]?.has(key) ?? false)

  const sum = (minor: number, lang: Lang): string => String(formatOf(lang)({ money: minor }))

  const textKeys = [...new Set(LANGS.flatMap((lang) => [...(locales[lang]?.keys() ?? [])]))]

  return { hasText, textKeys, text, sum }
}
