// A browser's first step: POST /v1/visitors gives it a visitor token. Writes nothing.
import { z } from 'zod'
import type { About } from './about.ts'
import { type Keys, readTrust } from './auth.ts'
import type { App } from './server.ts'

export type VisitorParts = {
  readonly keys: Keys
  readonly issue: () => { readonly visitor: string; readonly token: string }
}

const ABOUT: About = {
  id: 'newVisitor',
  summary: 'A visitor id for a browser, and the token that opens its chat',
  detail: 'Writes nothing. The id is what events call anonymousId.',
  key: 'page',
  body: z.object({}).optional(),
  examples: { 'nothing is needed': {} },
  answer: {
    status: 201,
    means: 'A visitor that nobody else is',
    body: z.object({ visitor: z.string(), token: z.string() }),
  },
  problems: ['origin'],
}

export const addVisitorRoutes = (app: App, { keys, issue }: VisitorParts): void => {
  app.post('/v1/visitors', { config: { about: ABOUT } }, async (request, reply) => {
    readTrust(request, keys)
    reply.code(201).header('cache-control', 'no-store')
    return issue()
  })
}
