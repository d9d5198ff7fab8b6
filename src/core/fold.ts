// Two shoppers turned out to be one: the younger is folded into the older. Three commits, each of one document and
// each repeatable: (1) the younger becomes a pointer that carries its content, (2) the older takes it in, (3) the
// pointer is cleared. How each part is joined stands in folding/, one file a part. Knows no store and no address book.
import { type Draft, put } from './draft.ts'
import type { Effect, Reply } from './effect.ts'
import { noteTimes } from './enrolment/earn.ts'
import type { Address, Event, EventOf } from './event.ts'
import { type Folded, isOlder } from './folding/folded.ts'
import { joinCarts } from './folding/join-cart.ts'
import { joinCodes, keepBestCode } from './folding/join-codes.ts'
import { joinConsent } from './folding/join-consent.ts'
import { joinEarned } from './folding/join-earned.ts'
import { joinOrders } from './folding/join-orders.ts'
import { joinLedgers } from './folding/join-points.ts'
import { joinProofs } from './folding/join-proofs.ts'
import { joinRest } from './folding/join-rest.ts'
import { joinHeard, joinPending, joinTalks, settledBy } from './folding/join-talks.ts'
import { joinTickets } from './folding/join-tickets.ts'
import { joinWho } from './folding/join-who.ts'
import { joinEnrolments } from './folding/mixed.ts'
import { keepLedger } from './points/points.ts'
import { newShopper, type Shopper } from './shopper.ts'

/** A pointer that still carries its content is looked at again after so long, in case whoever folded it has died. */
const FINISH_WITHIN = 10_000
/** So many folds are remembered by name; ids of events and of codes are recognised through them. */
const REMEMBERED = 50

/** An address that is the shop's own id of its customer. */
export const isCustomer = ({ channel }: Address): boolean => channel === 'user'

/**
 * Two whom the shop itself tells apart, each by an id of its own, are not one because they share a browser or an
 * e-mail: a family does. Only the shop's plain word (alias) joins them.
 */
export const areTwoCustomers = (one: readonly Address[], other: readonly Address[]): boolean => {
  const mine = one.filter(isCustomer)
  const theirs = other.filter(isCustomer)
  return mine.length > 0 && theirs.length > 0 && !mine.some(({ id }) => theirs.some((too) => too.id === id))
}

export const isPointer = (shopper: Shopper): boolean => shopper.folded_into !== undefined

/** A decision of one of these steps; nothing but the document comes of it. */
type Decided = {
  readonly kind: 'decided'
  readonly shopper: Shopper
  readonly effects: readonly Effect[]
  readonly reply: Reply
  readonly due: number | null
}

const decided = (shopper: Shopper, due: number | null, refused?: string): Decided => ({
  ...{ kind: 'decided', shopper, due, effects: [] },
  reply: refused === undefined ? { kind: 'ok' } : { kind: 'refused', reason: refused },
})

/** Steps 1 and 3, and whatever else meets a pointer; null: the shopper is nobody's pointer and nothing folds it. */
export const decideFold = (shopper: Shopper, event: Event): Decided | null => {
  const { folded_into } = shopper
  if (folded_into) {
    const { content, ...into } = folded_into
    if (event.kind === 'fold_cleared') return decided({ ...shopper, folded_into: into }, null)
    const due = content === undefined ? null : event.received + FINISH_WITHIN
    return decided(shopper, due, event.kind === 'folded' ? undefined : 'folded')
  }
  if (event.kind !== 'folded' || !isOlder(event.into, shopper)) return null
  const { id, created } = shopper
  const into = { shopper: event.into.id, at: event.received, why: event.why, content: shopper }
  return decided({ ...newShopper(id, created), folded_into: into }, event.received + FINISH_WITHIN)
}

/** What a document holds of which nothing says how it is joined: the older one's word counts, else the younger's. */
const unnamed = ({
  told,
  seen,
  stopped_by,
  consented,
  consents,
  snoozed,
  contacted,
  unsent,
  cart_past,
  mixed,
  folded,
  ...rest
}: Shopper): Shopper => rest

const joinStarts = (older: Shopper, younger: Shopper): Shopper['starts'] => {
  const flows = [...new Set([...Object.keys(older.starts), ...Object.keys(younger.starts)])].sort()
  const both = (flow: string) => [...(older.starts[flow] ?? []), ...(younger.starts[flow] ?? [])]
  return Object.fromEntries(flows.map((flow) => [flow, both(flow).sort((a, b) => a - b)]))
}

/** Ids that codes begin with are remembered as long as the codes are; of the others the latest. */
const joinFolded = (all: readonly Folded[], { codes }: Pick<Shopper, 'codes'>): readonly Folded[] => {
  const sorted = all.toSorted((a, b) => a.at - b.at || (a.shopper < b.shopper ? -1 : 1))
  const latest = new Set(sorted.slice(-REMEMBERED))
  return sorted.filter((one) => latest.has(one) || codes.some(({ id }) => id.startsWith(`${one.shopper}.`)))
}

/** Step 2: everything of the younger in the older. The one who was active last says where things stand. */
export const takeIn = (draft: Draft, { content: carried, why }: EventOf<'taken_in'>): void => {
  const content = carried as Shopper
  const { now, at } = draft
  if (content.id === draft.shopper.id) return
  if (draft.shopper.folded?.some(({ shopper }) => shopper === content.id)) return
  const before = draft.shopper.enrolments
  const older = settledBy(now, draft.shopper, content)
  const younger = settledBy(now, content, draft.shopper)
  const { orders } = joinOrders(older, younger)
  const { enrolments, ...mixed } = joinEnrolments(older, younger)
  const sides = [older, younger].map((one) => ({ enrolments: one.enrolments, orders: one.orders.recent }))
  const rows = { ...mixed, enrolments: joinEarned(now.flows, enrolments, sides, orders.recent) }
  const { open, changed, ...tickets } = joinTickets(older, younger, at)
  const who = joinWho(older, younger)
  const consent = joinConsent(older, younger)
  const talks = joinTalks(now, older, younger, { ...who, ...consent }, open)
  const codes = joinCodes(older.codes, younger.codes)
  const folds = [...(older.folded ?? []), ...(younger.folded ?? []), { shopper: content.id, at, why }]
  draft.shopper = {
    ...{ ...unnamed(younger), ...unnamed(older), ...joinRest(older, younger), ...joinProofs(older, younger) },
    ...{ id: older.id, ...who, ...consent, ...joinCarts(older, younger), orders, ...rows, ...tickets },
    ...{ talks, codes, pending: joinPending(older, younger, { ...consent, points: who.points }, talks) },
    heard: joinHeard(older, younger),
    starts: joinStarts(older, younger),
    contacts: [...older.contacts, ...younger.contacts].sort((a, b) => a - b),
    enrolled: older.enrolled + younger.enrolled,
    folded: joinFolded(folds, { codes }),
    look_again: null,
  }
  for (const row of draft.shopper.enrolments)
    if (!before.includes(row)) put(draft, { kind: 'enrolment', row })
  noteTimes(draft)
  for (const ticket of changed) put(draft, { kind: 'ticket', ticket })
  keepBestCode(draft)
  const ledger = joinLedgers(older.ledger, younger.ledger, younger.id)
  if (ledger) keepLedger(draft, ledger)
  put(draft, {
    ...{ kind: 'line', who: 'note', by: 'winback', text: '' },
    did: { act: 'joined', from: why },
  })
}
