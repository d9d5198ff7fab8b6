// One question to the model's server, answered within its deadline or not at all. It asks the breaker and the day's cap
// first, repeats nothing but a request whose form the server refused, and believes only what fits the schema.
import type OpenAI from 'openai'
import type { z } from 'zod'
import type { Breaker } from '../core/breaker.ts'
import type { ModelMeter, ModelOutcome } from '../ports/meter.ts'
import {
  Completion,
  contentOf,
  type Failed,
  isEmpty,
  NoAnswer,
  readAnswer,
  retryAfter,
  whyOf,
} from './answer.ts'
import { type Dialect, firstDialect, simpler } from './dialect.ts'
import type { ModelSettings } from './settings.ts'
import type { Shape } from './shape.ts'
import type { Spending, Tokens } from './spending.ts'

export type Question<T> = {
  readonly what: 'read' | 'phrase'
  /** Ours, the same every time; nothing from outside stands in it. */
  readonly system: string
  /** Everything from outside, as one JSON object. */
  readonly data: object
  readonly name: string
  readonly schema: z.ZodType<T>
  /** The same for the server. */
  readonly shape: Shape
  /** The longest answer, tokens. */
  readonly most: number
  /** By then it is answered, ms of performance.now(). */
  readonly until: number
}

export type ModelClient = {
  /** null: go on without it. Never throws. */
  readonly ask: <T>(question: Question<T>) => Promise<T | null>
  /** Waits until what was spent is written. */
  readonly close: () => Promise<void>
}

type Parts = {
  readonly settings: ModelSettings
  readonly sdk: OpenAI
  readonly breaker: Breaker
  readonly spending: Spending
  readonly meter?: ModelMeter | undefined
  readonly onCap: () => void
}

/** With less than this left it is not worth asking, ms. */
const LEAST_TIME = 250
/** Who was given less than this and is late has shown nothing, ms. */
const FAIR_TIME = 1000
/** Calls under way at once; more go on without. */
const AT_ONCE = 32
/** Of the frame that servers put around messages, tokens. */
const FRAME = 64

/** These show a server that is well: the question was the matter. */
const WELL: ReadonlySet<ModelOutcome> = new Set(['refused', 'cut_off'])
/** Nobody worked for these. */
const FREE: ReadonlySet<ModelOutcome> = new Set([
  'unreachable',
  'denied',
  'too_many',
  'bad_request',
  'redirected',
])
/** These don't pass by themselves in a moment. */
const LASTING: ReadonlySet<ModelOutcome> = new Set(['denied', 'too_many'])

export const createModelClient = (parts: Parts): ModelClient => {
  const { settings, sdk, breaker, spending, meter } = parts
  let dialect = firstDialect(settings.url)
  /** It has answered in this dialect: a refusal is about the question from now on. */
  let proven = false
  let underWay = 0
  const pending = new Set<Promise<unknown>>()
  const later = (work: Promise<unknown>): void => {
    const kept = work.catch(() => {}).finally(() => pending.delete(kept))
    pending.add(kept)
  }

  const bodyOf = <T>({ system, data, name, shape, most }: Question<T>, way: Dialect) => ({
    model: settings.name,
    stream: false as const,
    ...(way.temperature && { temperature: 0 }),
    [way.limit]: most,
    response_format: way.schema
      ? ({
          type: 'json_schema',
          json_schema: {
            name,
            strict: true,
            schema: { ...shape },
          },
        } as const)
      : ({ type: 'json_object' } as const),
    messages: [
      { role: 'system' as const, content: system },
      { role: 'user' as const, content: JSON.stringify(data) },
    ],
  })

  /** No text has more tokens than bytes. */
  const worstOf = (body: object, most: number): Tokens => ({
    input: Buffer.byteLength(JSON.stringify(body)) + FRAME,
    output: most,
  })

  /** One request; what it cost is settled whatever becomes of it. */
  const once = async <T>(question: Question<T>, way: Dialect, signal: AbortSignal): Promise<T> => {
    const body = bodyOf(question, way)
    const taken = await spending.take(worstOf(body, question.most)).catch(() => null)
    if (!taken) {
      parts.onCap()
      throw new NoAnswer('capped')
    }
    let used: Tokens | null = taken.worst
    try {
      if (signal.aborted) {
        used = null
        throw new NoAnswer('late')
      }
      const answer: unknown = await sdk.chat.completions.create(body, {
        signal,
        timeout: 60_000,
        maxRetries: 0,
      })
      const read = Completion.safeParse(answer)
      if (!read.success) throw new NoAnswer(isEmpty(answer) ? 'empty' : 'bad_json')
      const { usage } = read.data
      if (usage) used = { input: usage.prompt_tokens, output: usage.completion_tokens }
      return readAnswer(question.schema, contentOf(read.data))
    } catch (error) {
      if (FREE.has(whyOf(error))) used = null
      throw error
    } finally {
      later(spending.settle(taken, used))
    }
  }

  /** Gives up what the server refuses of the form, once for each question. */
  const inItsWords = async <T>(question: Question<T>, signal: AbortSignal): Promise<T> => {
    const way = dialect
    try {
      const answer = await once(question, way, signal)
      if (way === dialect) proven = true
      return answer
    } catch (error) {
      const { param, status, code } = error as Failed
      const aboutForm = (status === 400 || status === 422) && code !== 'content_filter'
      const next = aboutForm && (!proven || param) ? simpler(way, param) : null
      if (!next) throw error
      const answer = await once(question, next, signal)
      dialect = next
      proven = true
      return answer
    }
  }

  const ask = async <T>(question: Question<T>): Promise<T | null> => {
    const began = performance.now()
    const left = question.until - began
    const told = (outcome: ModelOutcome): null => {
      meter?.model(question.what, outcome, performance.now() - began)
      return null
    }
    if (breaker.isShut()) return told('shut')
    if (left < LEAST_TIME) return told('late')
    if (underWay >= AT_ONCE) return told('busy')
    const pass = breaker.enter()
    if (!pass) return told('shut')
    underWay++
    const stop = new AbortController()
    let timer: NodeJS.Timeout | undefined
    try {
      const deadline = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(new NoAnswer('late'))
          stop.abort(new NoAnswer('late'))
        }, left)
      })
      const answering = inItsWords(question, stop.signal)
      later(answering)
      const answer = await Promise.race([answering, deadline])
      breaker.succeeded(pass)
      told('answered')
      return answer
    } catch (error) {
      const why = whyOf(error)
      if (why === 'capped' || (why === 'late' && left < FAIR_TIME)) breaker.leave(pass)
      else if (WELL.has(why)) breaker.succeeded(pass)
      else breaker.failed(pass, why, { atOnce: LASTING.has(why), wait: retryAfter(error) })
      return told(why)
    } finally {
      clearTimeout(timer)
      underWay--
    }
  }
  return {
    ask,
    close: async () => {
      while (pending.size > 0) await Promise.all(pending)
    },
  }
}
