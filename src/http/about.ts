// What a route says of itself beside its handler, for /openapi.json: `app.post(path, { config: { about } }, handler)`.
import type { z } from 'zod'
import type { ProblemCode } from './problem-codes.ts'

export type About = {
  /** Unique; what a generated client calls it. */
  readonly id: string
  readonly summary: string
  readonly detail?: string
  /** Whose key opens it. */
  readonly key: 'page' | 'secret' | 'none'
  /** What is sent; a function where it depends on the shop's currency. */
  readonly body?: z.ZodType | ((shop: { readonly currency: string; readonly time_zone: string }) => z.ZodType)
  /** What may stand after the `?`. */
  readonly query?: z.ZodObject
  /** Name -> a body that works as it stands. */
  readonly examples?: Readonly<Record<string, unknown>>
  readonly idempotencyKey?: boolean
  /** The status of success, what it means, and what is answered. */
  readonly answer: { readonly status: number; readonly means: string; readonly body: z.ZodType }
  /** Problems beside those that every route may answer. */
  readonly problems: readonly ProblemCode[]
}

declare module 'fastify' {
  interface FastifyContextConfig {
    about?: About
  }
}
