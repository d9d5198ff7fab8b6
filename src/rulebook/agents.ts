// `agents` in flows/shop.yaml: how far agents may change an offer, how soon they answer, what wants two of them, who they
// are. Knows no tickets.
import type { AgentRules } from '../core/shop.ts'
import { LIMITS, readLimits } from './agent-limits.ts'
import { readPeople, readRoles } from './agent-roles.ts'
import { readDuration } from './durations.ts'
import { readHours } from './hours.ts'
import { readWord } from './names.ts'
import { type Entry, type Node, openFields } from './node.ts'
import type { Report } from './problem.ts'
import { readPositiveSum } from './sums.ts'

const KEYS = [...LIMITS, 'answers_within', 'hours', 'roles', 'second_agent_above', 'people', 'assign']

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
  const get = (key: string): Node | undefined => fields.get(key)?.value
  const [hours, answers, above, share] = ['hours', 'answers_within', 'second_agent_above', 'assign'].map(get)
  const limits = readLimits(fields, currency, report)
  const roles = readRoles(fields.get('roles'), limits, currency, report)
  const people = readPeople(fields.get('people'), roles, report)
  const sum = above && readPositiveSum(above, 'second_agent_above', currency, report)
  const assign = share && readWord(share, 'assign', ['evenly', 'none'], report)
  if (assign === 'evenly' && !people)
    report.problem(share!.at, 'assign shares tickets out among people, and none are named', {
      expected: 'people: with the names of the agents',
    })
  return {
    rules: {
      ...limits,
      hours: hours ? readHours(hours, report) : null,
      ...(roles && { roles }),
      ...(sum && { second_agent_above: sum }),
      ...(people && { people }),
      ...(assign === 'evenly' && { assign }),
    },
    answers_within: answers ? readDuration(answers, 'answers_within', report) : null,
  }
}
