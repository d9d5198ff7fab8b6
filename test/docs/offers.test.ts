// docs/OFFERS.md: every example compiles as it stands, and every key that an offer may have is shown.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compileRulebook } from '../../src/rulebook/compile.ts'
import { CONDITION_KEYS } from '../../src/rulebook/offers/conditions.ts'
import { KINDS } from '../../src/rulebook/offers/kinds.ts'
import { formatProblem } from '../../src/rulebook/problem.ts'
import { readSources } from '../../src/rulebook/sources.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const PAGE = readFileSync(join(ROOT, 'docs/OFFERS.md'), 'utf8')
const BLOCKS = [...PAGE.matchAll(/^```yaml (\w+)\n([\s\S]*?)^```/gm)].map(([, kind = '', text = '']) => ({
  kind,
  text,
}))
const of = (wanted: string) => BLOCKS.flatMap(({ kind, text }) => (kind === wanted ? text : []))

const shipped = await readSources(join(ROOT, 'flows'), join(ROOT, 'locales'))
const ofShop = (path: string) => shipped.find((source) => source.path === path)!.text
const locales = shipped.filter(({ path }) => path.startsWith('locales/'))

/** All that a block needs: the shipped shop and texts, and the words of the page itself. */
const compiled = (files: Readonly<Record<string, string>>) => {
  const result = compileRulebook([
    ...locales.map(({ path, text }) => ({ path, text: `${text}\n${of('texts').join('\n')}` })),
    ...Object.entries({ 'flows/shop.yaml': ofShop('flows/shop.yaml'), ...files }).map(([path, text]) => ({
      path,
      text,
    })),
  ])
  return [...('problems' in result ? result.problems : []), ...result.warnings].map(formatProblem)
}

describe('docs/OFFERS.md', () => {
  it.each(of('offers'))('this example of offers compiles:\n%s', (text) => {
    expect(compiled({ 'flows/offers.yaml': text })).toEqual([])
  })

  it.each(of('flow'))('this example of a flow compiles:\n%s', (text) => {
    const files = {
      'flows/offers.yaml': ofShop('flows/offers.yaml'),
      'flows/segments.yaml': ofShop('flows/segments.yaml'),
    }
    expect(compiled({ ...files, 'flows/f.yaml': text })).toEqual([])
  })

  it('the policy is read, and its own examples with discounts keep it where they say so', () => {
    const shop = `${ofShop('flows/shop.yaml')}\n${of('shop').join('\n')}`
    const bare = 'offers:\n  bare: { percent: 10, up_to: 50 UAH, valid: 1d }\n'
    expect(compiled({ 'flows/shop.yaml': shop, 'flows/offers.yaml': bare })).toHaveLength(1)
    expect(compiled({ 'flows/offers.yaml': bare })).toEqual([])
  })

  it('every key of an offer is shown in an example', () => {
    const shown = of('offers').join('\n')
    const missing = [
      ...KINDS,
      ...CONDITION_KEYS,
      'up_to',
      'worth',
      'minimum',
      'valid',
      'until',
      'remind',
    ].filter((key) => !new RegExp(`\\b${key}: `).test(shown))
    expect(missing).toEqual([])
  })
})
