// A desk's contract: it is told of each ticket that was opened or changed. Agents answer through the engine.
import type { Ticket } from '../core/agents/ticket.ts'

export type Desk = {
  readonly name: string
  /** `key` is the same for every try of the same notice. Throws DeliveryError and nothing else. */
  readonly update: (ticket: Ticket, key: string) => Promise<void>
}
