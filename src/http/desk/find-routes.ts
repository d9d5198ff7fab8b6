// The desk's finder, and what nobody does unless an agent sees it.
import { z } from 'zod'
import type { Doing } from '../../core/steering/steering.ts'
import { readInput } from '../input.ts'
import { Problem } from '../problem.ts'
import type { App } from '../server.ts'
import { FINDS, findShopper } from './find-shopper.ts'
import type { LookParts } from './look.ts'
import { undelivered } from './parked.ts'
import { needOwnPage, type Sessions } from './sessions.ts'

/** What steering did is shown for so long, ms. */
const SHOWN = 14 * 86_400_000

export type FindParts = LookParts & {
  readonly sessions: Sessions
  /** Pools that offers draw from and that are nearly empty. */
  readonly emptyPools: () => Promise<
    readonly { readonly pool: string; readonly left: number; readonly offers: readonly string[] }[]
  >
  /** What steering has done, newest last. */
  readonly steered: () => Promise<readonly Doing[]>
}

const asked = z.object({
  by: z.enum(FINDS),
  id: z.string().trim().min(1).max(200),
})

export const addFindRoutes = (app: App, parts: FindParts): void => {
  const { records, sessions, outbox } = parts

  app.post('/desk/api/find', async (request, reply) => {
    needOwnPage(request)
    await sessions.need(request)
    reply.header('cache-control', 'no-store')
    const { by, id } = readInput(asked, request.body)
    const shopper = await findShopper(parts, by, id)
    if (shopper) return { shopper }
    throw new Problem(404, 'no_such_shopper', 'Nobody is known by this')
  })

  /** What nobody will do unless an agent sees it: other sides that are down, deliveries given up, events that met a defect, pools to fill. */
  app.get('/desk/api/attention', async (request, reply) => {
    await sessions.need(request)
    reply.header('cache-control', 'no-store')
    const [items, events, pools, steered] = await Promise.all([
      undelivered(outbox),
      records.parkedEvents(100),
      parts.emptyPools(),
      parts.steered(),
    ])
    return {
      outages: parts.engine.outages(),
      undelivered: items,
      events: events.map(({ id, at }) => ({ id, at })),
      pools,
      steered: steered.filter(({ at }) => at > parts.clock() - SHOWN),
    }
  })
}
