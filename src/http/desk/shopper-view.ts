// A shopper as the desk shows one: the talk, the cart, the orders, the codes, the money. Pure; codes stay sealed.
import { cartTotal } from '../../core/cart.ts'
import { factsOf, segmentsOf } from '../../core/facts.ts'
import type { Item } from '../../core/item.ts'
import { type Allowed, allowed, campaignState } from '../../core/query/allowed.ts'
import { marginOf } from '../../core/query/margin.ts'
import type { Rulebook } from '../../core/rulebook.ts'
import { isReachable } from '../../core/say.ts'
import { seenOf } from '../../core/seen.ts'
import type { Shopper } from '../../core/shopper.ts'
import type { Ticket } from '../../core/ticket.ts'
import type { BudgetState, TalkLine } from '../../ports/records.ts'
import { type Undelivered, withoutCodes } from './parked.ts'

export type Looked = {
  readonly ticket: Ticket | null
  readonly shopper: Shopper
  readonly lines: readonly TalkLine[]
  readonly rulebook: Rulebook
  readonly budgets: readonly BudgetState[]
  readonly catalogue: ReadonlyMap<string, Item>
  readonly parked: readonly Undelivered[]
  /** ms since 1970 by the engine's clock. */
  readonly at: number
}

/** What the rules are asked about: what the talk knew, and the campaign whose money it is. */
export const askedOf = (
  { shopper, rulebook, budgets, at }: Pick<Looked, 'shopper' | 'rulebook' | 'budgets' | 'at'>,
  ticket: Ticket | null,
  campaign: string,
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
  }
}

const codesOf = (shopper: Shopper) =>
  shopper.codes.map(({ id, offer, state, terms, issued, until, agent, campaign, redemptions }) => ({
    ...{ id, offer, state, issued, until, campaign },
    terms: { kind: terms.kind, value: terms.value, worst: terms.worst, minimum: terms.minimum },
    agent: agent ?? null,
    uses: redemptions.map(({ order, amount, at, rolled_back, overrun }) => ({
      ...{ order, amount, at },
      rolled_back: rolled_back !== undefined,
      overrun: overrun ?? null,
    })),
  }))

const linesOf = (lines: readonly TalkLine[], parked: readonly Undelivered[]) =>
  lines.map(({ seq, at, who, by, text, code, did }) => {
    const shown = withoutCodes(text)
    const lost = who === 'bot' || who === 'agent' ? parked.find((item) => item.text === shown) : undefined
    return {
      ...{ seq, at, who, text: shown, by: by ?? null, did: did ?? null },
      code: code ? { until: code.until, terms: code.terms } : null,
      failed: lost?.why ?? null,
    }
  })

/** Which campaign's money an agent spends where no ticket says: the first that runs and has one. */
const firstCampaign = (rulebook: Rulebook, at: number): string =>
  (rulebook.flows.find((flow) => campaignState(flow, at) === 'runs') ?? rulebook.flows[0])?.name ?? ''

/** Sums are in minor units here: the page formats them, and sends a ceiling back as it got it. */
export const shopperView = (looked: Looked, campaign?: string) => {
  const { ticket, shopper, rulebook, at } = looked
  const { shop } = rulebook
  const { traits } = shopper
  const seen = seenOf(shopper)
  const cart = shopper.cart?.lines ?? []
  const asked = askedOf(looked, ticket, ticket?.campaign ?? campaign ?? firstCampaign(rulebook, at))
  const rules: Allowed = allowed(asked)
  /** As the shop calls it: the page speaks the shopper's language, and may say anything. */
  const named = (item: string) => {
    const title = looked.catalogue.get(item)?.title
    return title === undefined ? {} : { title }
  }
  return {
    ticket,
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
      channels: [...new Set(shopper.addresses.filter(isReachable).map(({ channel }) => channel))],
      stopped: shopper.stopped,
      with: shopper.agent_mode?.agent ?? null,
      segments: segmentsOf(rulebook, factsOf(rulebook, shopper, at, null, asked.vars)),
      said: asked.vars ?? {},
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
    codes: codesOf(shopper),
    lines: linesOf(looked.lines, looked.parked),
    rules,
    campaigns: rulebook.flows.map((flow) => ({ name: flow.name, state: campaignState(flow, at) })),
  }
}

export type ShopperView = ReturnType<typeof shopperView>
