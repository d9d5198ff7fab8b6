// Codes at the checkout: POST /v1/validations, /v1/redemptions and /v1/redemptions/{id}/rollback.
import { z } from 'zod'
import type { Address } from '../core/event.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Engine } from '../runtime/engine.ts'
import { acceptedOr } from './answers.ts'
import { type Keys, needSecret } from './auth.ts'
import { ABOUT_ROLLBACK, aboutRedemptions, aboutValidations } from './code-about.ts'
import { type Refused, refusalFacts, refusalMessage, refusalTitle } from './code-refusals.ts'
import { readIdempotencyKey, readInput } from './input.ts'
import { orderForCode } from './orders.ts'
import { Problem } from './problem.ts'
import type { App } from './server.ts'
import { sumOut } from './sums.ts'
import { text } from './text.ts'
import { time } from './times.ts'
import { createTries } from './tries.ts'

export type CodeParts = {
  readonly engine: Engine
  readonly keys: Keys
  readonly clock: () => number
  /** Real time, not the demo's. */
  readonly now: () => number
}

const buyer = z
  .object({ userId: text(200).nullish(), anonymousId: text(200).nullish() })
  .transform(({ userId, anonymousId }): readonly Address[] => [
    ...(userId ? [{ channel: 'user', id: userId }] : []),
    ...(anonymousId ? [{ channel: 'web', id: anonymousId }] : []),
  ])
const usedIn = (currency: string) =>
  z.object({
    code: text(200),
    order: orderForCode(currency),
    shopper: buyer.optional(),
    timestamp: time.optional(),
  })

/** Made once for a currency: building it costs more than reading with it. */
const made = new Map<string, ReturnType<typeof usedIn>>()
const used = (currency: string): ReturnType<typeof usedIn> => {
  const schema = made.get(currency) ?? usedIn(currency)
  made.set(currency, schema)
  return schema
}
const placed = z.object({ order: z.object({ id: text(100) }) })

/** Wrong codes of one shopper, and the pause after them, ms. */
const MOST_WRONG = 10
const PAUSE = 15 * 60_000

export const addCodeRoutes = (app: App, { engine, keys, clock, now }: CodeParts): void => {
  const currency = () => engine.rulebook().shop.currency
  const tries = createTries(now, MOST_WRONG, PAUSE)
  const keysOf = (buyer: readonly Address[]) => buyer.map(({ channel, id }) => `${channel}:${id}`)
  const waitOf = (buyer: readonly Address[]) => Math.max(0, ...keysOf(buyer).map(tries.wait))
  const bodyOf = (shop: { readonly currency: string }) => used(shop.currency)

  app.post('/v1/validations', { config: { about: aboutValidations(bodyOf) } }, async (request, reply) => {
    needSecret(request, keys)
    const { code, order, shopper: buyer = [] } = readInput(used(currency()), request.body)
    const wait = waitOf(buyer)
    if (wait > 0) {
      reply.header('retry-after', Math.ceil(wait / 1000))
      const reason = 'too_many_tries'
      return { valid: false, reason, currency: currency(), message: refusalTitle(reason) }
    }
    const found = await engine.validate(code, order, buyer)
    if (found.valid) keysOf(buyer).forEach(tries.right)
    if (!found.valid) {
      if (found.reason === 'not_found') keysOf(buyer).forEach(tries.wrong)
      const message = refusalMessage(found, engine.rulebook().shop)
      const facts = refusalFacts(found, currency())
      return { valid: false, reason: found.reason, ...facts, currency: currency(), message }
    }
    return {
      valid: true,
      amount: sumOut(found.amount, currency()),
      currency: currency(),
      ...(found.points === undefined ? {} : { points: found.points }),
      ...(found.gift === undefined ? {} : { gift: found.gift }),
      ...(found.uses_left === undefined ? {} : { uses_left: found.uses_left }),
      offer: found.offer,
      until: new Date(found.until).toISOString(),
    }
  })

  app.post('/v1/redemptions', { config: { about: aboutRedemptions(bodyOf) } }, async (request, reply) => {
    needSecret(request, keys)
    const key = readIdempotencyKey(request.headers['idempotency-key'])
    readInput(placed, request.body)
    const { code, order, shopper: buyer = [], timestamp } = readInput(used(currency()), request.body)
    const wait = waitOf(buyer)
    if (wait > 0) {
      reply.header('retry-after', Math.ceil(wait / 1000))
      throw new Problem(429, 'too_many_tries', refusalTitle('too_many_tries'))
    }
    const at = timestamp === undefined ? clock() : Math.min(Date.parse(timestamp), clock())
    const accepted = acceptedOr(await engine.redeem(`redeem:${key}`, code, order, buyer, at))
    const answer = accepted.kind === 'done' ? accepted.reply : null
    if (answer?.kind === 'refused') {
      if (answer.reason === 'not_found') keysOf(buyer).forEach(tries.wrong)
      throw refused(answer, engine.rulebook().shop)
    }
    if (answer?.kind !== 'redeemed') throw new Problem(500, 'defect', 'The code was not used')
    reply.code(201)
    return {
      id: answer.redemption,
      order: order.id,
      amount: sumOut(answer.amount, currency()),
      currency: currency(),
      ...(answer.points === undefined ? {} : { points: answer.points }),
      ...(answer.gift === undefined ? {} : { gift: answer.gift }),
    }
  })

  const rollback = { config: { about: ABOUT_ROLLBACK } }
  app.post<{ Params: { id: string } }>('/v1/redemptions/:id/rollback', rollback, async (request) => {
    needSecret(request, keys)
    const key = readIdempotencyKey(request.headers['idempotency-key'])
    const accepted = acceptedOr(await engine.rollBack(`rollback:${key}`, request.params.id, clock()))
    const answer = accepted.kind === 'done' ? accepted.reply : null
    if (answer?.kind === 'refused') throw refused(answer, engine.rulebook().shop)
    return { id: request.params.id, status: 'rolled_back' }
  })
}

/** 409: nothing is wrong with the request; the code, as it stands now, does not allow it. */
const refused = (why: Refused, shop: Rulebook['shop']): Problem => {
  const facts = refusalFacts(why, shop.currency)
  const isMore = Object.keys(facts).length > 0
  return new Problem(409, `code_${why.reason}`, refusalTitle(why.reason), {
    ...(isMore && { detail: refusalMessage(why, shop) }),
    more: { reason: why.reason, ...facts, ...(why.missing !== undefined && { currency: shop.currency }) },
  })
}
