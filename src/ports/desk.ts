// A desk's contract: it is told of each ticket that was opened or changed. Agents answer through the engine.
import type { Ticket } from '../core/agents/ticket.ts'

export type Desk = {
  readonly name: string
  /** `key` is the same for every try of the same notice. Throws DeliveryError and nothing else. */
  readonly update: (ticket: Ticket, key: string) => Promise<void>
  /**
   * The shopper of a ticket was erased, with the note of that ticket: `noted` is what the note said. What is shown there
   * is emptied. Throws as `update`.
   */
  readonly erased?: (noted: string, key: string) => Promise<void>
}

/** Desks at which something of a ticket may stand outside our store, by their names. */
export const DESKS_OUTSIDE = ['slack', 'teams'] as const

/** The note in which a desk keeps where a ticket stands there; goes with the shopper. */
export const ticketNote = (desk: (typeof DESKS_OUTSIDE)[number], ticket: string): string =>
  `${desk}:ticket:${ticket}`
