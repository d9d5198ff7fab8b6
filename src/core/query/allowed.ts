// What an agent could give this shopper now, what the rules say of it, and what it would cost. Changes nothing.
import { type AgentTerms, agentTerms, type Bounds, boundsOf, type TermsChange } from '../agent-terms.ts'
import { type CounterState, hasRoomIn } from '../budget/room.ts'
import { cartTotal } from '../cart.ts'
import { isLive } from '../code.ts'
import { factsOf } from '../facts.ts'
import { costOnCart, termsOf } from '../issuing/offer-terms.ts'
import type { Offer } from '../offer.ts'
import { type Flow, flowOf, type Rulebook } from '../rulebook.ts'
import type { Shopper } from '../shopper.ts'
import type { Ticket } from '../ticket.ts'
import { missingOf } from '../using/amount.ts'
import { type RuleOf, ruleOf } from './rule-of.ts'

/** A campaign's money, minor units; `limit` null: it has none on purpose. */
export type BudgetNow = { readonly limit: number | null; readonly reserved: number; readonly spent: number }

export type CampaignState = 'runs' | 'paused' | 'ended' | 'gone'

/** One offer as it would be given now; all sums in minor units. */
export type Possible = {
  readonly name: string
  readonly kind: Offer['kind']
  readonly value: number
  readonly worst: number
  readonly minimum: number
  readonly valid: number
  readonly bounds: Bounds
  readonly rule: RuleOf
  /** What it would cost on the cart as it stands. */
  readonly cost: number
  /** What an approval names: what it costs now, or where the cart does not say, what it may cost at most. */
  readonly ceiling: number
  /** What is missing to its minimum. */
  readonly missing: number
  /** It counts for saved items only, and there are none. */
  readonly nothing_saved: boolean
  readonly has_room: boolean
  /** Everything that the rules ask for is met. */
  readonly allowed: boolean
  /** The cheapest of those that are allowed: the least that may still win. */
  readonly least: boolean
}

export type Allowed = {
  readonly campaign: { readonly name: string; readonly state: CampaignState }
  readonly budget: BudgetNow
  /** Those that the rules allow first, the cheapest first; then the others. */
  readonly offers: readonly Possible[]
  /** A code that is out; giving another takes it back. */
  readonly live: { readonly id: string; readonly offer: string; readonly until: number } | null
}

export const campaignState = (flow: Flow | null, at: number): CampaignState => {
  if (!flow) return 'gone'
  if (flow.campaign.paused) return 'paused'
  return flow.campaign.until !== null && at >= flow.campaign.until ? 'ended' : 'runs'
}

type Asked = {
  readonly rulebook: Rulebook
  readonly shopper: Shopper
  /** What the talk knew: the ticket's variables, or the talk's own. */
  readonly vars: Ticket['vars']
  readonly campaign: string
  readonly budget: Omit<BudgetNow, 'limit'>
  /** Every counter of every budget, as it stands; without them only the campaign's own sum is looked at. */
  readonly counters?: readonly CounterState[]
  /** ms since 1970. */
  readonly at: number
}

/** What an approval names: what it costs now; a cart too small or too empty to tell is promised the whole. */
const ceilingOf = (cost: number, missing: number, worst: number): number =>
  cost === 0 || missing > 0 ? worst : cost

/** One offer, its terms changed by an agent or not. */
export const possible = (asked: Asked, offer: Offer): Omit<Possible, 'least'> => {
  const { rulebook, shopper, at } = asked
  const flow = flowOf(rulebook, asked.campaign)
  const facts = factsOf(rulebook, shopper, at, null, asked.vars)
  const cart = shopper.cart?.lines ?? []
  const rule = ruleOf(flow, offer.name, facts)
  const cost = costOnCart(offer, shopper)
  const missing = missingOf(termsOf(offer, shopper), { total: cartTotal(cart), lines: cart })
  const nothing_saved = offer.on === 'saved_items' && shopper.saved.length === 0
  const ceiling = ceilingOf(cost, missing, offer.worst)
  const { campaign } = asked
  const has_room =
    flow === null ||
    hasRoomIn(
      {
        ...{ campaign, terms: flow.campaign, ceiling: flow.campaign.budget, shop: rulebook.shop, at },
        worst: Math.min(offer.worst, ceiling),
      },
      shopper,
      asked.counters ?? [{ budget: campaign, ...asked.budget }],
    )
  const may = rule.kind === 'holds' || rule.kind === 'open'
  const { name, kind, value, worst, minimum, valid } = offer
  return {
    ...{ name, kind, value, worst, minimum, valid, rule, cost, ceiling, missing, nothing_saved, has_room },
    bounds: boundsOf(rulebook.offers[offer.name] ?? offer, rulebook.shop.agents),
    allowed: may && missing === 0 && !nothing_saved && has_room && campaignState(flow, at) === 'runs',
  }
}

export const allowed = (asked: Asked): Allowed => {
  const { rulebook, shopper, campaign, at } = asked
  const flow = flowOf(rulebook, campaign)
  const all = Object.values(rulebook.offers).map((offer) => possible(asked, offer))
  const sorted = all.toSorted(
    (a, b) => Number(b.allowed) - Number(a.allowed) || a.ceiling - b.ceiling || (a.name < b.name ? -1 : 1),
  )
  const live = shopper.codes.find((code) => isLive(code, at))
  return {
    campaign: { name: campaign, state: campaignState(flow, at) },
    budget: { ...asked.budget, limit: flow?.campaign.budget ?? null },
    offers: sorted.map((one, n) => ({ ...one, least: n === 0 && one.allowed })),
    live: live ? { id: live.id, offer: live.offer, until: live.until } : null,
  }
}

/** What changed terms would come to; a refusal says which limit they pass. */
export const quote = (
  asked: Asked,
  name: string,
  change: TermsChange,
):
  | { readonly kind: 'possible'; readonly offer: Omit<Possible, 'least'> }
  | Exclude<AgentTerms, { kind: 'terms' }>
  | null => {
  const { offers, shop } = asked.rulebook
  const written = Object.hasOwn(offers, name) ? offers[name] : undefined
  if (!written) return null
  const terms = agentTerms(written, change, shop.agents)
  return terms.kind === 'terms' ? { kind: 'possible', offer: possible(asked, terms.offer) } : terms
}
