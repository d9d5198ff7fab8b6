// Keeps the document small: what is over and old is dropped; its rows and the journal have it.
import { isLive } from './code.ts'
import type { Shopper } from './shopper.ts'

const KEPT = { codes: 10, enrolments: 10, tickets: 5, starts: 20, contacts: 20, saved: 50, pending: 50 }

/** Keeps what `needed` says, and of the rest the latest so many. */
const keep = <T>(all: readonly T[], most: number, needed: (one: T) => boolean): readonly T[] => {
  if (all.length <= most) return all
  let spare = all.filter((one) => !needed(one)).length - most
  return all.filter((one) => needed(one) || spare-- <= 0)
}

export const prune = (shopper: Shopper, at: number, goalWithin: (campaign: string) => number): Shopper => {
  const codes = keep(shopper.codes, KEPT.codes, (code) => isLive(code, at) || code.reserved > 0)
  const used = new Set([
    ...codes.map((code) => code.enrolment),
    ...shopper.talks.map((talk) => talk.enrolment),
    ...shopper.pending.map((pending) => pending.enrolment),
    ...shopper.tickets.map((ticket) => ticket.enrolment),
  ])
  const open = (row: Shopper['enrolments'][number]) =>
    used.has(row.id) || at <= row.at + goalWithin(row.campaign)
  const starts = Object.entries(shopper.starts).map(
    ([flow, times]) => [flow, times.slice(-KEPT.starts)] as const,
  )
  return {
    ...shopper,
    codes,
    enrolments: keep(shopper.enrolments, KEPT.enrolments, open),
    tickets: keep(
      shopper.tickets,
      KEPT.tickets,
      (ticket) => ticket.state === 'open' || ticket.state === 'taken',
    ),
    starts: Object.fromEntries(starts),
    contacts: shopper.contacts.slice(-KEPT.contacts),
    saved: shopper.saved.slice(-KEPT.saved),
    pending: shopper.pending.slice(-KEPT.pending),
  }
}
