// The flows and texts that come with Winback: without a fault, complete, and the same bytes give the same rulebook.
import { describe, expect, it } from 'vitest'
import { LABELS, LANGS } from '../../src/core/meaning.ts'
import type { Rulebook } from '../../src/core/rulebook.ts'
import { compileRulebook } from '../../src/rulebook/compile.ts'
import { readLocale } from '../../src/rulebook/locale.ts'
import { parseYaml } from '../../src/rulebook/parse-yaml.ts'
import { createReport } from '../../src/rulebook/problem.ts'
import { parseSources, writeSources } from '../../src/rulebook/sources.ts'
import { TRIGGERS } from '../../src/rulebook/start.ts'
import { SHIPPED } from './sources-of.ts'

const compiled = (): Rulebook => {
  const result = compileRulebook(SHIPPED)
  if (!('rulebook' in result)) throw new Error(JSON.stringify(result.problems, null, 1))
  return result.rulebook
}

describe('the shipped rulebook', () => {
  it('has neither problems nor warnings', () => {
    const result = compileRulebook(SHIPPED)
    expect('problems' in result ? result.problems : []).toEqual([])
    expect(result.warnings).toEqual([])
  })

  it('shows every trigger', () => {
    expect(new Set(compiled().flows.map((flow) => flow.start.on))).toEqual(
      new Set(TRIGGERS.filter((on) => on !== 'elsewhere')),
    )
  })

  it('says the same keys in every language', () => {
    const keys = LANGS.map((lang) => {
      const source = SHIPPED.find(({ path }) => path === `locales/${lang}.yaml`)!
      const report = createReport()
      return [
        ...readLocale(parseYaml(source.path, source.text, report), source.path, lang, report).texts.keys(),
      ]
    })
    expect(keys[1]).toEqual(keys[0])
    expect(keys[2]).toEqual(keys[0])
  })

  it('has a button for every meaning that could be one', () => {
    const silent = ['stop', 'greeting', 'thanks']
    for (const label of LABELS.filter((each) => !silent.includes(each)))
      expect(compiled().hasText(`choices.${label}`), label).toBe(true)
  })

  it('has the same hash in any order, and another as soon as one letter changes', () => {
    const { hash } = compiled()
    const other = compileRulebook(SHIPPED.toReversed())
    expect('rulebook' in other && other.rulebook.hash).toBe(hash)
    const edited = SHIPPED.map((source, i) => (i === 0 ? { ...source, text: `${source.text}# x` } : source))
    const changed = compileRulebook(edited)
    expect('rulebook' in changed && changed.rulebook.hash).not.toBe(hash)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('comes back the same from what the store keeps', () => {
    const again = compileRulebook(parseSources(writeSources(SHIPPED))!)
    expect('rulebook' in again && again.rulebook.hash).toBe(compiled().hash)
  })

  it('is frozen all the way down', () => {
    const rulebook = compiled()
    expect(Object.isFrozen(rulebook.flows[0]!.steps)).toBe(true)
    expect(Object.isFrozen(Object.values(rulebook.flows[0]!.steps)[0])).toBe(true)
    expect(Object.isFrozen(rulebook.shop.facts)).toBe(true)
  })

  it('goes by priority, then by name', () => {
    const flows = compiled().flows.map(({ name, priority }) => ({ name, priority }))
    const sorted = flows.toSorted((a, b) => b.priority - a.priority || (a.name < b.name ? -1 : 1))
    expect(flows).toEqual(sorted)
  })
})
