// A ticket: the record of a talk handed to an agent, and how it changes by itself. Knows nothing of desks.
import { cartTotal } from '../cart/cart.ts'
import { change, type Draft, put } from '../draft.ts'
import { mark } from '../enrolment/enrol.ts'
import { saidFor } from '../note-said.ts'
import { sayBot } from '../say.ts'
import type { Talk } from '../shopper.ts'
import { keepTalk, withAgent } from '../talk.ts'
import { DAY } from '../time/local-time.ts'
import { isOpen, nextOpening } from './hours.ts'
import { shareOut } from './sharing-out.ts'
import { isUndecided, type Ticket } from './ticket.ts'

/** The ticket that agents can still decide, also one that nobody answered in time. A shopper has one at most. */
export const undecidedOf = (draft: Draft): Ticket | null => draft.shopper.tickets.find(isUndecided) ?? null

/** One that agents opened among themselves: the shopper knows nothing of it, and hears nothing. */
export const isQuiet = ({ reason }: Ticket): boolean => reason === 'second_agent'

/** The ticket that an agent is awaited for, or has taken: what nobody asked for does not come between. */
export const awaitedOf = (draft: Draft): Ticket | null => {
  const ticket = undecidedOf(draft)
  if (ticket?.state === 'open' && isQuiet(ticket)) return null
  return ticket?.state === 'expired' ? null : ticket
}

/** Writes a ticket as it has become; the desk is told, and the talk that waits for it waits as long. */
export const writeTicket = (draft: Draft, ticket: Ticket): void => {
  const others = draft.shopper.tickets.filter((kept) => kept.id !== ticket.id)
  change(draft, { tickets: [...others, ticket] })
  put(draft, { kind: 'ticket', ticket })
  const talk = withAgent(draft)
  if (talk && talk.until !== ticket.until && isUndecided(ticket))
    keepTalk(draft, { ...talk, until: ticket.until })
}

const areAgentsIn = (draft: Draft): boolean => {
  const { agents, time_zone } = draft.now.shop
  return isOpen(agents.hours, draft.at, time_zone)
}

/** When agents are back; null: nobody knows. */
const backAt = (draft: Draft): number | null => {
  const { agents, time_zone } = draft.now.shop
  return nextOpening(agents.hours, draft.at, time_zone)
}

/** "We are back on Monday at 9:00", or where nobody knows when, that somebody will write. */
const sayAway = (draft: Draft, talk: Talk | null): void => {
  const back = backAt(draft)
  if (back === null) sayBot(draft, 'agent_silent', talk)
  else sayBot(draft, 'agents_away', talk, { args: { back: { time: back } } })
}

/** A second yes is not to be asked of whoever said the first. */
const sharedOut = ({ now, at }: Draft, ticket: string, except?: string) =>
  shareOut(now.shop.agents, ticket, at, now.shop.time_zone, except)

const answerBy = (draft: Draft, away: boolean): number =>
  (away ? (backAt(draft) ?? draft.at) : draft.at) + draft.now.shop.agent_answers_within

/** One that still stands is not opened anew, unless nobody answered it, or agents are in by now. */
const stands = (draft: Draft, ticket: Ticket): boolean =>
  ticket.state === 'taken' ||
  (ticket.state === 'open' && !isQuiet(ticket) && (!ticket.away || !areAgentsIn(draft)))

/**
 * Opens a ticket, or finds the one that stands, and tells the shopper that an agent is coming, or when agents are
 * back. Whether the talk is to wait says `away`: outside the working hours nobody waits. `suggests`: the offer that the
 * rules would give.
 */
