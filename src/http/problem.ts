// Errors as the doors tell them: RFC 9457 problems with a stable code. Knows no routes.
import type { FastifyReply } from 'fastify'
import { Overloaded } from '../ports/store-error.ts'

export type Fault = { readonly path: string; readonly message: string }

/** `code` is for programs and never changes its meaning; `detail` is for people; `after`: seconds until it is worth a try. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string | undefined
  readonly errors: readonly Fault[] | undefined
  readonly more: Readonly<Record<string, unknown>>
  readonly after: number | undefined
  constructor(
    status: number,
    code: string,
    title: string,
    about: {
      readonly detail?: string
      readonly errors?: readonly Fault[]
      readonly more?: Readonly<Record<string, unknown>>
      readonly after?: number
    } = {},
  ) {
    super(title)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.detail = about.detail
    this.errors = about.errors
    this.more = about.more ?? {}
    this.after = about.after
  }
}

export const problemBody = (problem: Problem): Record<string, unknown> => ({
  ...problem.more,
  type: `urn:winback:${problem.code}`,
  title: problem.message,
  status: problem.status,
  code: problem.code,
  ...(problem.detail === undefined ? {} : { detail: problem.detail }),
  ...(problem.errors === undefined ? {} : { errors: problem.errors }),
})

export const sendProblem = (reply: FastifyReply, problem: Problem): FastifyReply => {
  if (problem.after !== undefined) reply.header('retry-after', problem.after)
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem)))
}

/** What the store could not keep may be tried again after so long, s. */
export const STORE_AFTER = 5

const overloadOf = ({ whose, wait }: Overloaded): Problem => {
  const after = { after: Math.ceil(wait / 1000) }
  return whose === 'caller'
    ? new Problem(429, 'too_many_requests', 'Too much at once for this shopper: wait a moment', after)
    : new Problem(503, 'overloaded', 'There is more to do than can be done in time: try again later', after)
}

export const DEFECT = new Problem(500, 'defect', 'Something went wrong on our side')

/** Whatever was thrown, as it is told: a defect of ours where it is nothing else. */
export const defectOf = (error: unknown): Problem =>
  (error instanceof Error ? problemOf(error as Error & { code?: unknown }) : null) ?? DEFECT

/** What the framework itself refuses, by its own codes. Null: a defect of ours. */
export const problemOf = (error: {
  readonly name?: string
  readonly code?: unknown
  readonly statusCode?: unknown
}): Problem | null => {
  if (error instanceof Problem) return error
  if (error instanceof Overloaded) return overloadOf(error)
  if (error.name === 'StoreError')
    return new Problem(503, 'store', 'This could not be kept: try again in a moment', { after: STORE_AFTER })
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem(413, 'too_large', 'The body is larger than 1 MB')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem(415, 'media_type', 'Send JSON, with Content-Type: application/json')
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Problem(400, 'invalid_json', 'The body is not valid JSON')
    case 'Z_DATA_ERROR':
    case 'Z_BUF_ERROR':
    case 'Z_NEED_DICT':
      return new Problem(400, 'invalid_gzip', 'The body is not packed with gzip, or not all of it is there')
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new Problem(404, 'not_found', 'There is no such page')
    default: {
      const status = error.statusCode
      if (typeof status !== 'number' || status < 400 || status > 499) return null
      return new Problem(status, 'bad_request', 'The request could not be read')
    }
  }
}
