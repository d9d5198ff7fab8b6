// A shopper as the desk shows one: the talk, the cart, the orders, the codes, the money. Pure; codes stay sealed.

import type { Actor } from '../../core/agents/people.ts'
import type { Ticket } from '../../core/agents/ticket.ts'
import { aloneOf } from '../../core/agents/wants-second.ts'
import type { Around } from '../../core/around.ts'
import { cartTotal } from '../../core/cart/cart.ts'
import { termsText } from '../../core/codes/code-card.ts'
import { factsOf } from '../../core/facts/facts.ts'
import type { Item } from '../../core/goods/item.ts'
import { hesitationNow } from '../../core/hesitation/hesitation-now.ts'
import { isComplaining, isLateFor } from '../../core/orders/trouble.ts'
import { type Allowed, allowed, campaignState } from '../../core/query/allowed.ts'
import { codeGiven, segmentsHeld } from '../../core/query/explain.ts'
import { codeSentence, inEvery, segmentSentence } from '../../core/query/explain-words.ts'
import { marginOf } from '../../core/query/margin.ts'
import { reachableAt } from '../../core/reach.ts'
import type { Rulebook } from '../../core/rulebook.ts'
import { saidNow } from '../../core/said.ts'
import { seenOf } from '../../core/seen.ts'
import type { Shopper } from '../../core/shopper.ts'
import type { Moves } from '../../core/steering/budget-in-force.ts'
import type { ItemState } from '../../ports/outbox.ts'
import type { BudgetState, TalkLine } from '../../ports/records.ts'
import { deliveryOf } from './delivery.ts'
import { type Undelivered, withoutCodes } from './parked.ts'
import { giftSaid, said } from './said.ts'
import { unsentOf } from './unsent.ts'

export type Looked = {
  readonly ticket: Ticket | null
  readonly shopper: Shopper
  readonly lines: readonly TalkLine[]
  readonly rulebook: Rulebook
  readonly team: readonly string[]
  readonly budgets: readonly BudgetState[]
  readonly catalogue: ReadonlyMap<string, Item>
  readonly parked: readonly Undelivered[]
  /** Of agents' words: those that have not left, and those that were shown. */
  readonly states: ReadonlyMap<string, ItemState>
  readonly delivered: ReadonlySet<string>
  readonly around: Around | null
  /** What steering has changed of the campaigns. */
  readonly moves: Moves
  /** ms since 1970 by the engine's clock. */
  readonly at: number
}

/** What the rules are asked about: what the talk knew, and the campaign whose money it is. */
export const askedOf = (
  {
    shopper,
    rulebook,
    budgets,
    at,
    around,
    moves,
  }: Pick<Looked, 'shopper' | 'rulebook' | 'budgets' | 'at' | 'around' | 'moves'>,
  ticket: Ticket | null,
  campaign: string,
  actor?: Actor,
): Parameters<typeof allowed>[0] => {
  const talk = shopper.talks.find((one) => one.enrolment === ticket?.enrolment)
  const { reserved, spent } = budgets.find(({ budget }) => budget === campaign) ?? { reserved: 0, spent: 0 }
  return {
    rulebook,
    shopper,
    vars: talk?.vars ?? ticket?.vars,
    campaign,
    budget: { reserved, spent },
    counters: budgets,
    at,
    around,
    moves,
    ...(actor && { actor }),
    ...(ticket?.first && { first: ticket.first }),
  }
}

const codesOf = (shopper: Shopper, rulebook: Rulebook) =>
  shopper.codes.map((code) => {
    const { id, offer, state, terms, issued, until, agent, campaign, redemptions } = code
    return {
      ...{ id, offer, state, issued, until, campaign },
      terms: {
        ...{ kind: terms.kind, value: terms.value, worst: terms.worst, minimum: terms.minimum },
        ...{ uses: terms.uses ?? 1, bonus: terms.bonus ?? false, apology: terms.apology ?? false },
        gifts: terms.gift ? [giftSaid(terms.gift, rulebook)] : [],
        said: said(termsText(terms).also ?? [], rulebook),
      },
      agent: agent ?? null,
      why: inEvery((lang) => codeSentence(codeGiven(code), lang)),
      uses: redemptions.map(({ order, amount, at, rolled_back, overrun }) => ({
        ...{ order, amount, at },
        rolled_back: rolled_back !== undefined,
        overrun: overrun ?? null,
      })),
    }
  })

