// "1 item, 2 items": which form a number takes in a language.
import type { Lang } from './lang.ts'

/** `forms`: one, few (of Slavic languages), many; in English few is not used. */
export const pluralIn = (lang: Lang) => {
  const rules = new Intl.PluralRules(lang)
  return (count: number, one: string, few: string, many: string): string => {
    const kind = rules.select(count)
    return `${count} ${kind === 'one' ? one : kind === 'few' ? few : many}`
  }
}
