// Who may sign in at the built-in desk, by what, and as whom they act there: what the desk's doors ask.
import type { randomBytes } from 'node:crypto'
import { createKnownBrowsers } from '../http/desk/known-browser.ts'
import { createSessions } from '../http/desk/sessions.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import { type AgentLogin, hashAll, isPassword, NOBODY } from './agent-logins.ts'

type Parts = {
  readonly agents: readonly AgentLogin[]
  readonly seal: Seal
  readonly store: Store
  readonly random: typeof randomBytes
}

export const createSigningIn = ({ agents, seal, store, random }: Parts) => {
  const find = (name: string): AgentLogin | undefined => agents.find((agent) => agent.name === name)
  return {
    sessions: createSessions({
      seal,
      store,
      now: Date.now,
      random,
      isAgent: (name) => find(name) !== undefined,
    }),
    knownBrowsers: createKnownBrowsers(seal),
    roleOf: (name: string) => find(name)?.role,
    /** Takes as long for a name that nobody has. */
    isPassword: async (name: string, password: string): Promise<boolean> => {
      await hashAll(agents)
      const login = find(name)
      return (await isPassword(login ?? NOBODY, password)) && login !== undefined
    },
  }
}
