// Two readings of what the doors tell: a line's delivery, and whose a ticket is.
import type { Delivery } from '../../core/delivery.ts'
import type { DeskView } from '../../ports/desk-doors.ts'

export type Line = DeskView['lines'][number]

/** An agent's line: how far it has come. */
export const deliveryOf = ({ delivery, failed }: Pick<Line, 'delivery' | 'failed'>): Delivery =>
  failed !== null ? 'failed' : (delivery ?? 'sent')

/** The shopper's id is the part of a ticket's id before its last dot. */
export const shopperOf = (ticket: string): string => ticket.slice(0, Math.max(0, ticket.lastIndexOf('.')))
