// One ICU message: read once, asked for its arguments, filled in. Knows no keys and no shop.
import { IntlMessageFormat } from 'intl-messageformat'

export type Icu = {
  /** The names of its arguments; those that choose (plural, select) among them. */
  readonly args: ReadonlySet<string>
  /** Arguments that ask for {x, date} or {x, time}: times come formatted already. */
  readonly dates: ReadonlySet<string>
  /** Throws where the values do not fit. Values are data: nothing in them is read as a message. */
  readonly fill: (values: Readonly<Record<string, string | number>>) => string
}

export type IcuFault = { readonly code: string; readonly offset: number }

export const isFault = (read: Icu | IcuFault): read is IcuFault => 'code' in read

/** The locale by which Intl formats; English as it is written in Europe. */
export const LOCALES = { ru: 'ru', uk: 'uk', en: 'en-GB' } as const

const plurals = new Map<string, Intl.PluralRules>()
const numbers = new Map<string, Intl.NumberFormat>()

const kept = <T>(cache: Map<string, T>, key: unknown, make: () => T): T => {
  const name = JSON.stringify(key)
  const found = cache.get(name) ?? make()
  cache.set(name, found)
  return found
}

type Args = ConstructorParameters<typeof IntlMessageFormat>
type Formatters = NonNullable<NonNullable<Args[3]>['formatters']>

/** Making an Intl object costs more than using it a thousand times. */
const FORMATTERS: Formatters = {
  getNumberFormat: (locale, options) =>
    kept(
      numbers,
      [locale, options],
      () => new Intl.NumberFormat(locale, options as Intl.NumberFormatOptions),
    ),
  getDateTimeFormat: (...args) => new Intl.DateTimeFormat(...args),
  getPluralRules: (...args) => kept(plurals, args, () => new Intl.PluralRules(...args)),
}

/** The parser's element types that we look at, by its numbers. */
const DATE = 3
const TIME = 4
const LITERAL = 0
const POUND = 7

type Element = {
  readonly type: number
  readonly value?: string
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>
}

const collect = (elements: readonly Element[], args: Set<string>, dates: Set<string>): void => {
  for (const { type, value, options } of elements) {
    if (type !== LITERAL && type !== POUND && value !== undefined) args.add(value)
    if ((type === DATE || type === TIME) && value !== undefined) dates.add(value)
    for (const option of Object.values(options ?? {})) collect(option.value, args, dates)
  }
}

/** Reads a message; a message that cannot be read is a fault with its place, never a throw. */
export const readIcu = (text: string, lang: keyof typeof LOCALES): Icu | IcuFault => {
  try {
    const message = new IntlMessageFormat(text, LOCALES[lang], undefined, {
      ignoreTag: true,
      formatters: FORMATTERS,
    })
    const args = new Set<string>()
    const dates = new Set<string>()
    collect(message.getAst() as readonly Element[], args, dates)
    // Words alone are always the same; a fault in them shows when they are asked for, as with all others.
    let words: string | undefined
    const fill: Icu['fill'] =
      args.size === 0
        ? () => (words ??= String(message.format({})))
        : (values) => String(message.format({ ...values }))
    return { args, dates, fill }
  } catch (error) {
    const { message, location } = error as { message?: string; location?: { start: { offset: number } } }
    return { code: message ?? 'UNREADABLE', offset: location?.start.offset ?? 0 }
  }
}
