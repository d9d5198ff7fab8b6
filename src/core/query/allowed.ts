// What an agent could give this shopper now, what the rules say of it, and what it would cost. Changes nothing.
import {
  type AgentTerms,
  agentTerms,
  type Bounds,
  boundsOf,
  type TermsChange,
} from '../agents/agent-terms.ts'
import type { Actor } from '../agents/people.ts'
import { seenDigest } from '../agents/seen-digest.ts'
import type { FirstYes, Ticket } from '../agents/ticket.ts'
import { type WantsSecond, wouldWantSecond } from '../agents/wants-second.ts'
import type { Around } from '../around.ts'
import { type CounterState, hasRoomIn } from '../budget/room.ts'
import { cartTotal } from '../cart/cart.ts'
import { isLive } from '../codes/code.ts'
import { termsText } from '../codes/code-card.ts'
import { offersFor } from '../enrolment/variant.ts'
import { factsOf } from '../facts/facts.ts'
import { againstWhom } from '../issuing/for-whom.ts'
import { costOnCart, termsOf } from '../issuing/offer-terms.ts'
import type { IssueRefusal } from '../issuing/refusal.ts'
import type { TextRef } from '../message.ts'
import type { Gift, Offer } from '../offers/offer.ts'
import { standTogether } from '../offers/use-terms.ts'
import { type Flow, flowOf, type Rulebook } from '../rulebook.ts'
import type { Shopper } from '../shopper.ts'
import { budgetsInForce, type Moves, writtenOf } from '../steering/budget-in-force.ts'
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
  /** Of the cart and these terms: what an approval names, so that it holds for nothing else. */
  readonly digest: string
  /** A second agent has to agree to it, and why; null: the yes of whoever asks is enough. */
  readonly second: WantsSecond | null
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
  /** What else stands against it, as an issue would be refused. */
  readonly against: IssueRefusal | null
  /** Its conditions as the shopper reads them. */
  readonly conditions: readonly TextRef[]
  /** How many orders one code may be used on. */
  readonly uses: number
  readonly apology: boolean
  readonly bonus: boolean
  /** Giving it takes back a code that is out and may not stand beside it. */
  readonly replaces: boolean
  /** The gifts that an agent may choose from. */
  readonly gifts: readonly Gift[]
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

export const campaignState = (flow: Flow | null, at: number, moves: Moves = {}): CampaignState => {
  if (!flow) return 'gone'
  if (flow.campaign.paused || moves[flow.name]?.paused) return 'paused'
  return flow.campaign.until !== null && at >= flow.campaign.until ? 'ended' : 'runs'
}

type Asked = {
  readonly rulebook: Rulebook
  readonly shopper: Shopper
  /** What the talk knew: the ticket's variables, or the talk's own. */
  readonly vars: Ticket['vars']
  readonly campaign: string
  /** The offer that the rules would give, and wait for a yes: it goes first. */
  readonly suggests?: string
  readonly budget: Omit<BudgetNow, 'limit'>
  /** Every counter of every budget, as it stands; without them only the campaign's own sum is looked at. */
  readonly counters?: readonly CounterState[]
  /** ms since 1970. */
  readonly at: number
  readonly around?: Around | null
  /** What steering has changed of the campaigns. */
  readonly moves?: Moves
  /** Who asks; missing: anybody, so that no role counts. */
  readonly actor?: Actor
  /** The yes that waits on the ticket. */
  readonly first?: FirstYes
}

/** The budget in force, minor units; null: no limit, or no such campaign. */
const limitOf = ({ rulebook, campaign, moves = {} }: Asked): number | null =>
  budgetsInForce(writtenOf(rulebook.flows), moves).get(campaign) ?? null

/** What an approval names: what it costs now; a cart too small or too empty to tell is promised the whole. */
const ceilingOf = (cost: number, missing: number, worst: number): number =>
  cost === 0 || missing > 0 ? worst : cost