export const openTicket = (
  draft: Draft,
  reason: string,
  campaign: string,
  enrolment: string,
  talk: Talk | null,
  suggests?: string,
): { readonly ticket: Ticket; readonly fresh: boolean } => {
  const there = undecidedOf(draft)
  if (there && stands(draft, there)) return { ticket: there, fresh: false }
  const { shopper, at } = draft
  const away = !areAgentsIn(draft)
  const id = there?.id ?? `${shopper.id}.t${shopper.ticket_count + 1}`
  const ticket: Ticket = {
    id,
    shopper: shopper.id,
    opened: at,
    reason,
    campaign,
    enrolment,
    state: 'open',
    cart: cartTotal(shopper.cart?.lines ?? []),
    until: answerBy(draft, away),
    ...(away && { away }),
    ...(talk && { vars: talk.vars }),
    ...saidFor(draft),
    ...(suggests !== undefined && { suggests }),
    ...(there?.first && { first: there.first }),
    ...(there?.assigned ? { assigned: there.assigned } : sharedOut(draft, id)),
  }
  if (!there) change(draft, { ticket_count: shopper.ticket_count + 1 })
  writeTicket(draft, ticket)
  mark(draft, enrolment, () => ({ escalated: true }))
  if (away) sayAway(draft, talk)
  else sayBot(draft, suggests === undefined ? 'agent_coming' : 'agent_asked', talk)
  return { ticket, fresh: true }
}

/** A ticket that agents have among themselves. There is no undecided one. */
export const openQuietly = (
  draft: Draft,
  reason: string,
  campaign: string,
  enrolment: string,
  by: string,
): Ticket => {
  const { shopper, at } = draft
  const away = !areAgentsIn(draft)
  const id = `${shopper.id}.t${shopper.ticket_count + 1}`
  const ticket: Ticket = {
    ...{ id, shopper: shopper.id, opened: at },
    ...sharedOut(draft, id, by),
    ...{ reason, campaign, enrolment, state: 'open' },
    cart: cartTotal(shopper.cart?.lines ?? []),
    until: answerBy(draft, away),
    ...(away && { away }),
  }
  change(draft, { ticket_count: shopper.ticket_count + 1 })
  return ticket
}

/** After a decision its agents still hear what the shopper says, for so long. */
const HEARD_AFTER = 7 * DAY

/** The shopper's latest ticket, where it was decided lately. */
const decidedLately = ({ shopper, at }: Draft): Ticket | null => {
  if (shopper.tickets.length === 0) return null
  const latest = shopper.tickets.toSorted((a, b) => a.opened - b.opened).at(-1)
  if (!latest?.decided || isQuiet(latest)) return null
  return at < latest.decided.at + HEARD_AFTER ? latest : null
}

/**
 * The shopper wrote while a ticket is there: the desk hears of it, and an agent who has the talk is waited for. What is
 * decided stays so.
 */
export const noteHeard = (draft: Draft): void => {
  const ticket = undecidedOf(draft)
  if (!ticket) {
    const decided = decidedLately(draft)
    if (decided) writeTicket(draft, { ...decided, heard: draft.at })
    return
  }
  const heard = { ...ticket, heard: draft.at }
  if (ticket.state !== 'taken' || ticket.waiting) writeTicket(draft, heard)
  else writeTicket(draft, { ...heard, waiting: true, until: answerBy(draft, false) })
}

/** Asked for an agent again, while one is awaited already. */
export const sayAwaited = (draft: Draft, ticket: Ticket): void => {
  if (ticket.away && !areAgentsIn(draft)) sayAway(draft, null)
  else sayBot(draft, 'agent_told')
}

/** Closes whatever ticket waits, saying what settled it. */
export const closeTicket = (draft: Draft, what: string): void => {
  const ticket = undecidedOf(draft)
  if (ticket)
    writeTicket(draft, { ...ticket, state: 'closed', decided: { by: 'winback', at: draft.at, what } })
}

/** Nobody answered in time: the shopper hears so; once, a day's end keeps the ticket for the next morning. */
export const expireTicket = (draft: Draft, ticket: Ticket): void => {
  const { waiting: _, ...rest } = ticket
  const isHeard = !isQuiet(ticket)
  if (areAgentsIn(draft) || ticket.away) {
    writeTicket(draft, { ...rest, state: 'expired' })
    return isHeard ? sayBot(draft, 'agent_silent') : undefined
  }
  writeTicket(draft, { ...rest, state: 'open', away: true, until: answerBy(draft, true) })
  if (isHeard) sayAway(draft, null)
}
