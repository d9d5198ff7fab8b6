// What one agent may give alone, and whether certain terms want another agent's yes. Pure; issues nothing.
import type { Offer } from '../offers/offer.ts'
import { reserveOf } from '../offers/use-terms.ts'
import type { AgentRules, RoleLimits } from '../shop.ts'
import { heldTo, type OverLimit } from './agent-terms.ts'
import { type Actor, actorOf, areTwo, limitsOf } from './people.ts'
import { overRole } from './role-limits.ts'
import type { FirstYes } from './ticket.ts'

/** What an agent may give without anybody else; sums in minor units. */
export type Alone = {
  readonly role: string | null
  /** null: no role, so that the shop's limits are the only ones. */
  readonly limits: RoleLimits | null
  /** A code that may cost more wants two, whoever they are; null: none does. */
  readonly above: number | null
}

/** Why it takes two: a limit of this agent's role, or a sum that wants two people. */
export type WantsSecond = { readonly over: OverLimit } | { readonly above: number }

export const aloneOf = (rules: AgentRules, actor: Actor): Alone => {
  const { role } = actorOf(rules, actor)
  return { role: role ?? null, limits: limitsOf(rules, role), above: rules.second_agent_above ?? null }
}

/** The yes that somebody else has said already; null: nobody, or the same person. */
export const saidBefore = (
  rules: AgentRules,
  actor: Actor,
  first: FirstYes | null | undefined,
): FirstYes | null => {
  if (!first) return null
  const other = { agent: first.by, ...(first.desk !== undefined && { desk: first.desk }) }
  return areTwo(rules, other, actor) ? first : null
}

/**
 * null: this agent's yes is enough. `given`: the terms held to the ceiling, so that the sum is what this code can really
 * cost. `before`: another agent's yes to the very same; a role's limits hold for whoever completes it all the same.
 */
export const wantsSecond = (
  rules: AgentRules,
  actor: Actor,
  written: Offer,
  given: Offer,
  before: FirstYes | null,
): WantsSecond | null => {
  const { limits, above } = aloneOf(rules, actor)
  const over = limits && overRole(written, given, limits)
  if (over) return { over }
  return above !== null && reserveOf(given) > above && !before ? { above } : null
}

/** The same of terms that are only looked at: `terms` as wanted, `ceiling` as an approval would name it. */
export const wouldWantSecond = (
  rules: AgentRules,
  actor: Actor,
  seen: { readonly written: Offer; readonly terms: Offer; readonly ceiling: number; readonly digest: string },
  campaign: string,
  first: FirstYes | undefined,
): WantsSecond | null => {
  const same = first?.digest === seen.digest && first.campaign === campaign ? first : null
  const before = saidBefore(rules, actor, same)
  const ceiling = Math.min(seen.ceiling, before?.ceiling ?? Number.POSITIVE_INFINITY)
  return wantsSecond(rules, actor, seen.written, heldTo(seen.terms, ceiling), before)
}
