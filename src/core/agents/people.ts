// Who an agent is, whichever desk speaks of one, and what the agent's role may give. Knows no passwords and no desks.
import type { AgentPerson, AgentRules, RoleLimits } from '../shop.ts'

/** One who acts. `desk` missing: the desk does not say which one it is. */
export type Actor = { readonly agent: string; readonly role?: string; readonly desk?: string }

const plain = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

export const personOf = (
  { people = {} }: AgentRules,
  agent: string,
): readonly [string, AgentPerson] | null => {
  const wanted = plain(agent)
  const found = Object.entries(people).find(([name, { also }]) =>
    [name, ...also].some((one) => plain(one) === wanted),
  )
  return found ?? null
}

/** The name that the shop calls this agent by; one whom it does not name keeps the desk's. */
export const nameOf = (rules: AgentRules, agent: string): string => personOf(rules, agent)?.[0] ?? agent

/** With the shop's own name and role, which go before whatever the desk says. */
export const actorOf = (rules: AgentRules, actor: Actor): Actor => {
  const found = personOf(rules, actor.agent)
  if (!found) return actor
  const [agent, { role }] = found
  return { ...actor, agent, ...(role !== undefined && { role }) }
}

/** Nobody knows what a role may do that the shop does not name: it says yes to nothing alone. */
const NOTHING: RoleLimits = { percent: 0, amount: 0, points: 0 }

/** null: no role, so that the shop's limits are the only ones. */
export const limitsOf = ({ roles = {} }: AgentRules, role: string | undefined): RoleLimits | null => {
  if (role === undefined) return null
  return (Object.hasOwn(roles, role) ? roles[role] : undefined) ?? NOTHING
}

/**
 * Are these surely two people? At one desk two names are two. At two desks only the shop's own list tells: the same
 * person may be called otherwise there.
 */
export const areTwo = (rules: AgentRules, one: Actor, other: Actor): boolean => {
  const [a, b] = [nameOf(rules, one.agent), nameOf(rules, other.agent)]
  if (plain(a) === plain(b)) return false
  return one.desk === other.desk || (personOf(rules, a) !== null && personOf(rules, b) !== null)
}

/** Everybody whom the shop or its logins name, once, in order. */
export const teamOf = (
  rules: AgentRules,
  logins: readonly { readonly name: string }[],
): readonly string[] => {
  const named = [...Object.keys(rules.people ?? {}), ...logins.map(({ name }) => nameOf(rules, name))]
  return [...new Set(named)].toSorted()
}
