// Signing in at the desk, by name and password.

import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { createElapsed } from '../../core/time/elapsed.ts'
import { readInput } from '../input.ts'
import { Problem } from '../problem.ts'
import type { App } from '../server.ts'
import { createTries } from '../tries.ts'
import type { KnownBrowsers } from './known-browser.ts'
import { needOwnPage, type Sessions } from './sessions.ts'

export type SignInParts = {
  readonly sessions: Sessions
  readonly knownBrowsers: KnownBrowsers
  /** Takes the same time for a name that nobody has. */
  readonly isPassword: (name: string, password: string) => Promise<boolean>
  readonly now: () => number
  /** The name that the shop calls an agent by, whatever the login says. */
  readonly called: (name: string) => string
}

const login = z.object({ name: z.string().trim().min(1).max(60), password: z.string().min(1).max(200) })

const MINUTE = 60_000
/** Wrong passwords for one name from one address, and from one address in all. */
const FOR_NAME = 5
const FROM_ADDRESS = 30

export const addSignInRoutes = (app: App, parts: SignInParts): void => {
  const { sessions, knownBrowsers, isPassword, now } = parts
  const elapsed = createElapsed(now)
  const names = createTries(elapsed, FOR_NAME, MINUTE)
  const addresses = createTries(elapsed, FROM_ADDRESS, 10 * MINUTE)

  /** Whose tries are counted together: a stranger who guesses does not keep the agent out. */
  const keysOf = (request: FastifyRequest, name: string) => {
    const known = knownBrowsers.knows(request, name)
    const key = known ? `known ${name}` : `${request.ip} ${name}`
    return known
      ? [{ in: names, key }]
      : [
          { in: names, key },
          { in: addresses, key: request.ip },
        ]
  }

  app.post('/desk/api/sign-in', async (request, reply) => {
    needOwnPage(request)
    const { name, password } = readInput(login, request.body)
    const keys = keysOf(request, name)
    const wait = Math.max(...keys.map((each) => each.in.wait(each.key)))
    if (wait > 0) {
      reply.header('retry-after', Math.ceil(wait / 1000))
      throw new Problem(429, 'too_many_tries', 'Too many wrong passwords: wait a little', {
        more: { wait: Math.ceil(wait / 1000) },
      })
    }
    // Counted before it is checked, so that many tries at once are counted too.
    for (const each of keys) each.in.wrong(each.key)
    if (!(await isPassword(name, password))) {
      throw new Problem(401, 'wrong_password', 'This name and password do not go together')
    }
    for (const each of keys) each.in.right(each.key)
    sessions.begin(reply, name)
    knownBrowsers.remember(reply, name)
    return { agent: parts.called(name) }
  })

  app.post('/desk/api/sign-out', async (request, reply) => {
    needOwnPage(request)
    await sessions.end(request, reply)
    return { status: 'signed out' }
  })

  app.get('/desk/api/me', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const agent = await sessions.agent(request)
    return { agent: agent === null ? null : parts.called(agent) }
  })
}
