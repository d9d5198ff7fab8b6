// A ticket: the record of a talk handed to an agent. Knows nothing of desks.

export type TicketState = 'open' | 'taken' | 'approved' | 'declined' | 'closed' | 'expired'

export type Ticket = {
  /** `<shopper id>/<n>`. */
  readonly id: string
  readonly shopper: string
  readonly opened: number
  readonly reason: string
  readonly campaign: string
  readonly enrolment: string
  readonly state: TicketState
  /** The cart's sum when it was opened, minor units; an approval names a ceiling against it. */
  readonly cart: number
  /** When nobody has answered by then, the flow's fallback runs. */
  readonly until: number
  readonly decided?: { readonly by: string; readonly at: number; readonly what: string }
}
