// A ticket as the desk shows it: the talk, the cart, the orders, the money. Pure; codes stay sealed.
import { cartTotal } from '../../core/cart.ts'
import type { Rulebook } from '../../core/rulebook.ts'
import type { Shopper } from '../../core/shopper.ts'
import type { Ticket } from '../../core/ticket.ts'
import type { TalkLine } from '../../ports/records.ts'

/** Sums stay in minor units here: the page formats them, and sends a ceiling back as it got it. */
export const ticketView = (
  ticket: Ticket,
  shopper: Shopper,
  lines: readonly TalkLine[],
  rulebook: Rulebook,
) => ({
  ticket,
  currency: rulebook.shop.currency,
  time_zone: rulebook.shop.time_zone,
  shopper: {
    id: shopper.id,
    name: shopper.traits.name ?? null,
    lang: shopper.lang,
    since: shopper.created,
    active: shopper.active,
    channels: shopper.addresses.map((address) => address.channel),
    stopped: shopper.stopped !== null,
    with: shopper.agent_mode?.agent ?? null,
  },
  cart: { lines: shopper.cart?.lines ?? [], total: cartTotal(shopper.cart?.lines ?? []) },
  orders: {
    count: shopper.orders.count,
    sum: shopper.orders.sum,
    recent: shopper.orders.recent.map(({ id, at, total, cancelled }) => ({
      id,
      at,
      total,
      cancelled: !!cancelled,
    })),
  },
  codes: shopper.codes.map(({ id, offer, state, until, issued, agent }) => ({
    ...{ id, offer, state, until, issued },
    agent: agent ?? null,
  })),
  lines: lines.map(({ seq, at, who, by, text, code }) => ({
    ...{ seq, at, who, text: text.replace(/\{code:[^}]*\}/g, '•••'), by: by ?? null },
    code: code ? { until: code.until, terms: code.terms } : null,
  })),
  offers: Object.values(rulebook.offers).map(({ name, kind, value, worst, minimum, valid }) => ({
    ...{ name, kind, value, worst, minimum, valid },
  })),
  campaigns: rulebook.flows.filter((flow) => !flow.campaign.paused).map((flow) => flow.name),
})

export type TicketView = ReturnType<typeof ticketView>
