// A browser in which an agent has signed in before: its own tries are counted, whoever else guesses at that name from
// the same address. A signed cookie that opens nothing.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Seal } from '../../ports/seal.ts'
import { isSame } from '../auth.ts'
import { cookieOf, putCookie } from './cookies.ts'

const COOKIE = 'winback_desk_known'
const LASTS = 365 * 86_400

export type KnownBrowsers = {
  /** Does this browser know `name`? */
  readonly knows: (request: FastifyRequest, name: string) => boolean
  readonly remember: (reply: FastifyReply, name: string) => void
}

export const createKnownBrowsers = (seal: Pick<Seal, 'hmac'>): KnownBrowsers => {
  const sign = (name: string): string => seal.hmac('token', `desk-known:${name}`)
  return {
    knows: (request, name) => isSame(cookieOf(request, COOKIE), sign(name)),
    remember: (reply, name) => putCookie(reply, COOKIE, sign(name), LASTS),
  }
}
