// A ticket as data: what the desk shows and the shopper's document keeps.

export type TicketState = 'open' | 'taken' | 'approved' | 'declined' | 'closed' | 'expired'

export type Ticket = {
  /** `<shopper id>.t<n>`. */
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
