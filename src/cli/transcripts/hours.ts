// The working hours that a transcript supposes, written as in flows/shop.yaml. Plays nothing.
import { z } from 'zod'
import type { Hours } from '../../core/agents/hours.ts'
import type { Rulebook } from '../../core/rulebook.ts'
import { readHours } from '../../rulebook/hours.ts'
import type { Node } from '../../rulebook/node.ts'
import { createReport } from '../../rulebook/problem.ts'

const at = { file: '', line: 1, col: 1 }

/** What YAML made of them, as a source that has places of no meaning. */
const nodeOf = (value: unknown): Node => {
  if (Array.isArray(value)) return { kind: 'list', at, items: value.map(nodeOf) }
  if (typeof value !== 'object' || value === null)
    return { kind: 'scalar', at, text: String(value ?? ''), quoted: false, inside: () => at }
  const entries = Object.entries(value).map(([key, one]) => ({ key, at, value: nodeOf(one) }))
  return { kind: 'map', at, entries }
}

const written = z.unknown().transform((given, context): Hours => {
  const report = createReport()
  const read = readHours(nodeOf(given), report)
  if (read && report.problems.length === 0) return read
  context.addIssue(report.problems[0]?.message ?? 'no hours')
  return z.NEVER
})

export const hours = written.optional()

/** The same rules, with agents at work at these hours; without any as the shop says. */
export const atHours = (rules: Rulebook, supposed: Hours | undefined): Rulebook =>
  supposed === undefined
    ? rules
    : { ...rules, shop: { ...rules.shop, agents: { ...rules.shop.agents, hours: supposed } } }
