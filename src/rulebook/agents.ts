// `agents` in flows/shop.yaml: how far agents may change an offer, how soon they answer. Knows no tickets.
import type { AgentRules } from '../core/shop.ts'
import { readDuration } from './durations.ts'
import { readHours } from './hours.ts'
import { readPercent, readWhole } from './names.ts'
import { type Entry, type Node, openFields } from './node.ts'
import type { Report } from './problem.ts'
import { readPositiveSum, readSum } from './sums.ts'

const KEYS = ['percent', 'amount', 'points', 'minimum', 'valid', 'answers_within', 'hours']

export type AgentsRead = {
  readonly rules: AgentRules
  /** Milliseconds; null: said elsewhere, or not at all. */
  readonly answers_within: number | null
}

/** Without limits an agent gives what the offers say, at any hour. */
const NONE: AgentRules = {
  percent: null,
  amount: null,
  points: null,
  minimum: null,
  valid: null,
  hours: null,
}

export const readAgents = (entry: Entry | undefined, currency: string | null, report: Report): AgentsRead => {
  const fields = entry && openFields(entry.value, 'agents', KEYS, report)
  if (!fields) return { rules: NONE, answers_within: null }
  const read = <T>(key: string, how: (node: Node) => T | null): T | null => {
    const found = fields.get(key)
    return found ? how(found.value) : null
  }
  const percents = 'a percentage above 0 and up to 100, such as 25'
  const fits = (percent: number): boolean => percent > 0 && percent <= 100
  return {
    rules: {
      percent: read('percent', (node) => readPercent(node, 'percent', fits, percents, report)),
      amount: read('amount', (node) => readPositiveSum(node, 'amount', currency, report)),
      points: read('points', (node) => readWhole(node, 'points', 1, 10_000_000, report)),
      minimum: read('minimum', (node) => readSum(node, 'minimum', currency, report)),
      valid: read('valid', (node) => readDuration(node, 'valid', report)),
      hours: read('hours', (node) => readHours(node, report)),
    },
    answers_within: read('answers_within', (node) => readDuration(node, 'answers_within', report)),
  }
}
