// Reads the settings of the Slack desk: none, or a whole set of them. Every fault says what to do. Asks no server.
import { z } from 'zod'
import type { GroupRole, SlackSettings } from '../desks/slack/settings.ts'

const text = z.string().max(2000, 'this is far too long').optional()

export const SLACK_VARIABLES = {
  SLACK_BOT_TOKEN: text,
  SLACK_APP_TOKEN: text,
  SLACK_SIGNING_SECRET: text,
  SLACK_CHANNEL: text,
  SLACK_API_URL: text,
  SLACK_ROLES: text,
  SLACK_AGENTS: text,
}

type Name = keyof typeof SLACK_VARIABLES
export type SlackVariables = { readonly [name in Name]?: string | undefined }

const API = 'https://slack.com/api/'
const ROLE = /^[a-z][a-z0-9_]{0,39}$/
const AGENT = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u

const pairs = (text: string | undefined): readonly (readonly [string, string])[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=')
      return at < 0 ? ([part, ''] as const) : ([part.slice(0, at).trim(), part.slice(at + 1).trim()] as const)
    })

const readRoles = (text: string | undefined, faults: string[]): GroupRole[] =>
  pairs(text).flatMap(([named, role]) => {
    const group = named.replace(/^@/, '')
    if (/^[\w.-]{1,80}$/.test(group) && ROLE.test(role)) return [{ group, role }]
    faults.push(
      `SLACK_ROLES: "${named}=${role}" is no group and role: write S0123ABCD=lead or @agents=agent, with commas between them`,
    )
    return []
  })

const readNames = (text: string | undefined, faults: string[]): Record<string, string> => {
  const found = new Map<string, string>()
  for (const [user, name] of pairs(text)) {
    if (!/^[UW][A-Z0-9]{2,20}$/.test(user) || !AGENT.test(name))
      faults.push(
        `SLACK_AGENTS: "${user}=${name}" is no member and agent: write U0123ABCD=olena (a member's profile in Slack has "Copy member ID")`,
      )
    else if ([...found.values()].includes(name)) faults.push(`SLACK_AGENTS: two members are "${name}"`)
    else found.set(user, name)
  }
  return Object.fromEntries(found)
}

const readApi = (text: string | undefined, faults: string[]): string => {
  const url = URL.canParse(text ?? API) ? new URL(text ?? API) : null
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username)
    return url.href.replace(/\/*$/, '/')
  faults.push(`SLACK_API_URL: "${text}" is no address of a server: leave it empty for ${API}`)
  return API
}

const readBy = (found: SlackVariables, faults: string[]): SlackSettings['by'] | null => {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: secret } = found
  if (appToken !== undefined) {
    if (appToken.startsWith('xapp-')) return { kind: 'socket', appToken }
    faults.push('SLACK_APP_TOKEN: an app-level token begins with xapp- (Basic Information, App-Level Tokens)')
    return null
  }
  if (secret !== undefined) return { kind: 'http', secret }
  faults.push(
    'SLACK_APP_TOKEN: needed for socket mode; or set SLACK_SIGNING_SECRET and let Slack call /slack/events (docs/SLACK.md)',
  )
  return null
}

/** null: no Slack desk. What is wrong is added to `faults`. */
export const readSlackSettings = (
  found: SlackVariables,
  desk: readonly { readonly name: string }[],
  faults: string[],
): SlackSettings | null => {
  if (Object.keys(SLACK_VARIABLES).every((name) => found[name as Name] === undefined)) return null
  const { SLACK_BOT_TOKEN: botToken, SLACK_CHANNEL: channel } = found
  if (!botToken?.startsWith('xoxb-'))
    faults.push('SLACK_BOT_TOKEN: needed for the Slack desk; it begins with xoxb- (OAuth & Permissions)')
  if (channel === undefined || !/^[CG][A-Z0-9]{2,20}$/.test(channel))
    faults.push(
      'SLACK_CHANNEL: where tickets are posted: the id of a channel, such as C0123ABCD (it stands at the end of "View channel details")',
    )
  const by = readBy(found, faults)
  const roles = readRoles(found.SLACK_ROLES, faults)
  const agents = readNames(found.SLACK_AGENTS, faults)
  const apiUrl = readApi(found.SLACK_API_URL, faults)
  if (!botToken || !channel || !by) return null
  return { botToken, by, channel, apiUrl, roles, agents, taken: desk.map(({ name }) => name) }
}
