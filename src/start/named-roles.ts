// Do the settings of the desks name roles that the shop's rules know? A slip of the pen stops the start: it would only be
// found when somebody's yes is not enough. Reads no environment.
import type { Config } from '../config.ts'
import type { AgentRules } from '../core/shop.ts'
import { nearest } from '../rulebook/nearest.ts'
import { StartError } from './start-error.ts'

type Named = { readonly variable: string; readonly whose: string; readonly role: string }

const namedIn = ({
  agents,
  slack,
  botFramework,
}: Pick<Config, 'agents' | 'slack' | 'botFramework'>): readonly Named[] => [
  ...agents.flatMap(({ name, role }) =>
    role === undefined ? [] : [{ variable: 'WINBACK_AGENTS', whose: name, role }],
  ),
  ...(slack?.roles ?? []).map(({ group, role }) => ({ variable: 'SLACK_ROLES', whose: group, role })),
  ...(botFramework?.desk?.agents ?? []).flatMap(({ name, role }) =>
    role === undefined ? [] : [{ variable: 'TEAMS_AGENTS', whose: name, role }],
  ),
]

/** Throws a StartError that names every role which is none. */
export const checkRoles = (
  config: Pick<Config, 'agents' | 'slack' | 'botFramework'>,
  { roles = {} }: Pick<AgentRules, 'roles'>,
): void => {
  const known = Object.keys(roles)
  const faults = namedIn(config)
    .filter(({ role }) => !Object.hasOwn(roles, role))
    .map(({ variable, whose, role }) => {
      const meant = nearest(role, known)
      const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`
      return `${variable}: "${role}" (of ${whose}) is no role of the shop.${hint}`
    })
  if (faults.length === 0) return
  const has = known.length > 0 ? `has: ${known.join(', ')}` : 'has none'
  throw new StartError(
    `${faults.join('\n')}\nagents: roles: in shop.yaml ${has}. Name the role there, or another one in the setting.`,
  )
}
