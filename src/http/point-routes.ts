// Points at the checkout: GET /v1/points, POST /v1/points/spend and its rollback; and GET /v1/referral, the word by which
// a shopper's friends come.
import { z } from 'zod'
import type { Engine } from '../runtime/engine.ts'
import { acceptedOr } from './answers.ts'
import { type Keys, needSecret } from './auth.ts'
import { readIdempotencyKey, readInput } from './input.ts'
import { ABOUT_POINTS, ABOUT_REFERRAL, ABOUT_SPEND, ABOUT_SPEND_BACK } from './point-about.ts'
import { Problem } from './problem.ts'
import type { App } from './server.ts'
import { sumOut } from './sums.ts'
import { text } from './text.ts'

export type PointParts = {
  readonly engine: Engine
  readonly keys: Keys
  readonly clock: () => number
}

const who = z.object({ userId: text(200) })
export const spending = z.object({
  userId: text(200),
  points: z.int().min(1).max(1_000_000_000),
  order: z.object({ id: text(100) }).optional(),
})

const TITLES: Readonly<Record<string, string>> = {
  not_enough: 'There are not so many points',
  points_of_the_shop: 'This shop keeps its points itself',
  not_found: 'There is no such spend of points',
}

const refused = (reason: string, missing?: number): Problem =>
  new Problem(409, reason === 'not_found' ? 'points_not_found' : reason, TITLES[reason] ?? 'Not possible', {
    ...(missing !== undefined && { more: { missing } }),
  })

export const addPointRoutes = (app: App, { engine, keys, clock }: PointParts): void => {
  const shop = () => engine.rulebook().shop
  const find = async (userId: string): Promise<string> => {
    const shopper = await engine.find({ channel: 'user', id: userId })
    if (shopper === null) throw new Problem(404, 'unknown_shopper', 'There is no such shopper')
    return shopper
  }

  app.get('/v1/points', { config: { about: ABOUT_POINTS } }, async (request) => {
    needSecret(request, keys)
    const { userId } = readInput(who, request.query)
    const { traits, points, ledger } = (await engine.shopper(await find(userId))) ?? {
      ...{ traits: {}, points: null, ledger: undefined },
    }
    const balance = traits.points ?? 0
    const { currency, points: rules } = shop()
    const now = clock()
    const lots = rules ? (ledger?.lots.filter((lot) => lot.left > 0) ?? []) : []
    return {
      kept_by: rules ? 'winback' : 'shop',
      balance,
      ...(rules && { worth: sumOut(balance * rules.worth, currency), currency }),
      expiring:
        points && points.expires > now
          ? { points: points.expiring, on: new Date(points.expires).toISOString() }
          : null,
      lots: lots.map(({ left, at, expires }) => ({
        ...{ points: left, since: new Date(at).toISOString() },
        expires: expires === null ? null : new Date(expires).toISOString(),
      })),
    }
  })

  app.post('/v1/points/spend', { config: { about: ABOUT_SPEND } }, async (request, reply) => {
    needSecret(request, keys)
    const key = readIdempotencyKey(request.headers['idempotency-key'])
    const { userId, points, order } = readInput(spending, request.body)
    await find(userId)
    const what = {
      ...({ kind: 'points_spent', points, ask: true } as const),
      ...(order && { order: order.id }),
    }
    // By the id that the shop sends, so that a repeat is one also when the shopper was folded in between.
    const from = { channel: 'user', id: userId }
    const id = `points:${key}`
    const accepted = acceptedOr(await engine.accept({ id, at: clock(), trust: 'fact', from, what }))
    const answer = accepted.kind === 'done' ? accepted.reply : null
    if (answer?.kind === 'refused') throw refused(answer.reason, answer.missing)
    if (answer?.kind !== 'points_spent') throw new Problem(500, 'defect', 'The points were not spent')
    const { currency } = shop()
    reply.code(201)
    return {
      ...{ id: answer.spend, points, balance: answer.balance },
      ...{ amount: sumOut(answer.worth, currency), currency },
    }
  })

  const back = { config: { about: ABOUT_SPEND_BACK } }
  app.post<{ Params: { id: string } }>('/v1/points/spend/:id/rollback', back, async (request) => {
    needSecret(request, keys)
    const key = readIdempotencyKey(request.headers['idempotency-key'])
    const { id: spend } = request.params
    const accepted = acceptedOr(await engine.returnPoints(`points-back:${key}`, spend, clock()))
    const answer = accepted.kind === 'done' ? accepted.reply : null
    if (answer?.kind === 'refused') throw refused(answer.reason)
    if (answer?.kind !== 'points_back') throw new Problem(500, 'defect', 'The points were not given back')
    return { id: spend, status: 'rolled_back', points: answer.points, balance: answer.balance }
  })

  app.get('/v1/referral', { config: { about: ABOUT_REFERRAL } }, async (request) => {
    needSecret(request, keys)
    const { userId } = readInput(who, request.query)
    const id = await find(userId)
    const { won = 0 } = (await engine.shopper(id))?.referrals ?? {}
    return { referral: engine.referralOf(id), friends: won }
  })
}
