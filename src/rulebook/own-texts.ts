// The texts that the product itself brings: what the engine says where a shop's locale does not say it otherwise. They
// are a part of the program, not of a shop's rulebook: no hash covers them, and an update may bring new ones.
import type { Lang } from '../core/meaning.ts'
import { type LocaleText, readLocale } from './locale.ts'
import { ownTextOf } from './own-file.ts'
import { parseYaml } from './parse-yaml.ts'
import { createReport, formatProblem } from './problem.ts'

const read = (lang: Lang): ReadonlyMap<string, LocaleText> => {
  const report = createReport()
  const file = `src/text/bot/${lang}.yaml`
  const { texts } = readLocale(parseYaml(file, ownTextOf(lang), report), file, lang, report)
  if (report.problems.length > 0) throw new Error(report.problems.map(formatProblem).join('\n'))
  return texts
}

const known = new Map<Lang, ReadonlyMap<string, LocaleText>>()

/** Read once, when they are first asked for. */
export const ownTexts = (lang: Lang): ReadonlyMap<string, LocaleText> => {
  const texts = known.get(lang) ?? read(lang)
  known.set(lang, texts)
  return texts
}
