// Tickets of two that are one: an agent is awaited for one thing at most.

import { isUndecided, type Ticket } from '../agents/ticket.ts'
import type { Shopper } from '../shopper.ts'

const RANK: Readonly<Partial<Record<Ticket['state'], number>>> = { taken: 0, open: 1, expired: 2 }

/** The one that stays: an agent has it, else one is awaited for it; of two alike the one opened first. */
const kept = (tickets: readonly Ticket[]): Ticket | null => {
  const [first] = tickets
    .filter(isUndecided)
    .sort((a, b) => RANK[a.state]! - RANK[b.state]! || a.opened - b.opened || (a.id < b.id ? -1 : 1))
  return first ?? null
}

export type JoinedTickets = Pick<Shopper, 'tickets' | 'ticket_count' | 'agent_mode'> & {
  /** The undecided one. */
  readonly open: Ticket | null
  /** Those that the desk must hear of: closed by the fold, or another shopper's now. */
  readonly changed: readonly Ticket[]
}

/** Ids stay, so that links to a ticket of either go on opening it. */
export const joinTickets = (older: Shopper, younger: Shopper, at: number): JoinedTickets => {
  const all = [...older.tickets, ...younger.tickets].map((ticket) => ({ ...ticket, shopper: older.id }))
  const open = kept(all)
  const tickets = all
    .map((ticket): Ticket => {
      if (!isUndecided(ticket) || ticket === open) return ticket
      const { waiting: _, ...rest } = ticket
      return { ...rest, state: 'closed', decided: { by: 'winback', at, what: 'joined' } }
    })
    .sort((a, b) => a.opened - b.opened || (a.id < b.id ? -1 : 1))
  const undecided = new Set([...older.tickets, ...younger.tickets].filter(isUndecided).map(({ id }) => id))
  const agent_mode = [older.agent_mode, younger.agent_mode].find((mode) => mode?.ticket === open?.id) ?? null
  return {
    tickets,
    open,
    agent_mode,
    ticket_count: older.ticket_count + younger.ticket_count,
    changed: tickets.filter(({ id }) => undecided.has(id)),
  }
}
