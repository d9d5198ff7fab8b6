// A rulebook of a benchmark: its own flows and texts beside the shop's own texts.
import type { Rulebook } from '../../../src/core/rulebook.ts'
import { compileRulebook } from '../../../src/rulebook/compile.ts'
import { readSources, type Source } from '../../../src/rulebook/sources.ts'

const ROOT = new URL('../../../', import.meta.url).pathname

const SHOP = `
name: Test shop
currency: UAH
time_zone: Europe/Kyiv
languages: [en]
code_prefix: WB
`

type Files = Readonly<Record<string, string>>

/** Sources with the shipped English texts, `texts` added below their own names. */
export const sourcesOf = async (
  flows: Files,
  texts: Readonly<Record<string, Files>>,
  shop = SHOP,
): Promise<readonly Source[]> => {
  const shipped = await readSources(`${ROOT}flows`, `${ROOT}locales`)
  const english = shipped.find(({ path }) => path === 'locales/en.yaml')?.text ?? ''
  const own = Object.entries(texts).map(
    ([name, keys]) =>
      `${name}:\n${Object.entries(keys)
        .map(([key, text]) => `  ${key}: ${JSON.stringify(text)}`)
        .join('\n')}\n`,
  )
  return [
    { path: 'locales/en.yaml', text: `${english}\n${own.join('\n')}` },
    { path: 'flows/shop.yaml', text: shop },
    ...Object.entries(flows).map(([name, text]) => ({ path: `flows/${name}.yaml`, text })),
  ]
}

export const rulebookOf = async (
  flows: Files,
  texts: Readonly<Record<string, Files>>,
  shop = SHOP,
): Promise<Rulebook> => {
  const result = compileRulebook(await sourcesOf(flows, texts, shop))
  if ('rulebook' in result) return result.rulebook
  throw new Error(result.problems.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'))
}
