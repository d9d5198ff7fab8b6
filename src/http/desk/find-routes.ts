// Finding a shopper by what somebody tells an agent: an e-mail, the shop's own id, or the visitor of a browser. Exact.
import { z } from 'zod'
import type { Shopper } from '../../core/shopper.ts'
import type { Doing } from '../../core/steering.ts'
import { readInput } from '../input.ts'
import { Problem } from '../problem.ts'
import type { App } from '../server.ts'
import type { LookParts } from './look.ts'
import { undelivered } from './parked.ts'
import { needOwnPage, type Sessions } from './sessions.ts'

/** What steering did is shown for so long, ms. */
const SHOWN = 14 * 86_400_000

export type FindParts = LookParts & {
  readonly sessions: Sessions
  /** What steering has done, newest last. */
  readonly steered: () => Promise<readonly Doing[]>
}

const asked = z.object({
  by: z.enum(['email', 'user', 'visitor']),
  id: z.string().trim().min(1).max(200),
})

/** The channel of an address that each is known by. */
const CHANNEL = { email: 'email', user: 'user', visitor: 'web' } as const

export const addFindRoutes = (app: App, parts: FindParts): void => {
  const { engine, records, sessions, outbox } = parts

  /** E-mails that the shop told as a trait have no address of their own: every document is asked. */
  const byTrait = async (email: string): Promise<string | null> => {
    const wanted = email.toLowerCase()
    const written = JSON.stringify(wanted)
    for await (const document of records.shoppers()) {
      if (!document.toLowerCase().includes(written)) continue
      const shopper = JSON.parse(document) as Shopper
      if (shopper.traits.email?.toLowerCase() === wanted) return shopper.id
    }
    return null
  }

  app.post('/desk/api/find', async (request, reply) => {
    needOwnPage(request)
    await sessions.need(request)
    reply.header('cache-control', 'no-store')
    const { by, id } = readInput(asked, request.body)
    const found = await engine.find({ channel: CHANNEL[by], id })
    const shopper = found ?? (by === 'email' ? await byTrait(id) : null)
    if (shopper && (await engine.shopper(shopper))) return { shopper }
    throw new Problem(404, 'no_such_shopper', 'Nobody is known by this')
  })

  /** What nobody will do unless an agent sees it: deliveries given up, and events that met a defect. */
  app.get('/desk/api/attention', async (request, reply) => {
    await sessions.need(request)
    reply.header('cache-control', 'no-store')
    const [items, events, steered] = await Promise.all([
      undelivered(outbox),
      records.parkedEvents(100),
      parts.steered(),
    ])
    return {
      undelivered: items,
      events: events.map(({ id, at }) => ({ id, at })),
      steered: steered.filter(({ at }) => at > parts.clock() - SHOWN),
    }
  })
}
