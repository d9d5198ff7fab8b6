// Answers as Direct Line gives them, errors in its own form, and what pages of the shop may read of them. Knows no talk.
import type { Answer, Hook, Knock } from '../../ports/hook.ts'

type Code =
  | 'MissingProperty'
  | 'MalformedData'
  | 'NotFound'
  | 'NotAllowed'
  | 'TokenExpired'
  | 'TooManyRequests'
  | 'ServiceError'

export class Refused extends Error {
  readonly status: number
  readonly code: Code
  readonly waits: number | null
  /** `waits`: how long until it is worth a try, ms. */
  constructor(status: number, code: Code, message: string, waits: number | null = null) {
    super(message)
    this.status = status
    this.code = code
    this.waits = waits
  }
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

export const json = (status: number, body: unknown): Answer => ({
  ...{ status, headers: JSON_TYPE, body: JSON.stringify(body) },
})

const refusal = ({ status, code, message, waits }: Refused): Answer => ({
  ...json(status, { error: { code, message } }),
  headers: {
    ...JSON_TYPE,
    ...(waits !== null && { 'retry-after': String(Math.max(1, Math.ceil(waits / 1000))) }),
  },
})

/** The host in an address of ours, as the caller knows it. */
export const hostIn = (origin: string): string => (URL.canParse(origin) ? new URL(origin).host : '')

/** Is this our own page, or one of the shop's? Programs say no origin. */
export const mayRead = (origin: string | undefined, host: string, origins: readonly string[]): boolean =>
  origin === undefined || origins.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host)

const corsOf = (knock: Omit<Knock, 'body'>, origins: readonly string[]): Readonly<Record<string, string>> => {
  const { origin } = knock.headers
  if (origin === undefined || !mayRead(origin, hostIn(knock.origin), origins)) return { vary: 'origin' }
  return {
    ...{ vary: 'origin', 'access-control-allow-origin': origin },
    'access-control-expose-headers': 'retry-after, x-request-id',
  }
}

type Method = 'GET' | 'POST'
type Handler = (knock: Knock) => Promise<Answer>
type Door = {
  readonly path: string
  readonly largest?: number
  /** Refuses, by throwing, before a body is read. */
  readonly first?: (caller: Omit<Knock, 'body'>) => unknown
  readonly methods: Partial<Record<Method, Handler>>
}

/** A path with all that may be asked there, and the preflight that pages ask before. */
export const doorOf = (
  { path, largest, first, methods }: Door,
  origins: readonly string[],
  onDefect: (error: unknown) => void,
): readonly Hook[] => {
  const allowed = Object.keys(methods).join(', ')
  const preflight: Handler = async (knock) => {
    const { origin } = knock.headers
    if (!mayRead(origin, hostIn(knock.origin), origins))
      return refusal(
        new Refused(403, 'NotAllowed', `Pages of ${origin} may not chat here: add them to WINBACK_ORIGINS`),
      )
    return {
      status: 204,
      headers: {
        'access-control-allow-methods': allowed,
        'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
        'access-control-max-age': '3600',
      },
    }
  }
  const refusedBy = (error: unknown): Answer => {
    if (error instanceof Refused) return refusal(error)
    onDefect(error)
    return refusal(new Refused(500, 'ServiceError', 'Something broke here; try again in a moment'))
  }
  const withCors = (answer: Answer, knock: Omit<Knock, 'body'>): Answer => ({
    ...answer,
    headers: { ...answer.headers, ...corsOf(knock, origins) },
  })
  const before = (caller: Omit<Knock, 'body'>): Answer | null => {
    try {
      first?.(caller)
      return null
    } catch (error) {
      return withCors(refusedBy(error), caller)
    }
  }
  return Object.entries({ ...methods, OPTIONS: preflight }).map(([method, handler]) => ({
    method: method as Hook['method'],
    path,
    ...(largest !== undefined && { largest }),
    ...(first && method !== 'OPTIONS' && { before }),
    answer: async (knock) => withCors(await handler(knock).catch(refusedBy), knock),
  }))
}
