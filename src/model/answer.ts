// What came back from a model's server, made of it: the text of an answer, or one fixed word for why there is none. Knows no
// network and no question.
import { z } from 'zod'
import type { ModelOutcome } from '../ports/meter.ts'
import { TooLarge } from './transport.ts'

const count = z.number().int().min(0).max(10_000_000)
/** As much of a chat completion as is looked at. */
export const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          tool_calls: z.array(z.unknown()).nullish(),
        }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).nullish().catch(null),
})

/** Says no, in one fixed word. */
export class NoAnswer extends Error {
  readonly why: ModelOutcome
  constructor(why: ModelOutcome) {
    super(why)
    this.why = why
  }
}

const LIMITS = new Set(['length', 'max_tokens'])
const FILTERS = new Set(['content_filter', 'tool_calls', 'function_call'])

/** The text of the answer; throws NoAnswer. */
export const contentOf = (completion: z.infer<typeof Completion>): string => {
  const choice = completion.choices[0]
  const { content, refusal, tool_calls: calls } = choice?.message ?? {}
  const reason = choice?.finish_reason ?? ''
  if (refusal || FILTERS.has(reason) || (calls && calls.length > 0)) throw new NoAnswer('refused')
  if (LIMITS.has(reason)) throw new NoAnswer('cut_off')
  if (!content?.trim()) throw new NoAnswer('empty')
  return content
}

const FENCED = /^\s*```(?:json)?\s*([\s\S]*?)\s*```\s*$/

export const readAnswer = <T>(schema: z.ZodType<T>, content: string): T => {
  let json: unknown
  try {
    json = JSON.parse(FENCED.exec(content)?.[1] ?? content)
  } catch {
    throw new NoAnswer('bad_json')
  }
  const read = schema.safeParse(json)
  if (!read.success) throw new NoAnswer('bad_schema')
  return read.data
}

const outcomeOf = (status: number): ModelOutcome => {
  if (status >= 300 && status < 400) return 'redirected'
  if (status === 401 || status === 403) return 'denied'
  if (status === 429) return 'too_many'
  return status >= 500 ? 'server_error' : 'bad_request'
}

export type Failed = {
  readonly status?: number
  readonly param?: string | null
  readonly code?: string | null
  readonly headers?: Headers
}

/** An error and its causes. */
const chainOf = (error: unknown, most = 5): readonly unknown[] =>
  error instanceof Error && most > 0 ? [error, ...chainOf(error.cause, most - 1)] : []

export const whyOf = (error: unknown): ModelOutcome => {
  if (error instanceof NoAnswer) return error.why
  const { status, code } = error as Failed
  if (code === 'content_filter') return 'refused'
  if (status) return outcomeOf(status)
  const chain = chainOf(error)
  if (chain.some((one) => one instanceof TooLarge)) return 'too_large'
  if (
    chain.some(
      (one) =>
        (one as { code?: string }).code === 'ECONNREFUSED' || (one as { code?: string }).code === 'ENOTFOUND',
    )
  )
    return 'unreachable'
  return 'broken'
}

/** Seconds, as servers say it with 429; ms. */
export const retryAfter = (error: unknown): number => {
  const seconds = Number((error as Failed).headers?.get?.('retry-after'))
  return Number.isFinite(seconds) ? seconds * 1000 : 0
}

export const isEmpty = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  'choices' in answer &&
  Array.isArray(answer.choices) &&
  answer.choices.length === 0
