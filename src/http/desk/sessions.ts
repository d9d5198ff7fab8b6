// Agents' sessions at the desk: a signed cookie that names the agent and its end. Knows no passwords.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Seal } from '../../ports/seal.ts'
import { isSame } from '../auth.ts'
import { Problem } from '../problem.ts'

const COOKIE = 'winback_desk'
/** A working day; then the agent signs in again. */
const LASTS = 12 * 3600_000

export type Sessions = {
  readonly begin: (reply: FastifyReply, agent: string) => void
  readonly end: (reply: FastifyReply) => void
  /** The agent's name; null: nobody is signed in. */
  readonly agent: (request: FastifyRequest) => string | null
  /** The same; throws a 401 problem where nobody is signed in. */
  readonly need: (request: FastifyRequest) => string
}

/** `isAgent`: an agent who was taken off the list is out at once. `now`: real time, not the demo's. */
export const createSessions = (
  seal: Pick<Seal, 'hmac'>,
  isAgent: (name: string) => boolean,
  now: () => number,
): Sessions => {
  const sign = (name: string, until: string): string => seal.hmac('token', `desk:${name}:${until}`)
  const put = (reply: FastifyReply, value: string, seconds: number) =>
    reply.header(
      'set-cookie',
      `${COOKIE}=${value}; Path=/desk; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure(reply)}`,
    )
  const agentOf = (cookies: string): string | null => {
    const value = cookies.split(/;\s*/).find((cookie) => cookie.startsWith(`${COOKIE}=`))
    const [encoded = '', until = '', signature = ''] = (value ?? '').slice(COOKIE.length + 1).split('.')
    const name = Buffer.from(encoded, 'base64url').toString()
    if (!isSame(signature, sign(name, until)) || Number(until) < now() || !isAgent(name)) return null
    return name
  }
  return {
    begin: (reply, agent) => {
      const until = String(now() + LASTS)
      const name = Buffer.from(agent).toString('base64url')
      put(reply, `${name}.${until}.${sign(agent, until)}`, LASTS / 1000)
    },
    end: (reply) => void put(reply, '', 0),
    agent: (request) => agentOf(request.headers.cookie ?? ''),
    need: (request) => {
      const agent = agentOf(request.headers.cookie ?? '')
      if (agent !== null) return agent
      throw new Problem(401, 'sign_in', 'Sign in first')
    },
  }
}

/** Behind a proxy that speaks TLS the cookie never travels in the clear. */
const secure = (reply: FastifyReply): string =>
  reply.request.headers['x-forwarded-proto'] === 'https' ? '; Secure' : ''

/** A form of another site can neither set this header nor, by SameSite=Strict, bring the cookie. */
export const needOwnPage = (request: FastifyRequest): void => {
  const { origin, host } = request.headers
  const own = origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
  if (own && request.headers['x-winback-desk'] === '1') return
  throw new Problem(403, 'foreign_page', "Only the desk's own page may do this")
}
