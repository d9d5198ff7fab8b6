// What happened, counted: one sum of rows. A row is one enrolment. Nothing here says what would have happened anyway.
import type { Enrolment } from '../enrolment/enrolment.ts'
import { DAY } from '../time/local-time.ts'
import { metGoal } from './met-goal.ts'
import { costsOfRow, promotionCosts } from './row-costs.ts'

/** Signs that a sale slips away; other campaigns begin with something good. */
const SLIPPING: ReadonlySet<string> = new Set([
  ...['cart_abandoned', 'cart_changed', 'hesitation', 'message', 'ask_discount', 'order_cancelled'],
  ...['segment_entered', 'points_expiring'],
])
const KINDLY: ReadonlySet<string> = new Set([
  ...['order_completed', 'signed_in', 'subscribed', 'action_done', 'birthday', 'points_added', 'date'],
  'elsewhere',
])

/** A sign that the page sent has a name of the page's own. */
export const isHesitation = ({ sign }: Enrolment): boolean =>
  sign !== undefined && (SLIPPING.has(sign) || !KINDLY.has(sign))

/** Sums in minor units. */
export type Figures = {
  /** Enrolments, holdout and mixed ones among them. */
  enrolled: number
  holdout: number
  mixed: number
  by_hand: number
  /** Whose time for the goal is not over. */
  open: number
  hesitated: number
  talked: number
  offered: number
  escalated: number
  /** Met the campaign's goal: an order in its time, or what more it wants. */
  met_goal: number
  /** Enrolments with a code, and with one that was used. */
  issued: number
  redeemed: number
  came_back: number
  lost_again: number
  /** Codes by what became of them; those given as an apology are apart. */
  codes: {
    issued: number
    redeemed: number
    expired: number
    revoked: number
    live: number
    apologies: number
  }
  orders: number
  revenue: number
  with_code: number
  /** Of the revenue, that of orders whose goods' cost is known, and that cost. */
  costed: number
  cost_of_goods: number
  costs: { codes: number; gifts: number; messages: number; apologies: number }
  messages: number
  /** Enrolments that brought an order, two or more, and that of somebody who had ordered before. */
  ordered: number
  repeated: number
  returning: number
  /** Orders in equal times before and after, of enrolments whose time is over, and those times together, ms. */
  before: number
  after: number
  compared: number
}

export const noFigures = (): Figures => ({
  ...{ enrolled: 0, holdout: 0, mixed: 0, by_hand: 0, open: 0, hesitated: 0, talked: 0, offered: 0 },
  ...{ escalated: 0, met_goal: 0, issued: 0, redeemed: 0, came_back: 0, lost_again: 0 },
  codes: { issued: 0, redeemed: 0, expired: 0, revoked: 0, live: 0, apologies: 0 },
  ...{ orders: 0, revenue: 0, with_code: 0, costed: 0, cost_of_goods: 0 },
  costs: { codes: 0, gifts: 0, messages: 0, apologies: 0 },
  ...{ messages: 0, ordered: 0, repeated: 0, returning: 0, before: 0, after: 0, compared: 0 },
})

export type Terms = {
  readonly now: number
  readonly lost_after: number
  readonly message_costs: Readonly<Record<string, number>>
  /** Campaigns whose goal wants more than an order. */
  readonly wanting: ReadonlySet<string>
}

/** `ordered`: when the shopper ordered last, by any of its rows. */
export const addRow = (figures: Figures, row: Enrolment, ordered: number | null, terms: Terms): void => {
  figures.enrolled++
  if (row.arm === 'holdout') figures.holdout++
  if (row.arm === 'mixed') figures.mixed++
  if (row.by_hand) figures.by_hand++
  if (isHesitation(row)) figures.hesitated++
  if (row.talked) figures.talked++
  if (row.offered > 0) figures.offered++
  if (row.escalated) figures.escalated++
  if (metGoal(row, terms.wanting.has(row.campaign))) figures.met_goal++
  if (row.codes.length > 0) figures.issued++
  if (row.codes.some(({ state }) => state === 'redeemed')) figures.redeemed++
  addBack(figures, row, ordered, terms)
  for (const code of row.codes) addCode(figures, code)
  for (const count of Object.values(row.messages ?? {})) figures.messages += count
  const costs = costsOfRow(row, terms.message_costs)
  for (const what of ['codes', 'gifts', 'messages', 'apologies'] as const) figures.costs[what] += costs[what]
  addOrders(figures, row, terms)
}

/** Lost again: came back, and then ordered nothing for as long as the shop says. */
const addBack = (figures: Figures, row: Enrolment, ordered: number | null, terms: Terms): void => {
  if (row.back === undefined) return
  figures.came_back++
  if (terms.now - Math.max(row.back, ordered ?? row.back) >= terms.lost_after) figures.lost_again++
}

const addCode = ({ codes }: Figures, code: Enrolment['codes'][number]): void => {
  if (code.apology) {
    codes.apologies++
    return
  }
  codes.issued++
  if (code.state === 'issued') codes.live++
  else codes[code.state]++
}

const addOrders = (figures: Figures, row: Enrolment, { now }: Terms): void => {
  figures.orders += row.orders
  figures.revenue += row.revenue
  figures.with_code += row.with_code ?? 0
  figures.costed += row.costed?.revenue ?? 0
  figures.cost_of_goods += row.costed?.cost ?? 0
  if (row.orders > 0) figures.ordered++
  if (row.orders > 1) figures.repeated++
  if (row.orders > 0 && (row.past ?? 0) > 0) figures.returning++
  if (row.within === undefined) return
  if (now <= row.at + row.within) figures.open++
  else if (row.before) {
    figures.before += row.before.orders
    figures.after += row.orders
    figures.compared += row.within
  }
}

/** The rest that is told beside the counts; null where there is nothing to divide by. Money is rounded to a minor unit. */
export const ratiosOf = (figures: Figures) => {
  const share = (part: number, all: number): number | null => (all === 0 ? null : (part / all) * 100)
  const per30 = (orders: number): number | null =>
    figures.compared === 0 ? null : (orders / figures.compared) * 30 * DAY
  return {
    mean_order: figures.orders === 0 ? null : Math.round(figures.revenue / figures.orders),
    /** In percent, of enrolments that brought an order. */
    repeat_share: share(figures.repeated, figures.ordered),
    returning_share: share(figures.returning, figures.ordered),
    /** In percent, of orders. */
    orders_with_code: share(figures.with_code, figures.orders),
    /** Orders per enrolment and 30 days. */
    frequency: { before: per30(figures.before), after: per30(figures.after) },
    costs: promotionCosts(figures.costs),
    margin:
      figures.revenue > 0 && figures.costed > 0
        ? { sum: figures.costed - figures.cost_of_goods, known_for: share(figures.costed, figures.revenue) }
        : null,
  }
}

export type Ratios = ReturnType<typeof ratiosOf>
