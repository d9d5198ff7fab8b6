// What the desk reads: the tickets, one ticket or one shopper, and what changed terms would come to.

import { type Actor, nameOf } from '../../core/agents/people.ts'
import type { Ticket } from '../../core/agents/ticket.ts'
import { quote } from '../../core/query/allowed.ts'
import { readInput } from '../input.ts'
import { Problem } from '../problem.ts'
import type { App } from '../server.ts'
import { quoteInput } from './act-input.ts'
import { type LookParts, lookAt } from './look.ts'
import { repliesOf } from './replies.ts'
import { needOwnPage, type Sessions } from './sessions.ts'
import { askedOf, shopperView } from './shopper-view.ts'
import { shopperOf } from './ticket-id.ts'

export type TicketParts = LookParts & {
  readonly sessions: Sessions
  /** The role that the agent's login says; undefined: none. */
  readonly roleOf: (agent: string) => string | undefined
}

const LISTED = 200

export const addTicketRoutes = (app: App, parts: TicketParts): void => {
  const { engine, records, sessions, clock } = parts

  const actorOf = (agent: string): Actor => {
    const role = parts.roleOf(agent)
    return { agent, desk: 'web', ...(role !== undefined && { role }) }
  }

  /** Who it is about is asked of the shopper, so that the list keeps no second copy of a name. */
  const listed = async (row: string) => {
    const ticket = JSON.parse(row) as Ticket
    const traits = (await engine.shopper(ticket.shopper))?.traits
    return { ...ticket, name: traits?.name ?? null, email: traits?.email ?? null }
  }

  app.get<{ Querystring: { closed?: string } }>('/desk/api/tickets', async (request, reply) => {
    await sessions.need(request)
    reply.header('cache-control', 'no-store')
    const rows = await records.tickets(request.query.closed === undefined, LISTED)
    const { currency, time_zone } = engine.rulebook().shop
    return {
      currency,
      time_zone,
      now: clock(),
      tickets: await Promise.all(rows.map(({ row }) => listed(row))),
    }
  })

  app.get<{ Params: { id: string } }>('/desk/api/tickets/:id', async (request, reply) => {
    const agent = await sessions.need(request)
    reply.header('cache-control', 'no-store')
    const { id } = request.params
    if (shopperOf(id) === '') throw new Problem(404, 'no_such_ticket', 'There is no such ticket')
    return shopperView(await lookAt(parts, shopperOf(id), id), undefined, actorOf(agent))
  })

  app.get<{ Params: { id: string }; Querystring: { campaign?: string } }>(
    '/desk/api/shoppers/:id',
    async (request, reply) => {
      const agent = await sessions.need(request)
      reply.header('cache-control', 'no-store')
      const looked = await lookAt(parts, request.params.id, null)
      return shopperView(looked, request.query.campaign, actorOf(agent))
    },
  )

  /** Saved replies in the shopper's own language, with who is written to and who writes put in. */
  app.get<{ Params: { id: string } }>('/desk/api/shoppers/:id/replies', async (request, reply) => {
    const agent = await sessions.need(request)
    reply.header('cache-control', 'no-store')
    const shopper = await engine.shopper(request.params.id)
    if (!shopper) throw new Problem(404, 'no_such_shopper', 'There is no such shopper')
    const { shop } = engine.rulebook()
    const lang = shopper.lang ?? shopper.traits.language ?? shop.languages[0] ?? 'en'
    const about = { name: shopper.traits.name ?? null, agent: nameOf(shop.agents, agent) }
    return { lang, replies: repliesOf(engine.rulebook(), lang, about) }
  })

  /** What an offer with these terms would cost now, whether the rules and the budget allow it, or which limit it passes. */
  app.post('/desk/api/quotes', async (request, reply) => {
    needOwnPage(request)
    const agent = await sessions.need(request)
    reply.header('cache-control', 'no-store')
    const given = readInput(quoteInput, request.body)
    const looked = await lookAt(parts, given.shopper, given.ticket ?? null)
    const asked = askedOf(looked, looked.ticket, given.campaign, actorOf(agent))
    const found = quote(asked, given.offer, given.terms)
    if (!found) throw new Problem(404, 'no_such_offer', 'This offer is not in the rulebook any more')
    return found
  })
}
