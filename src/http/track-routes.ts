// Events in: the calls of Segment's kind, each by itself or up to 500 together.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Gate } from '../ports/gate.ts'
import type { Engine } from '../runtime/engine.ts'
import { bonusesOf, statusOf } from './answers.ts'
import { type Keys, readTrust } from './auth.ts'
import { tooMuch } from './busy.ts'
import type { IdentitySettings } from './identity.ts'
import { inTurn } from './in-turn.ts'
import { readInput } from './input.ts'
import { BATCH_PATHS, CALL_PATHS } from './page-doors.ts'
import { defectOf, Problem, problemBody, STORE_AFTER } from './problem.ts'
import type { CountryOf } from './seen.ts'
import type { App } from './server.ts'
import { createSources } from './sources.ts'
import { isWide } from './text.ts'
import { time } from './times.ts'
import { type Call, isCall, type Reading, readCall } from './track.ts'
import { ABOUT_BATCH, ABOUT_CALLS } from './track-about.ts'

export type TrackParts = {
  readonly engine: Engine
  readonly keys: Keys
  readonly clock: () => number
  readonly countryOf: CountryOf
  readonly identity: IdentitySettings | null
  readonly readVisitor: (token: string) => string | null
  readonly log: { readonly error: (fields: Readonly<Record<string, unknown>>, message: string) => void }
  readonly gate?: Gate
  /** An event was answered so. */
  readonly counted?: (status: string) => void
}

/** 500 events, as the batch's own fields: what stands there holds for each of them. */
const batch = z.object({
  batch: z.array(z.unknown()).min(1, 'one event at least').max(500, '500 events at most'),
  sentAt: time.optional(),
  context: z.unknown().optional(),
})

const shared = (input: unknown, { sentAt, context }: z.output<typeof batch>): unknown =>
  typeof input === 'object' && input !== null && !Array.isArray(input) && !isWide(input)
    ? { ...(sentAt && { sentAt }), ...(context !== undefined && { context }), ...input }
    : input

/** Which call an event of a batch is; without a type a track. */
const callIn = (input: unknown): Call => {
  const { type } = (input ?? {}) as { readonly type?: unknown }
  if (type === undefined || type === null) return 'track'
  if (isCall(type)) return type
  const errors = [{ path: 'type', message: 'known are: track, identify, page, screen, group, alias' }]
  throw new Problem(400, 'invalid_input', 'There is no such call', { errors })
}

const NOT_KEPT: ReadonlySet<string> = new Set(['store', 'overloaded'])

export const addTrackRoutes = (app: App, parts: TrackParts): void => {
  const { engine, keys, clock, countryOf, log, counted = () => {} } = parts

  const withSource = createSources()

  const readingOf = (request: FastifyRequest): Reading => ({
    ...{ trust: readTrust(request, keys), shop: engine.rulebook().shop, now: clock(), countryOf },
    sender: { headers: request.headers, address: request.ip },
    ...{ identity: parts.identity, readVisitor: parts.readVisitor },
  })

  /** What of two events for the same address goes first is answered first; others don't wait. */
  const take = async (
    call: Call,
    input: unknown,
    reading: Reading,
    patient = false,
  ): Promise<{ readonly status: string }> => {
    const incoming = readCall(call, input, reading)
    if (!incoming) return { status: 'ignored' }
    const accepted = await engine.accept({ ...withSource(incoming), ...(patient && { patient }) })
    return { ...statusOf(accepted), ...bonusesOf(accepted, reading.shop.currency) }
  }

  for (const [call, paths] of Object.entries(CALL_PATHS) as [Call, readonly string[]][]) {
    for (const path of paths) {
      app.post(path, { config: { about: ABOUT_CALLS[call](path) } }, async (request) => {
        const answer = await take(call, request.body, readingOf(request))
        counted(answer.status)
        return answer
      })
    }
  }

  /** Each event is answered for itself, in order: one that is wrong does not hold up the others. */
  const answer = async (input: unknown, reading: Reading): Promise<{ readonly status: string }> => {
    try {
      return await take(callIn(input), input, reading, true)
    } catch (error) {
      const problem = defectOf(error)
      if (problem.status === 500) log.error({ err: error }, 'an event of a batch met a defect')
      return { status: 'refused', problem: problemBody(problem) } as { status: string }
    }
  }

  for (const path of BATCH_PATHS) {
    app.post(path, { config: { about: ABOUT_BATCH(path) } }, async (request) => {
      const reading = readingOf(request)
      const given = readInput(batch, request.body)
      // All of it or nothing: what is begun is finished.
      if (parts.gate?.isTooMuch('looks')) throw tooMuch(parts.gate, 'looks')
      const inputs = given.batch.map((input) => shared(input, given))
      const results = await inTurn(inputs, (input) => answer(input, reading))
      for (const { status } of results) counted(status)
      // What the store could not keep is sent again as a whole by whoever sent it: what was kept counts once.
      const lost = results.find((result) =>
        NOT_KEPT.has((result as { problem?: { code?: string } }).problem?.code ?? ''),
      )
      if (lost)
        throw new Problem(503, 'store', 'Not all of this could be kept: send it again in a moment', {
          after: STORE_AFTER,
        })
      return { results }
    })
  }
}
