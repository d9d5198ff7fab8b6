// For whoever watches over the process: GET /healthz (it runs) and /readyz (it can work, and keep what it is told).
import { Problem } from './problem.ts'
import type { App } from './server.ts'

export type HealthParts = {
  /** Writes something to the store; throws where that fails, in words that say what to do. */
  readonly check: () => Promise<unknown>
  readonly isRetired: () => boolean
  /** Milliseconds, for how long an answer of `check` is good. */
  readonly now: () => number
}

/** The store is asked once in so long, however often strangers ask us. */
const GOOD_FOR = 1000
const SLOW = 2000

const within = async <T>(work: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the store does not answer')), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** What a StoreError says, without the path that it begins with. */
const whyOf = (error: unknown): string =>
  error instanceof Error && error.name === 'StoreError'
    ? error.message.replace(/^\S+: /, '')
    : 'the store does not answer'

export const addHealthRoutes = (app: App, { check, isRetired, now }: HealthParts): void => {
  let asked: { readonly at: number; readonly why: Promise<string | null> } | null = null
  const why = (): Promise<string | null> => {
    if (!asked || now() - asked.at > GOOD_FOR) {
      const answer = within(check(), SLOW).then(() => null, whyOf)
      asked = { at: now(), why: answer }
    }
    return asked.why
  }

  app.get('/healthz', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return { status: 'ok' }
  })

  app.get('/readyz', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    if (isRetired()) throw new Problem(503, 'stopping', 'The server is going down')
    const wrong = await why()
    if (wrong === null) return { status: 'ready' }
    throw new Problem(503, 'not_ready', 'The store can keep nothing now', { detail: wrong })
  })
}
