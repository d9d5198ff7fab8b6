// A browser's first step: POST /v1/visitors gives it a visitor token. Writes nothing.
import { type Keys, readTrust } from './auth.ts'
import type { App } from './server.ts'

export type VisitorParts = {
  readonly keys: Keys
  readonly issue: () => { readonly visitor: string; readonly token: string }
}

export const addVisitorRoutes = (app: App, { keys, issue }: VisitorParts): void => {
  app.post('/v1/visitors', async (request, reply) => {
    readTrust(request, keys)
    reply.code(201).header('cache-control', 'no-store')
    return issue()
  })
}
