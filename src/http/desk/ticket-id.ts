// A ticket's id names its shopper.

/** The shopper's id is the part of a ticket's id before its last dot. */
export const shopperOf = (ticket: string): string => ticket.slice(0, Math.max(0, ticket.lastIndexOf('.')))
