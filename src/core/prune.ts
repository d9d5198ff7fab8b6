// Keeps the document small: what is over and old is dropped; its rows and the journal have it.

import { isUndecided } from './agents/ticket.ts'
import { withGoneCodes } from './budget/per-shopper.ts'
import { isLive } from './codes/code.ts'
import { flowOf, type Rulebook } from './rulebook.ts'
import { saidNow, withoutSaid } from './said.ts'
import type { Shopper } from './shopper.ts'

const KEPT = {
  codes: 30,
  enrolments: 10,
  tickets: 5,
  starts: 20,
  contacts: 20,
  saved: 50,
  pending: 50,
  addresses: 20,
}

/** Keeps what `needed` says, and of the rest the latest so many. */
const keep = <T>(all: readonly T[], most: number, needed: (one: T) => boolean): readonly T[] => {
  if (all.length <= most) return all
  let spare = all.filter((one) => !needed(one)).length - most
  return all.filter((one) => needed(one) || spare-- <= 0)
}

/** `rulebook`: its caps say how many starts and contacts must be remembered, its goals how long an enrolment is open. */
export const prune = (shopper: Shopper, at: number, rulebook: Rulebook): Shopper => {
  const goalWithin = (campaign: string) => flowOf(rulebook, campaign)?.goal?.order_within ?? 0
  const startsOf = (flow: string) => Math.max(KEPT.starts, flowOf(rulebook, flow)?.start.at_most?.count ?? 0)
  const contacts = Math.max(KEPT.contacts, rulebook.shop.contact?.count ?? 0)
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
    ([flow, times]) => [flow, times.slice(-startsOf(flow))] as const,
  )
  return {
    ...(saidNow(shopper, at) ? shopper : withoutSaid(shopper)),
    codes,
    ...withGoneCodes(shopper, codes, (name) => flowOf(rulebook, name) !== null),
    enrolments: keep(shopper.enrolments, KEPT.enrolments, open),
    tickets: keep(shopper.tickets, KEPT.tickets, isUndecided),
    starts: Object.fromEntries(starts),
    addresses: keep(shopper.addresses, KEPT.addresses, ({ channel }) => channel === 'user'),
    contacts: shopper.contacts.slice(-contacts),
    saved: shopper.saved.slice(-KEPT.saved),
    pending: shopper.pending.slice(-KEPT.pending),
  }
}
