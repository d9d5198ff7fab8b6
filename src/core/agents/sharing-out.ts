// Whose a new ticket is, where the shop shares them out: one of the people who are in, evenly and for ever the same for
// the same ticket. Anybody may take it all the same.
import type { AgentRules } from '../shop.ts'
import { shareOf } from '../stable-hash.ts'
import { isOpen } from './hours.ts'
import type { Assigned } from './ticket.ts'

/** Who is in at `at`, by their own hours or the shop's. */
export const peopleIn = ({ people = {}, hours }: AgentRules, at: number, zone: string): readonly string[] =>
  Object.entries(people)
    .filter(([, person]) => isOpen(person.hours ?? hours, at, zone))
    .map(([name]) => name)

export const shareOut = (
  rules: AgentRules,
  ticket: string,
  at: number,
  zone: string,
  except?: string,
): { readonly assigned?: Assigned } => {
  if (rules.assign !== 'evenly') return {}
  const there = peopleIn(rules, at, zone).filter((name) => name !== except)
  const to = there[Math.floor(shareOf(`assign\n${ticket}`) * there.length)]
  return to === undefined ? {} : { assigned: { to, by: 'winback', at } }
}
