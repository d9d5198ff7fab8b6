// Every text that is said must be there and must fit: in the shop's own language, and for warnings in the others.
import type { Lang } from '../core/meaning.ts'
import { TEXT_ARGS } from '../core/text-args.ts'
import type { LocaleText } from './locale.ts'
import { nearest } from './nearest.ts'
import type { Place, Report } from './problem.ts'
import { BOT_CHOICES, BOT_TEXTS, OPTIONAL_ARGS } from './system-texts.ts'
import type { TextUse } from './text-uses.ts'

export type LocaleRead = {
  readonly file: string
  readonly texts: ReadonlyMap<string, LocaleText>
  readonly broken: ReadonlySet<string>
  /** The file could not be read, so that nobody knows which texts there are. */
  readonly unread: boolean
}
export type LocalesRead = ReadonlyMap<Lang, LocaleRead>

/** The keys that a key with {variables} can become; null where a variable's values are not known. */
export const expandKey = (use: TextUse): readonly string[] | null => {
  let keys = [use.key]
  for (const [whole, name] of use.key.matchAll(/\{(\w+)\}/g)) {
    const values = use.valuesOf(name!)
    if (!values || keys.length * values.length > 1000) return null
    keys = keys.flatMap((key) => values.map((value) => key.replace(whole, value)))
  }
  return keys
}

type Said = { readonly key: string; readonly at: Place; readonly args: ReadonlySet<string> }

const botSays = (languages: readonly Lang[], locales: LocalesRead, shopArgs: readonly string[]): Said[] => {
  const file = locales.get(languages[0]!)?.file ?? `locales/${languages[0]}.yaml`
  const at = { file, line: 1, col: 1 }
  const common = [...TEXT_ARGS, ...shopArgs]
  return [
    ...Object.entries(BOT_TEXTS).map(([name, args]) => ({
      key: `bot.${name}`,
      at,
      args: new Set([...common, ...args]),
    })),
    ...BOT_CHOICES.map((id) => ({ key: `choices.${id}`, at, args: new Set<string>() })),
  ]
}

const flowSays = (uses: readonly TextUse[], report: Report): Said[] =>
  uses.flatMap((use) => {
    const keys = expandKey(use)
    if (keys) return keys.map((key) => ({ key, at: use.at, args: use.args }))
    report.warn(use.at, `what ${use.key} can become is not known, so its texts are not checked`)
    return []
  })

export const checkTexts = (
  uses: readonly TextUse[],
  languages: readonly Lang[],
  locales: LocalesRead,
  /** null: the shop's own facts are not known. */
  shopArgs: readonly string[] | null,
  report: Report,
): void => {
  const said = [...botSays(languages, locales, shopArgs ?? []), ...flowSays(uses, report)]
  languages.forEach((lang, nth) => {
    const locale = locales.get(lang)
    if (!locale || locale.unread) return
    for (const { key, at, args } of said) {
      const found = locale.texts.get(key)
      if (found) checkArgs(key, found, args, shopArgs === null, report)
      if (found || locale.broken.has(key)) continue
      const hint = nearest(key, locale.texts.keys())
      const message = `the text ${key} is missing in ${locale.file}`
      if (nth === 0) report.problem(at, message, { hint })
      else report.warn(at, message, { hint })
    }
  })
  for (const locale of locales.values()) checkBotArgs(locale, shopArgs, report)
}

const checkArgs = (
  key: string,
  { at, icu }: LocaleText,
  args: ReadonlySet<string>,
  anyOfShop: boolean,
  report: Report,
): void => {
  for (const name of icu.args) {
    if (args.has(name) || (anyOfShop && name.startsWith('shop_'))) continue
    const hint = nearest(name, args)
    report.problem(at, `{${name}} is not given to the text ${key}`, {
      expected: args.size > 0 && args.size < 9 ? [...args].join(', ') : undefined,
      hint: hint === undefined ? undefined : `{${hint}}`,
    })
  }
}

/** Other texts of the engine may use anything that the engine knows. */
const checkBotArgs = (locale: LocaleRead, shopArgs: readonly string[] | null, report: Report): void => {
  const args = new Set([...TEXT_ARGS, ...(shopArgs ?? []), ...OPTIONAL_ARGS])
  for (const [key, text] of locale.texts) {
    if (key.startsWith('bot.') && !(key.slice(4) in BOT_TEXTS))
      checkArgs(key, text, args, shopArgs === null, report)
  }
}
