// `roles` and `people` under `agents` in flows/shop.yaml: what a role may give alone, and who has it. Knows no desks.
import type { AgentPerson, RoleLimits } from '../core/shop.ts'
import { LIMITS, type Limits, readLimits } from './agent-limits.ts'
import { readHours } from './hours.ts'
import { checkName, readWord } from './names.ts'
import { type Entry, openFields, openMap, openScalar } from './node.ts'
import type { Report } from './problem.ts'

type Roles = Readonly<Record<string, RoleLimits>>

/** Is this limit wider than the shop's? A role can only narrow it. */
const isWider = (limit: keyof Limits, own: number, theirs: number | null): boolean =>
  theirs !== null && (limit === 'minimum' ? own < theirs : own > theirs)

export const readRoles = (
  entry: Entry | undefined,
  shop: Limits,
  currency: string | null,
  report: Report,
): Roles | null => {
  const entries =
    entry && openMap(entry.value, 'roles', report, 'roles with limits, such as junior: { percent: 10 }')
  if (!entries) return null
  const roles: Record<string, RoleLimits> = {}
  for (const { key, at, value } of entries.values()) {
    const name = checkName(key, at, 'a role', report)
    const fields = openFields(value, `the role ${key}`, LIMITS, report)
    if (!name || !fields) continue
    const read = readLimits(fields, currency, report)
    for (const limit of LIMITS)
      if (read[limit] !== null && isWider(limit, read[limit], shop[limit]))
        report.problem(fields.get(limit)!.value.at, `the role ${name} may do more than the shop: ${limit}`, {
          expected: 'a limit within that of agents; leave it out where the role has the same',
        })
    roles[name] = Object.fromEntries(Object.entries(read).filter(([, own]) => own !== null))
  }
  return roles
}

const WHO = 'names of agents, such as Olena: { role: lead, also: [U024BE7LH] }'

/** The names by which other desks know somebody. */
const readAlso = (entry: Entry | undefined, report: Report): readonly string[] => {
  if (!entry) return []
  const items = entry.value.kind === 'list' ? entry.value.items : [entry.value]
  return items.flatMap((item) => {
    const scalar = openScalar(item, 'also', report, 'a name or id at another desk, or a list of these')
    return scalar ? [scalar.text.trim()] : []
  })
}

export const readPeople = (
  entry: Entry | undefined,
  roles: Roles | null,
  report: Report,
): Readonly<Record<string, AgentPerson>> | null => {
  const entries = entry && openMap(entry.value, 'people', report, WHO)
  if (!entries) return null
  const people: Record<string, AgentPerson> = {}
  const known = new Map<string, string>()
  for (const { key, at, value } of entries.values()) {
    const fields = openFields(value, key, ['role', 'also', 'hours'], report)
    if (!fields) continue
    const [role, hours] = [fields.get('role'), fields.get('hours')]
    const named = role && readWord(role.value, 'a role', Object.keys(roles ?? {}), report)
    const also = readAlso(fields.get('also'), report)
    const own = hours && readHours(hours.value, report)
    for (const name of [key, ...also]) {
      const plain = name.normalize('NFKC').trim().toLowerCase()
      const other = known.get(plain)
      if (other !== undefined && other !== key)
        report.problem(at, `"${name}" is ${other} already: one name is one agent`, {
          expected: 'a name of its own',
        })
      known.set(plain, key)
    }
    people[key] = { also, ...(named && { role: named }), ...(own && { hours: own }) }
  }
  return people
}
