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

const latest = <T>(all: readonly T[], most: number): readonly T[] =>
  all.length <= most ? all : all.slice(-most)

const BOUNDED = [
  ...(['codes', 'enrolments', 'tickets', 'starts'] as const),
  ...(['addresses', 'contacts', 'saved', 'pending'] as const),
]
type Kept = Pick<Shopper, (typeof BOUNDED)[number]>

type Row = Shopper['enrolments'][number]

const keptRows = (shopper: Shopper, codes: Shopper['codes'], at: number, rulebook: Rulebook) => {
  if (shopper.enrolments.length <= KEPT.enrolments) return shopper.enrolments
  const used = new Set([
    ...codes.map((code) => code.enrolment),
    ...shopper.talks.map((talk) => talk.enrolment),
    ...shopper.pending.map((pending) => pending.enrolment),
    ...shopper.tickets.map((ticket) => ticket.enrolment),
  ])
  const isOpen = ({ campaign, at: began }: Row) =>
    at <= began + (flowOf(rulebook, campaign)?.goal?.order_within ?? 0)
  return keep(shopper.enrolments, KEPT.enrolments, (row) => used.has(row.id) || isOpen(row))
}

const hasMany = (starts: Shopper['starts']): boolean => {
  for (const flow in starts) if (starts[flow]!.length > KEPT.starts) return true
  return false
}

const keptStarts = ({ starts }: Shopper, rulebook: Rulebook): Shopper['starts'] => {
  const most = (flow: string) => Math.max(KEPT.starts, flowOf(rulebook, flow)?.start.at_most?.count ?? 0)
  if (!hasMany(starts)) return starts
  const all = Object.entries(starts)
  return Object.fromEntries(all.map(([flow, times]) => [flow, latest(times, most(flow))]))
}

/** Nothing is more than is kept of it in any case, as with nearly every shopper. */
const isSmall = ({
  codes,
  enrolments,
  tickets,
  starts,
  addresses,
  contacts,
  saved,
  pending,
}: Shopper): boolean =>
  codes.length <= KEPT.codes &&
  enrolments.length <= KEPT.enrolments &&
  tickets.length <= KEPT.tickets &&
  addresses.length <= KEPT.addresses &&
  contacts.length <= KEPT.contacts &&
  saved.length <= KEPT.saved &&
  pending.length <= KEPT.pending &&
  !hasMany(starts)

/** `rulebook`: its caps say how many starts and contacts must be remembered, its goals how long an enrolment is open. */
export const prune = (shopper: Shopper, at: number, rulebook: Rulebook): Shopper => {
  const told = saidNow(shopper, at) ? shopper : withoutSaid(shopper)
  if (isSmall(told)) return told
  const codes = keep(told.codes, KEPT.codes, (code) => isLive(code, at) || code.reserved > 0)
  const kept: Kept = {
    codes,
    enrolments: keptRows(told, codes, at, rulebook),
    tickets: keep(told.tickets, KEPT.tickets, isUndecided),
    starts: keptStarts(told, rulebook),
    addresses: keep(told.addresses, KEPT.addresses, ({ channel }) => channel === 'user'),
    contacts: latest(told.contacts, Math.max(KEPT.contacts, rulebook.shop.contact?.count ?? 0)),
    saved: latest(told.saved, KEPT.saved),
    pending: latest(told.pending, KEPT.pending),
  }
  if (BOUNDED.every((name) => kept[name] === told[name])) return told
  return { ...told, ...kept, ...withGoneCodes(told, codes, (name) => flowOf(rulebook, name) !== null) }
}
