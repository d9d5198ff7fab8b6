// What nobody knows makes a rule false: taking knowledge away never makes a segment larger, whatever the rule.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Facts, FactValue } from '../../src/core/facts/fact.ts'
import { FACT_SCHEMA, type FactType } from '../../src/core/facts/fact-schema.ts'
import { rulebookOf } from '../rulebook/sources-of.ts'

/** A question about a fact of each type, true or false of the values below. */
const QUESTIONS: Readonly<Record<FactType, readonly ((path: string) => string)[]>> = {
  money: [(path) => `${path} > 5`, (path) => `${path} * 2 <= 30`],
  int: [(path) => `${path} >= 2`, (path) => `${path} == 1`],
  number: [(path) => `${path} > 0.5`],
  string: [(path) => `${path} == "a"`, (path) => `${path} in ["a", "b"]`],
  bool: [(path) => path],
  strings: [(path) => `"a" in ${path}`, (path) => `size(${path}) > 1`],
}
const VALUES: Readonly<Record<FactType, fc.Arbitrary<FactValue>>> = {
  money: fc.integer({ min: 0, max: 3000 }),
  int: fc.integer({ min: 0, max: 4 }),
  number: fc.double({ min: 0, max: 1, noNaN: true }),
  string: fc.constantFrom('a', 'b', 'c'),
  bool: fc.boolean(),
  strings: fc.subarray(['a', 'b', 'c']),
}

/** Values with a fixed set of words are compared with those at load. */
const FIXED = new Set(['shopper.language', 'codes.habit', 'now.season', 'now.weekday'])
const PATHS = Object.entries(FACT_SCHEMA).flatMap(([root, fields]) =>
  Object.entries(fields).map(([field, type]) => ({ path: `${root}.${field}`, root, field, type })),
)
const ASKED = PATHS.filter(({ path }) => !FIXED.has(path))

const question = fc
  .constantFrom(...ASKED)
  .chain(({ path, type }) =>
    fc.constantFrom(...QUESTIONS[type as FactType]).map((ask) => ({ rule: `(${ask(path)})`, paths: [path] })),
  )

type Rule = { readonly rule: string; readonly paths: readonly string[] }
const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small' },
    question,
    tie('rule').map(({ rule, paths }) => ({ rule: `!(${rule})`, paths })),
    fc
      .tuple(tie('rule'), fc.constantFrom('&&', '||'), tie('rule'))
      .map(([a, op, b]) => ({ rule: `(${a.rule} ${op} ${b.rule})`, paths: [...a.paths, ...b.paths] })),
  ),
}))

const whole: fc.Arbitrary<Readonly<Record<string, Readonly<Record<string, FactValue>>>>> = fc.record(
  Object.fromEntries(
    Object.entries(FACT_SCHEMA).map(([root, fields]) => [
      root,
      fc.record(
        Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, VALUES[type as FactType]])),
      ),
    ]),
  ),
)

const without = (facts: Facts, path: string): Facts => {
  const [root = '', field = ''] = path.split('.')
  return { ...facts, [root]: { ...(facts[root] as object), [field]: undefined } }
}

describe('a value that is missing', () => {
  it('makes every rule that asks for it false where it is met, and no rule true that was not', () => {
    const many = fc.array(fc.tuple(rule, whole, fc.nat()), { minLength: 60, maxLength: 60 })
    fc.assert(
      fc.property(many, (all) => {
        const lines = all.map(([{ rule }], i) => `  s${i}: '${rule.replaceAll("'", "''")}'`)
        const { segments } = rulebookOf({ 'flows/segments.yaml': `segments:\n${lines.join('\n')}\n` })
        for (const [i, [{ paths }, facts, n]] of all.entries()) {
          const segment = segments[`s${i}`]!
          const path = paths[n % paths.length]!
          const less = without(facts, path)
          expect(segment.asks).toContain(path)
          // A larger segment would be one that somebody is in for being unknown.
          if (!segment.holds(facts as Facts)) expect(segment.holds(less)).toBe(false)
          if (paths.length === 1) expect(segment.holds(less)).toBe(false)
        }
      }),
      { numRuns: 10 },
    )
  })

  it('leaves nobody in a ready-made segment', () => {
    const { segments } = rulebookOf({ 'flows/segments.yaml': '' })
    for (const segment of Object.values(segments))
      for (const path of segment.asks.filter((one) => !one.startsWith('shop.')))
        fc.assert(
          fc.property(whole, (facts) => {
            expect(segment.holds(without(facts, path))).toBe(false)
          }),
          { numRuns: 40 },
        )
  })
})
