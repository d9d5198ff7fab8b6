// A shopper's own rights, asked for by the shop's server: GET /v1/shoppers/{id} gives all there is, DELETE erases it.
import { z } from 'zod'
import type { Engine } from '../runtime/engine.ts'
import { type Keys, needSecret } from './auth.ts'
import { readIdempotencyKey, readInput } from './input.ts'
import { Problem } from './problem.ts'
import type { App } from './server.ts'
import { ABOUT_ERASE, ABOUT_EXPORT } from './shopper-about.ts'

type State = { readonly at: number; readonly done: number | null }

/** What is taken away, in numbers. */
export type ErasedCounts = Readonly<
  Record<'lines' | 'codes' | 'tickets' | 'enrolments' | 'waiting' | 'friends', number>
>

export type ShopperParts = {
  readonly engine: Pick<Engine, 'find' | 'shopper'>
  readonly keys: Keys
  /** null: there is no such shopper. `left`: erasures of which files are not done yet. */
  readonly erase: (
    shopper: string,
    key: string,
  ) => Promise<{ readonly erased: ErasedCounts; readonly left: number } | null>
  readonly erasedBefore: (key: string) => Promise<State | null>
  readonly exported: (shopper: string) => Promise<object | null>
}

const params = z.object({ id: z.string().trim().min(1).max(200) })

export const addShopperRoutes = (app: App, parts: ShopperParts): void => {
  const { engine, keys } = parts

  /** An id of ours, or the shop's own. */
  const whose = async (given: string): Promise<string | null> => {
    const own = await engine.find({ channel: 'user', id: given })
    const shopper = own ?? given
    return (await engine.shopper(shopper)) ? shopper : null
  }
  const nobody = () => new Problem(404, 'unknown_shopper', 'Nobody is known by this id')

  app.get('/v1/shoppers/:id', { config: { about: ABOUT_EXPORT } }, async (request, reply) => {
    needSecret(request, keys)
    reply.header('cache-control', 'no-store')
    const shopper = await whose(readInput(params, request.params).id)
    const all = shopper && (await parts.exported(shopper))
    if (!all) throw nobody()
    return all
  })

  app.delete('/v1/shoppers/:id', { config: { about: ABOUT_ERASE } }, async (request, reply) => {
    needSecret(request, keys)
    const key = readIdempotencyKey(request.headers['idempotency-key'])
    const before = await parts.erasedBefore(key)
    if (before) {
      reply.code(before.done === null ? 202 : 200)
      return {
        status: before.done === null ? 'under_way' : 'erased',
        begun: new Date(before.at).toISOString(),
      }
    }
    const shopper = await whose(readInput(params, request.params).id)
    const done = shopper && (await parts.erase(shopper, key))
    if (!done) throw nobody()
    reply.code(done.left > 0 ? 202 : 200)
    return { status: done.left > 0 ? 'under_way' : 'erased', erased: done.erased }
  })
}
