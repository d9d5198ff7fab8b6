// What the shopper says while a ticket waits, or while an agent has the talk: the ticket shows it in words.
import type { Draft } from '../draft.ts'
import type { Found } from '../found.ts'
import { undecidedOf, writeTicket } from './handoff.ts'

export const noteSaidOn = (draft: Draft, found: Found | undefined): void => {
  const ticket = found && undecidedOf(draft)
  if (ticket) writeTicket(draft, { ...ticket, said: { ...ticket.said, ...found } })
}
