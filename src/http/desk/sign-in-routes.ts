// Signing in at the desk, by name and password.
import { z } from 'zod'
import { readInput } from '../input.ts'
import { Problem } from '../problem.ts'
import type { App } from '../server.ts'
import { createAttempts } from './attempts.ts'
import { needOwnPage, type Sessions } from './sessions.ts'

export type SignInParts = {
  readonly sessions: Sessions
  /** Takes the same time for a name that nobody has. */
  readonly isPassword: (name: string, password: string) => Promise<boolean>
  readonly now: () => number
}

const login = z.object({ name: z.string().trim().min(1).max(60), password: z.string().min(1).max(200) })

export const addSignInRoutes = (app: App, { sessions, isPassword, now }: SignInParts): void => {
  const attempts = createAttempts(now)

  app.post('/desk/api/sign-in', async (request, reply) => {
    needOwnPage(request)
    const { name, password } = readInput(login, request.body)
    const wait = attempts.wait(name)
    if (wait > 0) {
      reply.header('retry-after', Math.ceil(wait / 1000))
      throw new Problem(429, 'too_many_tries', 'Too many wrong passwords: wait a minute')
    }
    // Counted before it is checked, so that many tries at once are counted too.
    attempts.failed(name)
    if (!(await isPassword(name, password))) {
      throw new Problem(401, 'wrong_password', 'This name and password do not go together')
    }
    attempts.succeeded(name)
    sessions.begin(reply, name)
    return { agent: name }
  })

  app.post('/desk/api/sign-out', async (request, reply) => {
    needOwnPage(request)
    sessions.end(reply)
    return { status: 'signed out' }
  })

  app.get('/desk/api/me', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return { agent: sessions.agent(request) }
  })
}