const linesOf = ({ lines, parked, states, delivered }: Looked) =>
  lines.map(({ seq, at, who, by, text, code, did, item, attachments = [] }) => {
    const shown = withoutCodes(text)
    const lost =
      item === undefined && (who === 'bot' || who === 'agent')
        ? parked.find((one) => one.text === shown)?.why
        : undefined
    const how = deliveryOf({ who, item, lost: lost !== undefined }, states, delivered)
    const state = item === undefined ? undefined : states.get(item)
    return {
      ...{ seq, at, who, text: shown, by: by ?? null, did: did ?? null },
      code: code ? { until: code.until, terms: code.terms } : null,
      delivery: how,
      failed: how === 'failed' ? (lost ?? state?.why ?? state?.state ?? '') : null,
      attachments: attachments.map(({ medium, name, type, size }, n) => ({
        ...{ n, medium },
        ...(name !== undefined && { name }),
        ...(type !== undefined && { type }),
        ...(size !== undefined && { size }),
      })),
    }
  })

/** Which campaign's money an agent spends where no ticket says: the first that runs and has one. */
const firstCampaign = (rulebook: Rulebook, at: number): string =>
  (rulebook.flows.find((flow) => campaignState(flow, at) === 'runs') ?? rulebook.flows[0])?.name ?? ''

/** Sums are in minor units here: the page formats them, and sends a ceiling back as it got it. */
export const shopperView = (looked: Looked, campaign?: string, actor?: Actor) => {
  const { ticket, shopper, rulebook, at } = looked
  const { shop } = rulebook
  const { traits } = shopper
  const seen = seenOf(shopper)
  const cart = shopper.cart?.lines ?? []
  const wants = saidNow(shopper, at)
  const asked = askedOf(looked, ticket, ticket?.campaign ?? campaign ?? firstCampaign(rulebook, at), actor)
  const rules: Allowed = allowed({ ...asked, ...(ticket?.suggests && { suggests: ticket.suggests }) })
  const held = segmentsHeld(rulebook, factsOf(rulebook, shopper, at, null, asked.vars, looked.around))
  /** As the shop calls it: the page speaks the shopper's language, and may say anything. */
  const named = (item: string) => {
    const title = looked.catalogue.get(item)?.title
    return title === undefined ? {} : { title }
  }
  return {
    ticket,
    team: looked.team,
    /** What whoever looks may give alone. */
    alone: aloneOf(shop.agents, actor ?? { agent: '' }),
    now: at,
    currency: shop.currency,
    time_zone: shop.time_zone,
    shopper: {
      id: shopper.id,
      name: traits.name ?? null,
      email: traits.email ?? null,
      phone: traits.phone ?? null,
      lang: shopper.lang ?? traits.language ?? null,
      region: seen.region ?? null,
      device: seen.device ?? null,
      source: seen.source ?? null,
      since: shopper.created,
      active: shopper.active,
      channels: [...new Set(reachableAt(shop, shopper).map(({ channel }) => channel))],
      stopped: shopper.stopped,
      unsent: unsentOf(shopper, shop.time_zone),
      with: shopper.agent_mode?.agent ?? null,
      // What is alike, never whose the other account is.
      looks_like: shopper.looks_like?.by ?? [],
      friends: shopper.referrals?.won ?? 0,
      segments: held.map(({ name }) => name),
      held: held.map((segment) => ({
        name: segment.name,
        about: segment.about ?? null,
        why: inEvery((lang) => segmentSentence(segment, lang)),
      })),
      hesitation: hesitationNow(shopper, at, looked.around),
      said: asked.vars ?? {},
      ...(wants && { wants }),
      trouble: { late: isLateFor(shopper, at), complaint: isComplaining(shopper, at) },
    },
    cart: { lines: cart.map((line) => ({ ...line, ...named(line.item) })), total: cartTotal(cart) },
    margin: marginOf(cart, looked.catalogue),
    saved: shopper.saved.length,
    orders: {
      ...{ count: shopper.orders.count, sum: shopper.orders.sum },
      recent: shopper.orders.recent.map(({ id, at: then, total, cancelled }) => ({
        ...{ id, at: then, total },
        cancelled: cancelled === true,
      })),
    },
    codes: codesOf(shopper, rulebook),
    lines: linesOf(looked),
    rules: {
      ...rules,
      offers: rules.offers.map((offer) => ({
        ...offer,
        gifts: offer.gifts.map((gift) => ({ ...giftSaid(gift, rulebook), worth: gift.worth })),
        said: said(offer.conditions, rulebook),
        suggested: offer.name === ticket?.suggests,
      })),
    },
    campaigns: rulebook.flows.map((flow) => ({
      name: flow.name,
      state: campaignState(flow, at, looked.moves),
    })),
  }
}

export type ShopperView = ReturnType<typeof shopperView>
