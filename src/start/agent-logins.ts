// Agents' names and passwords: reading them from the settings, and checking a password. Knows no sessions.
import { randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto'

/**
 * `hash` is `scrypt$SALT$HASH`; where the settings say the password itself, it is hashed when that is first asked for, and
 * forgotten then. `role`: of the shop's `agents: roles:`.
 */
export type AgentLogin = {
  readonly name: string
  readonly hash: string | (() => Promise<string>)
  readonly role?: string
}

const COST = { N: 16384, r: 8, p: 1 }
const HASHED = /^scrypt\$[\w-]{22}\$[\w-]{43}$/

const written = (salt: Uint8Array, hash: Buffer): string =>
  `scrypt$${Buffer.from(salt).toString('base64url')}$${hash.toString('base64url')}`

export const hashPassword = (password: string, salt: Uint8Array = randomBytes(16)): string =>
  written(salt, scryptSync(password.normalize('NFC'), salt, 32, COST))

const scryptOf = (password: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, 32, COST, (error, hash) =>
      error ? reject(error) : resolve(hash),
    )
  })

/** Hashing takes as long as a quarter of a start, so it waits until somebody asks, or the server has nothing better to do. */
export const hashLater = (plain: string): (() => Promise<string>) => {
  let password: string | null = plain
  let hash: Promise<string> | undefined
  return () => {
    if (password !== null) {
      const salt = randomBytes(16)
      hash = scryptOf(password, salt).then((made) => written(salt, made))
      password = null
    }
    return hash!
  }
}

const hashOf = async ({ hash }: AgentLogin): Promise<string> => (typeof hash === 'string' ? hash : hash())

/** One after the other: the threads that hash are those that read files too. */
export const hashAll = async (agents: readonly AgentLogin[]): Promise<void> => {
  for (const agent of agents) await hashOf(agent)
}

/** Takes the same time whether the name exists or not: hand in NOBODY for an unknown one. */
export const isPassword = async (login: AgentLogin, password: string): Promise<boolean> => {
  const [, salt = '', expected = ''] = (await hashOf(login)).split('$')
  const hash = await scryptOf(password, Buffer.from(salt, 'base64url'))
  return timingSafeEqual(hash, Buffer.from(expected, 'base64url'))
}

/** A login that no password opens, to be checked where the name is unknown. */
export const NOBODY: AgentLogin = {
  name: '',
  hash: `scrypt$${'A'.repeat(22)}$${Buffer.alloc(32).toString('base64url')}`,
}

const ROLE = /^[a-z][a-z0-9_]{0,47}$/

/**
 * Entries `name:password` or `name:scrypt$SALT$HASH`, and with a role `name/role:password`, so that a password may hold
 * whatever it likes; every fault of all of them.
 */
export const readAgents = (entries: readonly string[]) => {
  const agents: AgentLogin[] = []
  const faults: string[] = []
  for (const entry of entries) {
    const colon = entry.indexOf(':')
    const [name = '', role, more] = entry
      .slice(0, Math.max(0, colon))
      .split('/')
      .map((part) => part.trim())
    const password = entry.slice(colon + 1).trim()
    if (colon < 1 || !/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u.test(name)) {
      faults.push('write name:password for each agent, with commas between them')
    } else if (more !== undefined || (role !== undefined && !ROLE.test(role))) {
      faults.push(`the role of "${name}" is no role: write name/role:password, such as ${name}/lead:password`)
    } else if (agents.some((agent) => agent.name === name)) faults.push(`the agent "${name}" is named twice`)
    else if (password.length < 8) faults.push(`the password of "${name}" has fewer than 8 characters`)
    else {
      const hash = HASHED.test(password) ? password : hashLater(password)
      agents.push({ name, hash, ...(role !== undefined && { role }) })
    }
  }
  return { agents, faults }
}
