// All there is of one shopper, as plain JSON: for the shopper's own eyes. Codes are named, their texts stay sealed.

import { unsentSentence } from '../core/contact/unsent-words.ts'
import { zoneOf } from '../core/contact/zone.ts'
import { readDocument } from '../core/document.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Shopper } from '../core/shopper.ts'
import type { Store } from '../ports/store.ts'

const iso = (at: number | null | undefined): string | null =>
  at === null || at === undefined || !Number.isFinite(at) ? null : new Date(at).toISOString()

export type ExportParts = {
  readonly store: Store
  readonly rulebook: () => Rulebook
  readonly root: (shopper: string) => Promise<string>
}

/** null: there is no such shopper. Sums are minor units of `currency`, times ISO 8601. */
export const exportShopper = async ({ store, rulebook, root }: ExportParts, asked: string) => {
  const id = await root(asked)
  const { document } = await store.load(id)
  if (document === null) return null
  const shopper = readDocument(document)
  const { shop } = rulebook()
  const folded = (shopper.folded ?? []).map((one) => one.shopper)
  const held = await store.erasure.held([id, ...folded])
  // What those who were folded into it said was taken over with them.
  const { lines: own } = await store.erasure.held([id])
  const zone = zoneOf(shop, shopper)
  const time = (at: number): string => iso(at) ?? ''
  const lines = own.filter(({ who }) => who !== 'note')
  return {
    exported_by: shop.name,
    currency: shop.currency,
    time_zone: zone,
    shopper: { id, known_since: iso(shopper.created), last_seen: iso(shopper.active) },
    traits: shopper.traits,
    seen: shopper.seen ?? {},
    language: shopper.lang,
    addresses: shopper.addresses,
    unreachable_addresses: shopper.gone ?? [],
    consent: {
      stopped: iso(shopper.stopped),
      stopped_by: shopper.stopped === null ? null : (shopper.stopped_by ?? 'shopper'),
      consented: iso(shopper.consented),
      snoozed_until: iso(shopper.snoozed),
      words: (shopper.consents ?? []).map((one) => ({ ...one, at: iso(one.at) })),
    },
    visits: shopper.visits,
    interests: shopper.interests ?? null,
    looked_at: shopper.looked_at ?? [],
    saved: shopper.saved,
    said: shopper.said ?? null,
    cart: shopper.cart && { began: iso(shopper.cart.began), lines: shopper.cart.lines },
    orders: {
      ...shopper.orders,
      first: iso(shopper.orders.first),
      last: iso(shopper.orders.last),
      recent: shopper.orders.recent.map((order) => ({ ...order, at: iso(order.at) })),
    },
    points: { expiring: shopper.points, ledger: shopper.ledger ?? null },
    codes: shopper.codes.map(
      ({ id: code, offer, campaign, state, issued, until, terms, redemptions, agent }) => ({
        ...{ id: code, offer, campaign, state, issued: iso(issued), until: iso(until), terms },
        redemptions: redemptions.map((use) => ({ ...use, at: iso(use.at) })),
        ...(agent && { agent }),
      }),
    ),
    segments: shopper.segments,
    campaigns: held.enrolments.map((row) => JSON.parse(row) as object),
    contacts: { all: shopper.contacts.map(time), by_channel: mapTimes(shopper.contacted ?? {}) },
    not_sent: (shopper.unsent ?? []).map((one) => ({
      at: iso(one.at),
      because: unsentSentence(one, 'en', time),
    })),
    waiting_to_be_sent: held.outbox
      .filter(({ kind, state }) => kind === 'message' && state !== 'lapsed')
      .map(({ lane, due, state, why }) => ({ channel: lane.split(':')[0], due: iso(due), state, why })),
    talk: lines.map(({ at, who, by, text, choices, code }) => ({
      ...{ at: iso(at), who, text },
      ...(by !== undefined && { by }),
      ...(choices && { choices: choices.map((choice) => choice.text) }),
      ...(code && { code: code.id }),
    })),
    tickets: held.tickets.map((row) => {
      const { id: ticket, opened, state, reason } = JSON.parse(row) as Shopper['tickets'][number]
      return { id: ticket, opened: iso(opened), state, reason }
    }),
    joined_from: folded,
  }
}

const mapTimes = (all: Readonly<Record<string, readonly number[]>>) =>
  Object.fromEntries(Object.entries(all).map(([channel, times]) => [channel, times.map(iso)]))
