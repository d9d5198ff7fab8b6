// Codes at the checkout: POST /v1/validations, /v1/redemptions and /v1/redemptions/{id}/rollback.
import { z } from 'zod'
import type { Address } from '../core/event.ts'
import type { Engine } from '../runtime/engine.ts'
import { acceptedOr } from './answers.ts'
import { type Keys, needSecret } from './auth.ts'
import { ABOUT_ROLLBACK, aboutRedemptions, aboutValidations } from './code-about.ts'
import { linesOut, refusalOut, refused } from './code-answers.ts'
import { readIdempotencyKey, readInput } from './input.ts'
import { ABOUT_RELEASE, aboutLocks } from './lock-about.ts'
import { lockTime } from './lock-time.ts'
import { orderForCode } from './orders.ts'
import { Problem } from './problem.ts'
import type { App } from './server.ts'
import { sumOut } from './sums.ts'
import { text } from './text.ts'
import { time } from './times.ts'

export type CodeParts = {
  readonly engine: Engine
  readonly keys: Keys
  readonly clock: () => number
}

const buyer = z
  .object({
    userId: text(200).nullish(),
    anonymousId: text(200).nullish(),
    ip: text(60)
      .nullish()
      .describe('Where the shopper is, as the shop\u2019s server sees it; wrong codes are counted by it'),
  })
  .transform(({ userId, anonymousId, ip }): { readonly ip?: string; readonly of: readonly Address[] } => ({
    of: [
      ...(userId ? [{ channel: 'user', id: userId }] : []),
      ...(anonymousId ? [{ channel: 'web', id: anonymousId }] : []),
    ],
    ...(ip && { ip }),
  }))
const NOBODY: z.output<typeof buyer> = { of: [] }
const usedIn = (currency: string) =>
  z.object({
    code: text(200),
    order: orderForCode(currency),
    shopper: buyer.optional(),
    timestamp: time.optional(),
  })

/** Made once for a currency: building it costs more than reading with it. */
const made = new Map<string, ReturnType<typeof usedIn>>()
export const used = (currency: string): ReturnType<typeof usedIn> => {
  const schema = made.get(currency) ?? usedIn(currency)
  made.set(currency, schema)
  return schema
}
const lockedIn = (currency: string) =>
  z.object({ code: text(200), order: orderForCode(currency), shopper: buyer.optional(), for: lockTime })

const madeLocks = new Map<string, ReturnType<typeof lockedIn>>()
const lockIn = (currency: string): ReturnType<typeof lockedIn> => {
  const schema = madeLocks.get(currency) ?? lockedIn(currency)
  madeLocks.set(currency, schema)
  return schema
}

/** A code is used on, and kept for, an order that has its id. */
export const placed = z.object({ order: z.object({ id: text(100) }) })

export const addCodeRoutes = (app: App, { engine, keys, clock }: CodeParts): void => {
  const currency = () => engine.rulebook().shop.currency
  const bodyOf = (shop: { readonly currency: string }) => used(shop.currency)

  app.post('/v1/validations', { config: { about: aboutValidations(bodyOf) } }, async (request, reply) => {
    needSecret(request, keys)
    const { code, order, shopper: buyer = NOBODY } = readInput(used(currency()), request.body)
    const found = await engine.validate(code, order, buyer.of, buyer.ip ?? request.ip)
    if (!found.valid) {
      if ('wait' in found) reply.header('retry-after', Math.ceil(found.wait / 1000))
      return { valid: false, ...refusalOut(found, engine.rulebook().shop) }
    }
    return {
      valid: true,
      amount: sumOut(found.amount, currency()),
      currency: currency(),
      ...(found.points === undefined ? {} : { points: found.points }),
      ...(found.gift === undefined ? {} : { gift: found.gift }),
      ...(found.uses_left === undefined ? {} : { uses_left: found.uses_left }),
      ...linesOut(found.lines, currency()),
      offer: found.offer,
      until: new Date(found.until).toISOString(),
    }
  })

  app.post('/v1/redemptions', { config: { about: aboutRedemptions(bodyOf) } }, async (request, reply) => {
    needSecret(request, keys)
    const key = readIdempotencyKey(request.headers['idempotency-key'])
    readInput(placed, request.body)
    const { code, order, shopper: buyer = NOBODY, timestamp } = readInput(used(currency()), request.body)
    const at = timestamp === undefined ? clock() : Math.min(Date.parse(timestamp), clock())
    const network = buyer.ip ?? request.ip
    const accepted = acceptedOr(await engine.redeem(`redeem:${key}`, code, order, buyer.of, at, network))
    const answer = accepted.kind === 'done' ? accepted.reply : null
    if (answer?.kind === 'refused') throw refused(answer, engine.rulebook().shop, reply, clock())
    if (answer?.kind !== 'redeemed') throw new Problem(500, 'defect', 'The code was not used')
    reply.code(201)
    return {
      id: answer.redemption,
      order: order.id,
      amount: sumOut(answer.amount, currency()),
      currency: currency(),
      ...(answer.points === undefined ? {} : { points: answer.points }),
      ...(answer.gift === undefined ? {} : { gift: answer.gift }),
      ...linesOut(answer.lines, currency()),
    }
  })

  const rollback = { config: { about: ABOUT_ROLLBACK } }
  app.post<{ Params: { id: string } }>('/v1/redemptions/:id/rollback', rollback, async (request, reply) => {
    needSecret(request, keys)
    const key = readIdempotencyKey(request.headers['idempotency-key'])
    const accepted = acceptedOr(await engine.rollBack(`rollback:${key}`, request.params.id, clock()))
    const answer = accepted.kind === 'done' ? accepted.reply : null
    if (answer?.kind === 'refused') throw refused(answer, engine.rulebook().shop, reply, clock())
    return { id: request.params.id, status: 'rolled_back' }
  })

  const lockBody = (shop: { readonly currency: string }) => lockIn(shop.currency)
  app.post('/v1/locks', { config: { about: aboutLocks(lockBody) } }, async (request, reply) => {
    needSecret(request, keys)
    const key = readIdempotencyKey(request.headers['idempotency-key'])
    readInput(placed, request.body)
    const { code, order, shopper: buyer = NOBODY, for: time } = readInput(lockIn(currency()), request.body)
    const network = buyer.ip ?? request.ip
    const accepted = acceptedOr(await engine.lock(`lock:${key}`, code, order, buyer.of, time, network))
    const answer = accepted.kind === 'done' ? accepted.reply : null
    if (answer?.kind === 'refused') throw refused(answer, engine.rulebook().shop, reply, clock())
    if (answer?.kind !== 'locked') throw new Problem(500, 'defect', 'The code was not locked')
    reply.code(201)
    return {
      ...{ id: answer.lock, order: order.id, until: new Date(answer.until).toISOString() },
      ...{ amount: sumOut(answer.amount, currency()), currency: currency() },
    }
  })

  const release = { config: { about: ABOUT_RELEASE } }
  app.delete<{ Params: { id: string } }>('/v1/locks/:id', release, async (request, reply) => {
    needSecret(request, keys)
    const accepted = acceptedOr(await engine.release(request.params.id))
    const answer = accepted.kind === 'done' ? accepted.reply : null
    if (answer?.kind === 'refused') throw refused(answer, engine.rulebook().shop, reply, clock())
    return { id: request.params.id, status: 'released' }
  })
}
