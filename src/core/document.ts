// The shopper's document as it is kept: JSON, without what is as with somebody new. Whoever reads a document reads it
// here; one that was written in full reads the same. Knows no store.
import { newShopper, type Shopper } from './shopper.ts'

/** All documents share it where they say nothing, so that nobody may change it. */
const NEW = newShopper('', 0)
for (const value of [...Object.values(NEW), NEW.orders.recent]) Object.freeze(value)

const orNot = <T>(all: readonly T[]): readonly T[] | undefined => (all.length === 0 ? undefined : all)

const filled = <T extends object>(record: T): T | undefined => {
  for (const _ in record) return record
  return undefined
}

/** Nothing was ever ordered: every field is as with somebody new, and there is no other. */
const neverOrdered = (orders: Shopper['orders']): boolean => {
  for (const name in orders) if (!(name in NEW.orders)) return false
  const { count, sum, cancelled, first, last, recent } = orders
  return !count && !sum && !cancelled && first === null && last === null && recent.length === 0
}

/** What JSON leaves out is undefined; all else keeps its place, so that a document reads back in its own order. */
export const writeDocument = (shopper: Shopper): string =>
  JSON.stringify({
    ...shopper,
    addresses: orNot(shopper.addresses),
    reply_to: shopper.reply_to ?? undefined,
    traits: filled(shopper.traits),
    lang: shopper.lang ?? undefined,
    stopped: shopper.stopped ?? undefined,
    cart: shopper.cart ?? undefined,
    carts_abandoned: shopper.carts_abandoned || undefined,
    saved: orNot(shopper.saved),
    orders: neverOrdered(shopper.orders) ? undefined : shopper.orders,
    points: shopper.points ?? undefined,
    talks: orNot(shopper.talks),
    pending: orNot(shopper.pending),
    heard: shopper.heard ?? undefined,
    starts: filled(shopper.starts),
    segments: orNot(shopper.segments),
    look_again: shopper.look_again ?? undefined,
    contacts: orNot(shopper.contacts),
    enrolments: orNot(shopper.enrolments),
    enrolled: shopper.enrolled || undefined,
    codes: orNot(shopper.codes),
    agent_mode: shopper.agent_mode ?? undefined,
    tickets: orNot(shopper.tickets),
    ticket_count: shopper.ticket_count || undefined,
  })

/** A document as a store has it. What it does not say is as with somebody new. */
export const readDocument = (document: string): Shopper => ({
  ...NEW,
  ...(JSON.parse(document) as Pick<Shopper, 'id' | 'created' | 'active' | 'visits'> & Partial<Shopper>),
})
