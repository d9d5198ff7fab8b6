// The limits of what agents may give, of the whole shop or of one role. Knows no roles.
import type { AgentRules } from '../core/shop.ts'
import { readDuration } from './durations.ts'
import { readPercent, readWhole } from './names.ts'
import type { Entry, Node } from './node.ts'
import type { Report } from './problem.ts'
import { readPositiveSum, readSum } from './sums.ts'

export const LIMITS = ['percent', 'amount', 'points', 'minimum', 'valid'] as const

export type Limits = Pick<AgentRules, 'percent' | 'amount' | 'points' | 'minimum' | 'valid'>

const isPercent = (percent: number): boolean => percent > 0 && percent <= 100
const PERCENTS = 'a percentage above 0 and up to 100, such as 25'

/** The limits of the shop, or of one role. */
export const readLimits = (
  fields: ReadonlyMap<string, Entry>,
  currency: string | null,
  report: Report,
): Limits => {
  const read = <T>(key: string, how: (node: Node) => T | null): T | null => {
    const found = fields.get(key)
    return found ? how(found.value) : null
  }
  return {
    percent: read('percent', (node) => readPercent(node, 'percent', isPercent, PERCENTS, report)),
    amount: read('amount', (node) => readPositiveSum(node, 'amount', currency, report)),
    points: read('points', (node) => readWhole(node, 'points', 1, 10_000_000, report)),
    minimum: read('minimum', (node) => readSum(node, 'minimum', currency, report)),
    valid: read('valid', (node) => readDuration(node, 'valid', report)),
  }
}
