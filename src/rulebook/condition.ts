// A condition in words -> a Condition that can be asked, or problems. Knows CEL's environment, no YAML keys.

import type { Condition } from '../core/condition.ts'
import type { Language } from './cel-environment.ts'
import { type Tree, treeOf } from './cel-tree.ts'
import { checkNames, type HasSite } from './condition-names.ts'
import { sayCel, sayType } from './condition-says.ts'
import { checkValues } from './condition-values.ts'
import { knownName } from './fact-views.ts'
import { type Node, openScalar } from './node.ts'
import type { Report } from './problem.ts'
import { runCondition } from './run-condition.ts'

const HOW = 'a condition such as cart.total >= 1000'
const LONGEST = 2000

export type Compiled = {
  readonly condition: Condition
  readonly tree: Tree
  /** The segments it asks. */
  readonly segments: readonly string[]
}

/** has(cart.total) does not count as meeting it, so it becomes a name of its own before it is run. */
const withoutHas = (text: string, sites: readonly HasSite[]): string => {
  let out = text
  for (const { from, to, root, field } of sites.toSorted((a, b) => b.from - a.from))
    out = `${out.slice(0, from)} ${knownName(root, field)} ${out.slice(to)}`
  return out
}

/** What is asked, with what segments ask in their place; each once. */
export const expanded = (
  paths: readonly string[],
  asksOf: (segment: string) => readonly string[],
): readonly string[] => [
  ...new Set(paths.flatMap((path) => (path.startsWith('segment.') ? asksOf(path.slice(8)) : path))),
]

type Span = { readonly start: number; readonly end: number }

/** The spans of the text that are joined by && at the top, in their order. */
const joined = (text: string): readonly Span[] => {
  const spans: Span[] = []
  let [depth, start, quote] = [0, 0, '']
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!
    if (char === '\\') i++
    else if (quote !== '') quote = char === quote ? '' : quote
    else if (char === '"' || char === "'") quote = char
    else if ('([{'.includes(char)) depth++
    else if (')]}'.includes(char)) depth--
    else if (depth === 0 && text.startsWith('&&', i)) {
      spans.push({ start, end: i })
      start = i + 2
      i++
    }
  }
  return [...spans, { start, end: text.length }]
}

export const compileCondition = (
  node: Node,
  what: string,
  language: Language,
  report: Report,
): Compiled | null => {
  const { environment, vocabulary, currency, asksOf, asked } = language
  const scalar = openScalar(node, what, report, HOW)
  if (!scalar) return null
  const { text } = scalar
  if (text.length > LONGEST) {
    report.problem(scalar.at, `${what} is too long`, { expected: `at most ${LONGEST} characters` })
    return null
  }
  try {
    const tree = treeOf(environment.parse(text).ast)
    const names = checkNames(tree, scalar, vocabulary, report)
    if (!names.known) return null
    checkValues(tree, scalar, vocabulary, currency, report)
    const checked = environment.check(text)
    if (!checked.valid) throw checked.error
    if (checked.type !== 'bool') {
      const expected = `something that is true or false, such as ${text.trim()} > 0`
      report.problem(scalar.at, `${what} is ${sayType(checked.type ?? '')}`, { expected })
      return null
    }
    const conditionOf = ({ start, end }: Span): Condition => {
      const within = names.has.filter(({ from, to }) => from >= start && to <= end)
      const moved = within.map((site) => ({ ...site, from: site.from - start, to: site.to - start }))
      const holds = runCondition(language, withoutHas(text.slice(start, end), moved))
      const mine = names.asks.filter(({ at }) => at >= start && at < end).map(({ path }) => path)
      return { source: text.slice(start, end).trim(), holds, asks: expanded(mine, asksOf) }
    }
    const whole = conditionOf({ start: 0, end: text.length })
    for (const { path } of names.asks) asked(path)
    const parts = tree.op === '&&' ? joined(text) : []
    const condition = parts.length > 1 ? { ...whole, parts: parts.map(conditionOf) } : whole
    return { condition, tree, segments: names.segments }
  } catch (error) {
    const fault = error as Parameters<typeof sayCel>[0]
    const { message, hint, expected } = sayCel(fault, text)
    report.problem(scalar.inside(fault?.range?.start ?? 0), message, { hint, expected })
    return null
  }
}
