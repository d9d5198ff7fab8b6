// What desks may ask and do, carried out by the engine and the store: the same that the built-in desk's pages get.

import { personOf } from '../core/agents/people.ts'
import type { Ticket } from '../core/agents/ticket.ts'
import { aloneOf } from '../core/agents/wants-second.ts'
import { campaignState, quote } from '../core/query/allowed.ts'
import { budgetsInForce, writtenOf } from '../core/steering/budget-in-force.ts'
import { actRefusal } from '../http/desk/act-refusals.ts'
import { FINDS, findShopper } from '../http/desk/find-shopper.ts'
import { type LookParts, lookAt } from '../http/desk/look.ts'
import { repliesOf } from '../http/desk/replies.ts'
import { askedOf, shopperView } from '../http/desk/shopper-view.ts'
import { shopperOf } from '../http/desk/ticket-id.ts'
import { Problem } from '../http/problem.ts'
import type { DeskDoors } from '../ports/desk-doors.ts'
import type { Engine } from '../runtime/engine.ts'

export type DeskDoorParts = Omit<LookParts, 'engine'> & {
  /** Bound late: desks are opened before the engine. */
  readonly engine: () => Engine
  readonly file: DeskDoors['file']
}

const LISTED = 200

/** null in place of a problem that says that there is no such thing. */
const orNull = async <T>(asked: Promise<T>): Promise<T | null> => {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null
    throw error
  }
}

export const createDeskDoors = (given: DeskDoorParts): DeskDoors => {
  const parts = (): LookParts => ({ ...given, engine: given.engine() })
  const { records, clock, moves } = given
  return {
    ticket: (ticket) =>
      orNull(lookAt(parts(), shopperOf(ticket), ticket).then((looked) => shopperView(looked))),
    shopper: (shopper, campaign) =>
      orNull(lookAt(parts(), shopper, null).then((looked) => shopperView(looked, campaign))),
    waiting: async () => (await records.tickets(true, LISTED)).map(({ row }) => JSON.parse(row) as Ticket),
    find: async (told) => {
      const engine = given.engine()
      const plain = told.trim()
      if (await engine.shopper(plain)) return plain
      for (const by of FINDS) {
        const found = await findShopper({ engine, records }, by, plain)
        if (found) return found
      }
      return null
    },
    quote: async (shopper, ticket, campaign, offer, terms, who) => {
      const looked = await orNull(lookAt(parts(), shopper, ticket))
      const quoted = looked && quote(askedOf(looked, looked.ticket, campaign, who), offer, terms ?? {})
      if (quoted?.kind !== 'possible') return quoted
      const { ceiling, cost, allowed, digest, second } = quoted.offer
      return { kind: 'possible', ceiling, cost, allowed, digest, second }
    },
    alone: (who) => aloneOf(given.engine().rulebook().shop.agents, who),
    act: async (agent, key, shopper, does, role, desk) => {
      const accepted = await given.engine().accept({
        ...{ id: `desk:${agent}:${key}`, at: clock(), trust: 'fact' as const, from: { shopper } },
        what: {
          ...{ kind: 'agent', agent, does },
          ...(role !== undefined && { role }),
          ...(desk !== undefined && { desk }),
        },
      })
      if (accepted.kind === 'parked') return { kind: 'failed' }
      if (accepted.kind === 'refused')
        return {
          kind: 'refused',
          reason: accepted.reason,
          title: 'This was not done: it was asked for otherwise before, or too long ago',
        }
      const reply = accepted.kind === 'done' ? accepted.reply : null
      if (reply?.kind === 'refused') return { ...reply, title: actRefusal(reply.reason) }
      return { kind: 'done', ...(reply?.kind === 'done' && reply.code && { code: reply.code }) }
    },
    file: given.file,
    replies: (lang, about) => repliesOf(given.engine().rulebook(), lang, about),
    person: (told) => {
      const found = personOf(given.engine().rulebook().shop.agents, told)
      return found && { name: found[0], also: found[1].also }
    },
    budgets: async () => {
      const [all, moved] = await Promise.all([records.budgets(), moves()])
      const { flows } = given.engine().rulebook()
      const limits = budgetsInForce(writtenOf(flows), moved)
      return flows.map((flow) => {
        const { reserved = 0, spent = 0 } = all.find(({ budget }) => budget === flow.name) ?? {}
        return {
          ...{ campaign: flow.name, reserved, spent },
          state: campaignState(flow, clock(), moved),
          limit: limits.get(flow.name) ?? null,
        }
      })
    },
    shop: () => {
      const { name, currency, time_zone, languages } = given.engine().rulebook().shop
      return { name, currency, time_zone, lang: languages[0] ?? 'en' }
    },
  }
}

/** The same doors for one desk, whose name stands with all that is done there. */
export const doorsOf = (doors: DeskDoors, desk: string): DeskDoors => ({
  ...doors,
  act: (agent, key, shopper, does, role) => doors.act(agent, key, shopper, does, role, desk),
  quote: (shopper, ticket, campaign, offer, terms, who) =>
    doors.quote(shopper, ticket, campaign, offer, terms, who && { ...who, desk }),
})
