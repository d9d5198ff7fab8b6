// Agents' sessions at the desk: a signed cookie that names the agent and its end. Knows no passwords.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Seal } from '../../ports/seal.ts'
import type { Store } from '../../ports/store.ts'
import { isOwnOrigin, isSame } from '../auth.ts'
import { Problem } from '../problem.ts'
import { cookieOf, putCookie } from './cookies.ts'

const COOKIE = 'winback_desk'
/** A working day; then the agent signs in again. */
const LASTS = 12 * 3600_000

export type Sessions = {
  readonly begin: (reply: FastifyReply, agent: string) => void
  /** Nobody gets in with this session any more, also with a copy of its cookie. */
  readonly end: (request: FastifyRequest, reply: FastifyReply) => Promise<void>
  /** The agent's name; null: nobody is signed in. */
  readonly agent: (request: FastifyRequest) => Promise<string | null>
  /** The same; throws a 401 problem where nobody is signed in. */
  readonly need: (request: FastifyRequest) => Promise<string>
}

export type SessionParts = {
  readonly seal: Pick<Seal, 'hmac'>
  /** An agent who was taken off the list is out at once. */
  readonly isAgent: (name: string) => boolean
  /** Real time, not the demo's. */
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
  /** Ended sessions are claims of nobody's: put once, there after a restart and in every process. */
  readonly store: Pick<Store, 'claim' | 'owners'>
}

type Session = { readonly id: string; readonly agent: string }

const claimOf = (id: string): string => `desk-session-ended:${id}`

export const createSessions = ({ seal, isAgent, now, random, store }: SessionParts): Sessions => {
  const sign = (name: string, until: string, id: string): string =>
    seal.hmac('token', `desk:${name}:${until}:${id}`)
  const read = (request: FastifyRequest): Session | null => {
    const [encoded = '', until = '', id = '', signature = ''] = cookieOf(request, COOKIE).split('.')
    const agent = Buffer.from(encoded, 'base64url').toString()
    const right = isSame(signature, sign(agent, until, id)) && Number(until) >= now()
    return right && isAgent(agent) ? { id, agent } : null
  }
  const agentOf = async (request: FastifyRequest): Promise<string | null> => {
    const session = read(request)
    if (!session) return null
    const [ended] = await store.owners([claimOf(session.id)])
    return ended ? null : session.agent
  }
  return {
    begin: (reply, agent) => {
      const until = String(now() + LASTS)
      const id = Buffer.from(random(12)).toString('base64url')
      const name = Buffer.from(agent).toString('base64url')
      putCookie(reply, COOKIE, `${name}.${until}.${id}.${sign(agent, until, id)}`, LASTS / 1000)
    },
    end: async (request, reply) => {
      const session = read(request)
      if (session) await store.claim([{ key: claimOf(session.id), owner: 'ended' }])
      putCookie(reply, COOKIE, '', 0)
    },
    agent: agentOf,
    need: async (request) => {
      const agent = await agentOf(request)
      if (agent !== null) return agent
      throw new Problem(401, 'sign_in', 'Sign in first')
    },
  }
}

/** A form of another site can neither set this header nor, by SameSite=Strict, bring the cookie. */
export const needOwnPage = (request: FastifyRequest): void => {
  const { origin } = request.headers
  const own = origin === undefined || isOwnOrigin(origin, request.host)
  if (own && request.headers['x-winback-desk'] === '1') return
  throw new Problem(403, 'foreign_page', "Only the desk's own page may do this")
}