/** One offer, its terms changed by an agent or not. */
export const possible = (asked: Asked, offer: Offer): Omit<Possible, 'least'> => {
  const { rulebook, shopper, at } = asked
  const flow = flowOf(rulebook, asked.campaign)
  const facts = factsOf(rulebook, shopper, at, null, asked.vars, asked.around)
  const cart = shopper.cart?.lines ?? []
  const rule = ruleOf(flow, offer.name, facts)
  const around = asked.around ?? undefined
  const cost = costOnCart(offer, shopper, around)
  const missing = missingOf(termsOf(offer, shopper, around), { total: cartTotal(cart), lines: cart })
  const nothing_saved = offer.on === 'saved_items' && shopper.saved.length === 0
  const ceiling = ceilingOf(cost, missing, offer.worst)
  const uses = offer.uses ?? 1
  const campaign = flow?.campaign ?? {}
  const has_room =
    flow === null ||
    hasRoomIn(
      {
        ...{ campaign: flow.name, terms: flow.campaign, ceiling: limitOf(asked), shop: rulebook.shop, at },
        worst: Math.min(offer.worst, ceiling) * uses,
      },
      shopper,
      asked.counters ?? [{ budget: flow.name, ...asked.budget }],
    )
  const stands = againstWhom({ offer, campaign, shopper, shop: rulebook.shop, at, around, byAgent: false })
  // What is set aside is told by itself.
  const against = stands === 'nothing_saved' ? null : stands
  const state = campaignState(flow, at, asked.moves)
  const may = rule.kind === 'holds' || rule.kind === 'open'
  const { name, kind, value, worst, minimum, apology = false, bonus = false, gifts = [] } = offer
  const valid = Math.max(0, Math.min(offer.valid, (offer.until ?? Number.POSITIVE_INFINITY) - at))
  const replaces = shopper.codes.some(
    (code) => isLive(code, at) && (code.offer === offer.name || !standTogether(code.terms, offer)),
  )
  const conditions = termsText(termsOf(offer, shopper, around)).also ?? []
  const { agents } = rulebook.shop
  const written = offersFor(rulebook, shopper, asked.campaign)[offer.name] ?? offer
  const digest = seenDigest(cart, offer, asked.campaign)
  const seen = { written, terms: offer, ceiling, digest }
  return {
    ...{ against, conditions, replaces, uses, apology, bonus, gifts },
    digest,
    second: wouldWantSecond(agents, asked.actor ?? { agent: '' }, seen, asked.campaign, asked.first),
    ...{ name, kind, value, worst, minimum, valid, rule, cost, ceiling, missing, nothing_saved, has_room },
    bounds: boundsOf(written, agents),
    allowed: may && missing === 0 && !nothing_saved && !against && has_room && state === 'runs',
  }
}

export const allowed = (asked: Asked): Allowed => {
  const { rulebook, shopper, campaign, at } = asked
  const flow = flowOf(rulebook, campaign)
  const all = Object.values(offersFor(rulebook, shopper, campaign)).map((offer) => possible(asked, offer))
  const isSuggested = ({ name }: { name: string }) => Number(name === asked.suggests)
  const sorted = all.toSorted(
    (a, b) =>
      isSuggested(b) - isSuggested(a) ||
      Number(b.allowed) - Number(a.allowed) ||
      a.ceiling - b.ceiling ||
      (a.name < b.name ? -1 : 1),
  )
  const cheapest = sorted.filter((one) => one.allowed).toSorted((a, b) => a.ceiling - b.ceiling)[0]
  const live = shopper.codes.find((code) => isLive(code, at))
  return {
    campaign: { name: campaign, state: campaignState(flow, at, asked.moves) },
    budget: { ...asked.budget, limit: limitOf(asked) },
    offers: sorted.map((one) => ({ ...one, least: one === cheapest })),
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
  | Exclude<AgentTerms, { kind: 'terms' | 'no_such_gift' }>
  | null => {
  const { shop } = asked.rulebook
  const offers = offersFor(asked.rulebook, asked.shopper, asked.campaign)
  const written = Object.hasOwn(offers, name) ? offers[name] : undefined
  if (!written) return null
  const terms = agentTerms(written, change, shop.agents)
  if (terms.kind === 'no_such_gift') return { kind: 'senseless' }
  return terms.kind === 'terms' ? { kind: 'possible', offer: possible(asked, terms.offer) } : terms
}
