// Events in: POST /v1/track, /v1/identify and /v1/batch, Segment-shaped.
import { z } from 'zod'
import { LANGS } from '../core/meaning.ts'
import type { Engine, Incoming } from '../runtime/engine.ts'
import { statusOf } from './answers.ts'
import { type Keys, readTrust, type Trust } from './auth.ts'
import { readInput } from './input.ts'
import { Problem, problemBody, problemOf } from './problem.ts'
import { text } from './products.ts'
import type { App } from './server.ts'
import { envelope, readEnvelope, readTracked } from './track.ts'

export type TrackParts = {
  readonly engine: Engine
  readonly keys: Keys
  readonly clock: () => number
  readonly log: { readonly error: (fields: Readonly<Record<string, unknown>>, message: string) => void }
}

const traits = z.object({
  language: z.enum(LANGS).optional(),
  name: text(100).optional(),
  email: z.email().max(254).optional(),
  phone: text(40).optional(),
  birthday: z
    .string()
    .regex(/^(\d{4}-)?\d{2}-\d{2}$/, 'MM-DD or YYYY-MM-DD is expected')
    .optional(),
  region: text(100).optional(),
  device: text(60).optional(),
  source: text(100).optional(),
  points: z.number().int().min(0).max(1_000_000_000).optional(),
})
const identified = envelope.extend({ traits })
/** What a page may know of its visitor; the rest is for the shop to vouch for. */
const OF_THE_PAGE: ReadonlySet<string> = new Set(['language', 'region', 'device', 'source'])
const batch = z.object({ batch: z.array(z.unknown()).min(1).max(500, '500 events at most') })

const readIdentified = (input: unknown, trust: Trust, now: number): Incoming => {
  const given = readInput(identified, input)
  const read = Object.entries(given.traits).filter(([, value]) => value !== undefined)
  const foreign = read.map(([name]) => name).filter((name) => trust === 'hint' && !OF_THE_PAGE.has(name))
  if (foreign.length > 0) {
    throw new Problem(403, 'page_key', 'The page key may not vouch for this', {
      errors: foreign.map((name) => ({ path: `traits.${name}`, message: 'only with the secret key' })),
    })
  }
  const named = readEnvelope(given, trust, now)
  // What the shop's files say by this e-mail is this shopper's from now on.
  const email = trust === 'fact' && given.traits.email
  const also = [...(named.also ?? []), ...(email ? [{ channel: 'email', id: email.toLowerCase() }] : [])]
  return {
    ...named,
    ...(also.length > 0 && { also }),
    what: { kind: 'identified', traits: Object.fromEntries(read) },
  }
}

export const addTrackRoutes = (app: App, { engine, keys, clock, log }: TrackParts): void => {
  const read = (input: unknown, trust: Trust): Incoming =>
    (input as { readonly type?: unknown } | null)?.type === 'identify'
      ? readIdentified(input, trust, clock())
      : readTracked(input, trust, engine.rulebook().shop.currency, clock())

  app.post('/v1/track', async (request) => {
    const trust = readTrust(request, keys)
    const incoming = readTracked(request.body, trust, engine.rulebook().shop.currency, clock())
    return statusOf(await engine.accept(incoming))
  })

  app.post('/v1/identify', async (request) => {
    const trust = readTrust(request, keys)
    return statusOf(await engine.accept(readIdentified(request.body, trust, clock())))
  })

  /** Each event is answered for itself, in order: one that is wrong does not hold up the others. */
  app.post('/v1/batch', async (request) => {
    const trust = readTrust(request, keys)
    const results: unknown[] = []
    for (const input of readInput(batch, request.body).batch) {
      try {
        results.push(statusOf(await engine.accept(read(input, trust))))
      } catch (error) {
        const problem =
          problemOf(error as { code?: unknown }) ??
          new Problem(500, 'defect', 'Something went wrong on our side')
        if (problem.status === 500) log.error({ err: error }, 'an event of a batch met a defect')
        results.push({ status: 'refused', problem: problemBody(problem) })
      }
    }
    return { results }
  })
}
