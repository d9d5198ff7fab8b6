// Gathers what the desk shows of one shopper. Reads only.

import type { Ticket } from '../../core/agents/ticket.ts'
import type { Moves } from '../../core/steering/budget-in-force.ts'
import type { Catalogue } from '../../ports/catalogue.ts'
import type { Outbox } from '../../ports/outbox.ts'
import type { Records, TalkLine } from '../../ports/records.ts'
import type { Engine } from '../../runtime/engine.ts'
import { Problem } from '../problem.ts'
import { undelivered } from './parked.ts'
import type { Looked } from './shopper-view.ts'

export type LookParts = {
  readonly engine: Engine
  readonly records: Pick<Records, 'tickets' | 'lines' | 'budgets' | 'parkedEvents' | 'shoppers'>
  readonly catalogue: Pick<Catalogue, 'find'>
  readonly outbox: Pick<Outbox, 'parked' | 'states'>
  /** Which of these items were shown to their shopper. */
  readonly delivered: (items: readonly string[]) => Promise<ReadonlySet<string>>
  readonly clock: () => number
  /** The agents that anybody has heard of, by the names that the shop calls them. */
  readonly team: () => readonly string[]
  /** What steering has changed of the campaigns. */
  readonly moves: () => Promise<Moves>
}

const PAGE = 200
/** Whether words have got there is asked of so many of the latest lines. */
const FOLLOWED = 500

const allLines = async (records: LookParts['records'], shopper: string): Promise<readonly TalkLine[]> => {
  const all: TalkLine[] = []
  for (;;) {
    const page = await records.lines(shopper, all.at(-1)?.seq ?? 0, PAGE)
    all.push(...page)
    if (page.length < PAGE) return all
  }
}

/** `ticket` null: the shopper without one. Throws a 404 problem where there is no such shopper or ticket. */
export const lookAt = async (parts: LookParts, id: string, ticketId: string | null): Promise<Looked> => {
  const shopper = await parts.engine.shopper(id)
  if (!shopper) throw new Problem(404, 'no_such_shopper', 'There is no such shopper')
  const ticket: Ticket | null = shopper.tickets.find((one) => one.id === ticketId) ?? null
  if (ticketId !== null && !ticket) throw new Problem(404, 'no_such_ticket', 'There is no such ticket')
  const ids = new Set([shopper.id, ...(shopper.folded ?? []).map((one) => one.shopper)])
  const items = (shopper.cart?.lines ?? []).map((line) => line.item)
  const [lines, budgets, catalogue, parked, around, moves] = await Promise.all([
    allLines(parts.records, shopper.id),
    parts.records.budgets(),
    parts.catalogue.find(items),
    undelivered(parts.outbox),
    parts.engine.around(shopper),
    parts.moves(),
  ])
  const sent = lines.slice(-FOLLOWED).flatMap(({ item }) => item ?? [])
  const [states, delivered] = await Promise.all([parts.outbox.states(sent), parts.delivered(sent)])
  return {
    ...{ states, delivered },
    ...{ ticket, shopper, lines, budgets, catalogue, around, moves },
    rulebook: parts.engine.rulebook(),
    team: parts.team(),
    parked: parked.filter((item) => ids.has(item.shopper)),
    at: parts.clock(),
  }
}
