// One agent's yes, and where it takes two: what is given must be what was seen, within the role of whoever completes it,
// and a sum above the shop's wants two people. Issues nothing.
import { cartTotal } from '../cart/cart.ts'
import type { Draft } from '../draft.ts'
import { offersFor, variantIn } from '../enrolment/variant.ts'
import { prepare } from '../issuing/issue.ts'
import { costOnCart } from '../issuing/offer-terms.ts'
import type { Offer } from '../offers/offer.ts'
import type { AgentAct } from './agent-act.ts'
import { agentTerms, heldTo, type OverLimit, type TermsChange } from './agent-terms.ts'
import { noteAct, refuse } from './agent-ticket.ts'
import { undecidedOf, writeTicket } from './handoff.ts'
import type { Actor } from './people.ts'
import { seenDigest } from './seen-digest.ts'
import type { FirstYes, Ticket } from './ticket.ts'
import { saidBefore, wantsSecond } from './wants-second.ts'

/** Whose money it is, and the row that the code is issued for; null: there is none yet. */
export type Purse = { readonly campaign: string; readonly enrolment: string | null }

type Gives = Pick<Extract<AgentAct, { act: 'issue' }>, 'offer' | 'terms' | 'ceiling' | 'digest'>

/** `with`: who said yes first. */
export type Agreed =
  | { readonly kind: 'agreed'; readonly ceiling?: number; readonly with?: string }
  /** A yes that wants a second one: to be kept. */
  | { readonly kind: 'first'; readonly first: FirstYes; readonly over?: OverLimit }
  /** The reply says why. */
  | { readonly kind: 'refused' }

const writtenIn = (draft: Draft, { campaign, enrolment }: Purse, name: string): Offer | null => {
  const offers = enrolment
    ? { ...draft.now.offers, ...variantIn(draft, enrolment)?.offers }
    : offersFor(draft.now, draft.shopper, campaign)
  return (Object.hasOwn(offers, name) ? offers[name] : undefined) ?? null
}

/** The terms as an agent wants them, and the digest of what is seen of them now; null: no such terms can be given. */
const seenNow = (draft: Draft, purse: Purse, name: string, terms: TermsChange | undefined) => {
  const written = writtenIn(draft, purse, name)
  const changed = written && agentTerms(written, terms ?? {}, draft.now.shop.agents)
  if (!written || changed?.kind !== 'terms') return null
  const { offer } = changed
  const digest = seenDigest(draft.shopper.cart?.lines ?? [], offer, purse.campaign)
  return { written, offer, digest }
}

/** Whatever else stands against these terms is said by the issue itself. */
const AS_ASKED = { kind: 'agreed' } as const

/** `kept`: the first yes on the ticket, if there is one. */
export const agreeOn = (
  draft: Draft,
  actor: Actor,
  gives: Gives,
  purse: Purse,
  kept: FirstYes | undefined,
): Agreed => {
  const asked = gives.ceiling === undefined ? AS_ASKED : { ...AS_ASKED, ceiling: gives.ceiling }
  const seen = seenNow(draft, purse, gives.offer, gives.terms)
  if (!seen) return asked
  const { shopper, event, now } = draft
  const cost = costOnCart(seen.offer, shopper, event.around)
  if (gives.digest !== undefined && gives.digest !== seen.digest) {
    refuse(draft, 'changed', { now: cost, cart: cartTotal(shopper.cart?.lines ?? []) })
    return { kind: 'refused' }
  }
  if (gives.ceiling !== undefined && cost > gives.ceiling) return asked
  const { agents } = now.shop
  const same = kept?.digest === seen.digest && kept.campaign === purse.campaign ? kept : undefined
  const before = saidBefore(agents, actor, same)
  // Two agree on what both have seen: never more than either said.
  const ceiling = Math.min(gives.ceiling ?? seen.offer.worst, before?.ceiling ?? Number.POSITIVE_INFINITY)
  const given = heldTo(seen.offer, ceiling)
  const wants = wantsSecond(agents, actor, seen.written, given, before)
  if (!wants) return before ? { kind: 'agreed', ceiling, with: before.by } : asked
  const first: FirstYes = same ?? {
    ...{ by: actor.agent, at: draft.at, offer: gives.offer, ceiling },
    ...{ digest: seen.digest, campaign: purse.campaign },
    ...(gives.terms && { terms: gives.terms }),
    ...(actor.desk !== undefined && { desk: actor.desk }),
  }
  return { kind: 'first', first, ...('over' in wants && { over: wants.over }) }
}

/** What could not be issued at all is refused at once, and not by the second agent's yes. */
export const mayBeIssued = (draft: Draft, agent: string, first: FirstYes, enrolment: string): boolean => {
  const { offer, terms, ceiling } = first
  const given = { agent, ceiling, ...(terms && { terms }) }
  const prepared = prepare(draft, offer, enrolment, { given })
  if (prepared.kind !== 'refused') return true
  const { why, kind: _, ...facts } = prepared
  refuse(draft, why, facts)
  return false
}

/** Keeps it on its ticket, once; the reply says that another agent is waited for. */
export const keepFirst = (
  draft: Draft,
  ticket: Ticket,
  { first, over }: Extract<Agreed, { kind: 'first' }>,
): void => {
  const isNew = ticket.first?.digest !== first.digest || ticket.first.by !== first.by
  if (isNew || ticket.first?.words !== first.words) writeTicket(draft, { ...ticket, first })
  if (isNew) {
    noteAct(draft, first.by, { act: 'first_yes', offer: first.offer }, first.why)
  }
  refuse(draft, 'second_agent', { by: first.by, at: first.at, ...(over && { over }) })
}

/** A cart or an offer that has changed is not what the first agent said yes to. */
export const dropStaleFirst = (draft: Draft): void => {
  const ticket = draft.shopper.tickets.some(({ first }) => first) ? undecidedOf(draft) : null
  if (!ticket?.first) return
  const { first, ...rest } = ticket
  const enrolment = first.campaign === ticket.campaign ? ticket.enrolment : null
  const seen = seenNow(draft, { campaign: first.campaign, enrolment }, first.offer, first.terms)
  if (seen?.digest === first.digest) return
  writeTicket(draft, rest)
  noteAct(draft, first.by, { act: 'first_dropped', offer: first.offer })
}
