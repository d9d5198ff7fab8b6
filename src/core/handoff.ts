// A ticket: the record of a talk handed to an agent, and how it changes. Knows nothing of desks.
import { cartTotal } from './cart.ts'
import { change, type Draft, put } from './draft.ts'
import { mark } from './enrol.ts'
import { sayBot } from './say.ts'
import type { Talk } from './shopper.ts'
import type { Ticket } from './ticket.ts'

const isOpen = (ticket: Ticket): boolean => ticket.state === 'open' || ticket.state === 'taken'

export const openTicketOf = (draft: Draft): Ticket | null => draft.shopper.tickets.find(isOpen) ?? null

/** Writes a ticket as it has become; the desk is told. */
export const writeTicket = (draft: Draft, ticket: Ticket): void => {
  const others = draft.shopper.tickets.filter((kept) => kept.id !== ticket.id)
  change(draft, { tickets: [...others, ticket] })
  put(draft, { kind: 'ticket', ticket })
}

/** Opens a ticket, or finds the open one, and tells the shopper that an agent is coming. */
export const openTicket = (
  draft: Draft,
  reason: string,
  campaign: string,
  enrolment: string,
  talk: Talk | null,
): Ticket => {
  const there = openTicketOf(draft)
  if (there) return there
  const { shopper, at } = draft
  const ticket: Ticket = {
    id: `${shopper.id}.t${shopper.ticket_count + 1}`,
    shopper: shopper.id,
    opened: at,
    reason,
    campaign,
    enrolment,
    state: 'open',
    cart: cartTotal(shopper.cart?.lines ?? []),
    until: at + draft.now.shop.agent_answers_within,
  }
  change(draft, { ticket_count: shopper.ticket_count + 1 })
  writeTicket(draft, ticket)
  mark(draft, enrolment, () => ({ escalated: true }))
  sayBot(draft, 'agent_coming', talk)
  return ticket
}

/** Closes whatever ticket is open, saying what settled it. */
export const closeTicket = (draft: Draft, what: string): void => {
  const ticket = openTicketOf(draft)
  if (ticket)
    writeTicket(draft, { ...ticket, state: 'closed', decided: { by: 'winback', at: draft.at, what } })
}

/** Nobody answered in time: says so; a ticket that an agent has taken stays the agent's. */
export const expireTicket = (draft: Draft, ticket: Ticket): void => {
  writeTicket(draft, { ...ticket, state: 'expired' })
  sayBot(draft, 'agent_silent')
}
