// Who a member of Slack is here: the agent's name in every record, the language, the role by user group. What Slack says
// is kept for a while; a name, once given to a member, stays that member's.
import type { Lang } from '../../core/meaning.ts'
import type { DeskDoors } from '../../ports/desk-doors.ts'
import type { Log } from '../../ports/log.ts'
import type { Notes } from '../../ports/notes.ts'
import type { GroupRole, SlackSettings } from './settings.ts'
import type { Web } from './web.ts'
import { langOf } from './words.ts'

export type Member = {
  /** Slack's id, U0123. */
  readonly id: string
  /** The agent's name: in acts, in the talk, at every desk. */
  readonly name: string
  readonly lang: Lang
  /** null: in no group that has a role. */
  readonly role: string | null
  /** May act, and not only look. */
  readonly acts: boolean
}

export type Members = {
  readonly of: (id: string) => Promise<Member>
  readonly memberOf: (name: string) => Promise<string | null>
}

const KEPT = 10 * 60_000
const GROUPS_KEPT = 60_000
/** Slack does not answer: the groups of a moment ago are better than nobody's yes; not for long. */
const GROUPS_AT_MOST = 15 * 60_000
const NAMES = 'slack:agents'
const MEMBER = /^[UW][A-Z0-9]{2,20}$/

type Known = { readonly wanted: string; readonly lang: Lang }

/** As the settings allow names of agents: shoppers read them. */
export const agentName = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ ._-]+/, '')
    .slice(0, 40)
    .trim()

type MemberParts = {
  readonly web: Web
  readonly notes: Notes
  readonly settings: Pick<SlackSettings, 'roles' | 'agents' | 'taken'>
  readonly log: Log
  readonly person: DeskDoors['person']
}

export const createMembers = ({ web, notes, settings, log, person }: MemberParts): Members => {
  const known = new Map<string, { readonly until: number; readonly found: Known }>()
  let groups: { readonly at: number; readonly roles: ReadonlyMap<string, string> } | null = null
  let looking: Promise<void> | null = null

  const ask = async (id: string): Promise<Known> => {
    const there = known.get(id)
    if (there && there.until > performance.now()) return there.found
    try {
      const { user } = await web.call('users.info', { user: id, include_locale: true })
      const wanted = agentName(
        String(
          user?.profile?.display_name || user?.real_name || user?.profile?.real_name || user?.name || id,
        ),
      )
      const found = { wanted: wanted || id, lang: langOf(user?.locale) }
      known.set(id, { until: performance.now() + KEPT, found })
      return found
    } catch {
      return there?.found ?? { wanted: id, lang: 'en' }
    }
  }

  const names = async (): Promise<{ readonly version: number; readonly names: Record<string, string> }> => {
    const note = await notes.get(NAMES)
    return {
      version: note?.version ?? 0,
      names: note ? (JSON.parse(note.value) as Record<string, string>) : {},
    }
  }

  /** As the shop calls this agent. */
  const called = (name: string): string => person(name)?.name ?? name

  const nameOf = async (id: string, { wanted }: Known): Promise<string> => {
    // What anybody may write into a profile of their own names nobody of the shop's people: ids do.
    const mapped = settings.agents[id] ?? person(id)?.name
    if (mapped !== undefined) return called(mapped)
    const isPerson = (name: string): boolean => settings.taken.includes(name) || person(name) !== null
    for (;;) {
      const { version, names: given } = await names()
      const mine = given[id]
      if (mine !== undefined && !isPerson(mine)) return mine
      // Two members of one name, or one who is called as somebody at the built-in desk, are told apart.
      const others = [
        ...Object.entries(given).flatMap(([other, name]) => (other === id ? [] : [name])),
        ...settings.taken,
      ]
      others.push(...Object.values(settings.agents))
      const isOthers =
        isPerson(wanted) ||
        others.some((one) => one.toLowerCase() === wanted.toLowerCase()) ||
        wanted === 'winback'
      const name = isOthers ? `${wanted.slice(0, 40 - id.length - 1).trim()} ${id}` : wanted
      // Slack did not say who it is: nothing to keep.
      if (wanted === id) return name
      if (await notes.put(NAMES, version, JSON.stringify({ ...given, [id]: name }))) return name
    }
  }

  const idOf = (all: readonly { id?: string; handle?: string }[], { group }: GroupRole): string | null =>
    all.find(({ id, handle }) => id === group || handle === group)?.id ?? null

  const look = async (): Promise<void> => {
    const byHandle = settings.roles.some(({ group }) => !/^S[A-Z0-9]{2,}$/.test(group))
    const listed = byHandle
      ? ((await web.call('usergroups.list')).usergroups as { id?: string; handle?: string }[])
      : []
    const roles = new Map<string, string>()
    for (const rule of settings.roles) {
      const group = byHandle
        ? (idOf(listed, rule) ?? (/^S[A-Z0-9]{2,}$/.test(rule.group) ? rule.group : null))
        : rule.group
      if (group === null) {
        log.error({ group: rule.group }, 'SLACK_ROLES names a user group that the workspace does not have')
        continue
      }
      const { users } = await web.call('usergroups.users.list', { usergroup: group })
      for (const user of users as readonly string[]) if (!roles.has(user)) roles.set(user, rule.role)
    }
    groups = { at: performance.now(), roles }
  }

  const roleOf = async (id: string): Promise<string | null> => {
    if (settings.roles.length === 0) return null
    if (!groups || performance.now() - groups.at > GROUPS_KEPT) {
      looking ??= look()
        .catch(() => log.error({}, 'Slack did not say who is in which user group'))
        .finally(() => {
          looking = null
        })
      await looking
    }
    return groups && performance.now() - groups.at <= GROUPS_AT_MOST ? (groups.roles.get(id) ?? null) : null
  }

  return {
    of: async (id) => {
      const [found, role] = await Promise.all([ask(id), roleOf(id)])
      const name = await nameOf(id, found)
      // One whom Slack does not name would be somebody else as soon as it does: two yeses of one person.
      const acts = name !== id && (settings.roles.length === 0 || role !== null)
      return { id, name, lang: found.lang, role, acts }
    },
    memberOf: async (name) => {
      const mapped = Object.entries(settings.agents).find(([, agent]) => called(agent) === called(name))
      if (mapped) return mapped[0]
      const told = person(name)?.also.find((one) => MEMBER.test(one))
      if (told !== undefined) return told
      const { names: given } = await names()
      return Object.entries(given).find(([, agent]) => agent === name)?.[0] ?? null
    },
  }
}
