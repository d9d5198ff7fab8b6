// A small shop for tests of the rulebook: the shipped locales, and flows that a test writes itself.
import type { Rulebook } from '../../src/core/rulebook.ts'
import { compileRulebook } from '../../src/rulebook/compile.ts'
import { formatProblem, type Problem } from '../../src/rulebook/problem.ts'
import { readSources, type Source } from '../../src/rulebook/sources.ts'

const root = new URL('../../', import.meta.url).pathname

export const SHIPPED: readonly Source[] = await readSources(`${root}flows`, `${root}locales`)

const LOCALES = SHIPPED.filter(({ path }) => path.startsWith('locales/'))

export const FILES: Readonly<Record<string, string>> = {
  'flows/shop.yaml': `
name: Test
currency: UAH
time_zone: Europe/Kyiv
languages: [en, uk, ru]
large_order: 20000 UAH
facts: { delivery_cost: 120 UAH, free_delivery_from: 1500 UAH, delivery_days: 1-3, returns_days: 14, instalments: 3 }
`,
  'flows/segments.yaml': `
segments:
  first_purchase: orders.count == 0
  inactive: orders.count > 0 && orders.days_since_last > 90
`,
  'flows/offers.yaml': `
offers:
  percent_15: { percent: 15, up_to: 600 UAH, minimum: 1000 UAH, valid: 48h, remind: 6h }
  fixed_500: { amount: 500 UAH, valid: 7d }
`,
}

/** The small shop with these files put in or replaced; an empty text takes a file away. */
export const sourcesOf = (files: Readonly<Record<string, string>>): readonly Source[] => {
  const all = new Map(LOCALES.map(({ path, text }) => [path, text]))
  for (const [path, text] of Object.entries({ ...FILES, ...files })) all.set(path, text)
  return [...all].filter(([, text]) => text !== '').map(([path, text]) => ({ path, text }))
}

export const problemsOf = (files: Readonly<Record<string, string>>): readonly string[] => {
  const result = compileRulebook(sourcesOf(files))
  return 'problems' in result ? result.problems.map(formatProblem) : []
}

export const warningsOf = (files: Readonly<Record<string, string>>): readonly string[] =>
  compileRulebook(sourcesOf(files)).warnings.map(formatProblem)

export const rulebookOf = (files: Readonly<Record<string, string>>): Rulebook => {
  const result = compileRulebook(sourcesOf(files))
  if ('rulebook' in result) return result.rulebook
  throw new Error(result.problems.map((problem: Problem) => formatProblem(problem)).join('\n'))
}

/** A flow around a list of steps; the steps begin in line 4. */
export const flowOfSteps = (steps: string, more = ''): Readonly<Record<string, string>> => ({
  'flows/f.yaml': `flow: f\nstart: { on: message }\nsteps:\n${steps}\n${more}`,
})

export const TERMS = 'campaign: { budget: 10000 UAH, until: none }'
